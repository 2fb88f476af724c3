"""say who booked a time for a family, and remind of it."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0031"
down_revision = "referral_0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _booking_sides()
    _bookings()


def _booking_sides() -> None:
    op.create_table(
        "booking_sides",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("worker", sa.Uuid(), nullable=False),
        sa.Column("booker", sa.Uuid(), nullable=True),
        sa.Column("booker_home", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("booking_id"),
    )


def _bookings() -> None:
    with op.batch_alter_table("bookings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("booker", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("booker_home", sa.Uuid(), nullable=True))
        batch_op.create_index("ix_bookings_booker", ["booker"], unique=False)
