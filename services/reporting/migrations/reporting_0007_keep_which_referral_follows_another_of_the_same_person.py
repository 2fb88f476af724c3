"""Keep which referral follows another of the same person."""

import sqlalchemy as sa
from alembic import op

revision = "reporting_0007"
down_revision = "reporting_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _referral_facts()


def _referral_facts() -> None:
    with op.batch_alter_table("referral_facts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("merged_into", sa.Uuid(), nullable=True))
