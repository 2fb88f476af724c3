"""Keep what organisations announce as open events."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0034"
down_revision = "referral_0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _happening_days()
    _happenings()


def _happening_days() -> None:
    op.create_table(
        "happening_days",
        sa.Column("happening_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=200), nullable=False),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("happening_id", "day"),
    )
    op.create_index("ix_happening_days_starts_at", "happening_days", ["starts_at"], unique=False)


def _happenings() -> None:
    op.create_table(
        "happenings",
        sa.Column("happening_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("happening_id"),
    )
    op.create_index("ix_happenings_organisation", "happenings", ["organisation"], unique=False)
