"""Keep what people in a register ask for, and until when they are answered."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0007"
down_revision = "referral_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _rights_requests()


def _rights_requests() -> None:
    op.create_table(
        "rights_requests",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("volunteer_id", sa.Uuid(), nullable=True),
        sa.Column("organisation", sa.Uuid(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("is_extended", sa.Boolean(), nullable=False),
        sa.Column("dealt_with_on", sa.Date(), nullable=True),
        sa.Column("requester_name", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("request_id"),
    )
    op.create_index("ix_rights_requests_due_on", "rights_requests", ["due_on"], unique=False)
    op.create_index(
        "ix_rights_requests_referral_id", "rights_requests", ["referral_id"], unique=False
    )
