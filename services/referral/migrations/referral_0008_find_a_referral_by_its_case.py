"""Find a referral by its case."""

from alembic import op

revision = "referral_0008"
down_revision = "referral_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _referrals()


def _referrals() -> None:
    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.create_index("ix_referrals_case_id", ["case_id"], unique=False)
