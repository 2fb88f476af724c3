"""Count bookings, open events and consultations."""

import sqlalchemy as sa
from alembic import op

revision = "reporting_0012"
down_revision = "reporting_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _attendance_facts()
    _booking_facts()
    _consultation_facts()


def _attendance_facts() -> None:
    op.create_table(
        "attendance_facts",
        sa.Column("happening_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("themes", sa.String(length=200), nullable=False),
        sa.Column("municipality", sa.String(length=3), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("young_people", sa.Integer(), nullable=False),
        sa.Column("parents", sa.Integer(), nullable=False),
        sa.Column("professionals", sa.Integer(), nullable=False),
        sa.Column("others", sa.Integer(), nullable=False),
        sa.Column("is_estimate", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("happening_id", "day"),
    )
    op.create_index(
        "ix_attendance_facts_organisation", "attendance_facts", ["organisation"], unique=False
    )


def _booking_facts() -> None:
    op.create_table(
        "booking_facts",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("booker_home", sa.Uuid(), nullable=True),
        sa.Column("theme", sa.String(length=20), nullable=False),
        sa.Column("municipality", sa.String(length=3), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("booking_id", "on"),
    )
    op.create_index(
        "ix_booking_facts_organisation", "booking_facts", ["organisation"], unique=False
    )


def _consultation_facts() -> None:
    op.create_table(
        "consultation_facts",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("theme", sa.String(length=20), nullable=False),
        sa.Column("profession", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("consultation_id"),
    )
    op.create_index(
        "ix_consultation_facts_organisation", "consultation_facts", ["organisation"], unique=False
    )
