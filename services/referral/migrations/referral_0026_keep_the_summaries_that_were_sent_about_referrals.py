"""Keep the summaries that were sent about referrals."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0026"
down_revision = "referral_0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _sent_summaries()


def _sent_summaries() -> None:
    op.create_table(
        "sent_summaries",
        sa.Column("summary_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("programme_version", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("digest", sa.JSON(), nullable=True),
        sa.Column("written", sa.JSON(), nullable=True),
        sa.Column("reason", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("summary_id", "edition"),
    )
    op.create_index(
        "ix_sent_summaries_referral_id", "sent_summaries", ["referral_id"], unique=False
    )
