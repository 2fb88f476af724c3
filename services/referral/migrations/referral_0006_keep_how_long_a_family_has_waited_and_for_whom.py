"""Keep how long a family has waited, and for whom."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0006"
down_revision = "referral_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _referrals()


def _referrals() -> None:
    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("paused_days", sa.Integer(), server_default="0", nullable=True)
        )
        batch_op.add_column(sa.Column("started_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("ended_on", sa.Date(), nullable=True))
