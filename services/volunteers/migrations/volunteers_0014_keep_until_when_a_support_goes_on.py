"""Keep until when a support goes on."""

import sqlalchemy as sa
from alembic import op

revision = "volunteers_0014"
down_revision = "volunteers_0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _awaited_ends()
    _awaited_terms()


def _awaited_ends() -> None:
    op.create_table(
        "awaited_ends",
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("organisation", sa.Uuid(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("match_id"),
    )
    op.create_index("ix_awaited_ends_case_id", "awaited_ends", ["case_id"], unique=False)


def _awaited_terms() -> None:
    with op.batch_alter_table("awaited_terms", schema=None) as batch_op:
        batch_op.add_column(sa.Column("commitment_months", sa.Integer(), nullable=True))
