"""Keep whom letters about matches are for."""

import sqlalchemy as sa
from alembic import op

revision = "volunteers_0005"
down_revision = "volunteers_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _letter_matches()
    _letter_people()


def _letter_matches() -> None:
    op.create_table(
        "letter_matches",
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("match_id"),
    )


def _letter_people() -> None:
    op.create_table(
        "letter_people",
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("volunteer_id"),
    )
