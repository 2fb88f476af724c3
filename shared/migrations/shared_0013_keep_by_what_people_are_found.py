"""Keep by what people are found."""

import sqlalchemy as sa
from alembic import op

revision = "shared_0013"
down_revision = "shared_0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _search_tokens()
    _searchable()


def _search_tokens() -> None:
    op.create_table(
        "search_tokens",
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(length=22), nullable=False),
        sa.Column("thing", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "token", "thing"),
    )
    op.create_index("search_tokens_thing", "search_tokens", ["thing"], unique=False)


def _searchable() -> None:
    op.create_table(
        "searchable",
        sa.Column("thing", sa.Uuid(), nullable=False),
        sa.Column("organisations", sa.JSON(), nullable=True),
        sa.Column("person", sa.Uuid(), nullable=True),
        sa.Column("retention", sa.String(length=40), nullable=True),
        sa.Column("given_name", sa.JSON(), nullable=True),
        sa.Column("family_name", sa.JSON(), nullable=True),
        sa.Column("date_of_birth", sa.JSON(), nullable=True),
        sa.Column("phone", sa.JSON(), nullable=True),
        sa.Column("email", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("thing"),
    )
    op.create_index("ix_searchable_person", "searchable", ["person"], unique=False)
