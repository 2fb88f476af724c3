"""Keep who has something to read of a referral."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0003"
down_revision = "referral_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _referral_sides()


def _referral_sides() -> None:
    op.create_table(
        "referral_sides",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("sender", sa.Uuid(), nullable=True),
        sa.Column("provider", sa.Uuid(), nullable=True),
        sa.Column("disclosure_level", sa.String(length=2), nullable=True),
        sa.Column("is_asked", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("referral_id"),
    )
