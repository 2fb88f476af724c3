"""Keep which times families have booked."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0029"
down_revision = "referral_0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _bookings()
    _taken_times()


def _bookings() -> None:
    op.create_table(
        "bookings",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("reception_id", sa.Uuid(), nullable=False),
        sa.Column("worker", sa.Uuid(), nullable=False),
        sa.Column("theme", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("booking_id"),
    )
    op.create_index("ix_bookings_starts_at", "bookings", ["starts_at"], unique=False)


def _taken_times() -> None:
    op.create_table(
        "taken_times",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("worker", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("booking_id"),
    )
    op.create_index("ix_taken_times_starts_at", "taken_times", ["starts_at"], unique=False)
