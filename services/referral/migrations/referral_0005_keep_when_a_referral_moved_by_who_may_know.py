"""Keep when a referral moved, by who may know."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0005"
down_revision = "referral_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _referral_moves()


def _referral_moves() -> None:
    op.create_table(
        "referral_moves",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.String(length=2), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("referral_id", "level"),
    )
