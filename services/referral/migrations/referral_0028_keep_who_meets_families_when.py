"""Keep who meets families when."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0028"
down_revision = "referral_0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _reception_days_off()
    _receptions()


def _reception_days_off() -> None:
    op.create_table(
        "reception_days_off",
        sa.Column("reception_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("reception_id", "day"),
    )


def _receptions() -> None:
    op.create_table(
        "receptions",
        sa.Column("reception_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("worker", sa.Uuid(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("reception_id"),
    )
    op.create_index("ix_receptions_organisation", "receptions", ["organisation"], unique=False)
    op.create_index("ix_receptions_worker", "receptions", ["worker"], unique=False)
