"""Keep courses and guidance groups."""

import sqlalchemy as sa
from alembic import op

revision = "volunteers_0017"
down_revision = "volunteers_0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _letter_gatherings()
    _letter_participants()
    _attendances()
    _gathering_sessions()
    _gatherings()
    _registrations()


def _letter_gatherings() -> None:
    op.create_table(
        "letter_gatherings",
        sa.Column("gathering_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("gathering_id"),
    )


def _letter_participants() -> None:
    op.create_table(
        "letter_participants",
        sa.Column("gathering_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("gathering_id", "participant_id"),
    )


def _attendances() -> None:
    op.create_table(
        "attendances",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("gathering_id", sa.Uuid(), nullable=False),
        sa.Column("presence", sa.String(length=20), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("session_id", "participant_id"),
    )
    op.create_index("attendances_of", "attendances", ["participant_id", "presence"], unique=False)
    op.create_index("ix_attendances_gathering_id", "attendances", ["gathering_id"], unique=False)


def _gathering_sessions() -> None:
    op.create_table(
        "gathering_sessions",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("gathering_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("session_id"),
    )
    op.create_index(
        "ix_gathering_sessions_gathering_id", "gathering_sessions", ["gathering_id"], unique=False
    )


def _gatherings() -> None:
    op.create_table(
        "gatherings",
        sa.Column("gathering_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("gathering_id"),
    )
    op.create_index(
        "gatherings_of", "gatherings", ["organisation", "kind", "last_day"], unique=False
    )


def _registrations() -> None:
    op.create_table(
        "registrations",
        sa.Column("gathering_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("gathering_id", "participant_id"),
    )
    op.create_index("registrations_of", "registrations", ["participant_id", "status"], unique=False)
