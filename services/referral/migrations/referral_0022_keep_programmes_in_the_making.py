"""Keep programmes in the making."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0022"
down_revision = "referral_0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _programme_drafts()


def _programme_drafts() -> None:
    op.create_table(
        "programme_drafts",
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("draft_id"),
    )
    op.create_index(
        "ix_programme_drafts_organisation", "programme_drafts", ["organisation"], unique=False
    )
