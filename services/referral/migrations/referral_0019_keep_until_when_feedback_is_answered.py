"""Keep until when feedback is answered."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0019"
down_revision = "referral_0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _feedback()


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("feedback_id", sa.Uuid(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("feedback_id"),
    )
    op.create_index("ix_feedback_latest", "feedback", ["latest"], unique=False)
