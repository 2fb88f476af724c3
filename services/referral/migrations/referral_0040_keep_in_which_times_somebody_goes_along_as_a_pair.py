"""Keep in which times somebody goes along as a pair."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0040"
down_revision = "referral_0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _pairwork_times()


def _pairwork_times() -> None:
    op.create_table(
        "pairwork_times",
        sa.Column("pairwork_id", sa.Uuid(), nullable=False),
        sa.Column("is_agreed", sa.Boolean(), nullable=False),
        sa.Column("worker", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("pairwork_id", "is_agreed"),
    )
    op.create_index("ix_pairwork_times_starts_at", "pairwork_times", ["starts_at"], unique=False)
