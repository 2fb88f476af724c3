"""Keep pair work of professionals and organisations."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0035"
down_revision = "referral_0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _pairwork_candidates()
    _pairwork_sides()
    _pairwork_hours()
    _pairwork_requests()


def _pairwork_candidates() -> None:
    op.create_table(
        "pairwork_candidates",
        sa.Column("pairwork_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("pairwork_id", "organisation"),
    )


def _pairwork_sides() -> None:
    op.create_table(
        "pairwork_sides",
        sa.Column("pairwork_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("asker", sa.Uuid(), nullable=False),
        sa.Column("partner", sa.Uuid(), nullable=True),
        sa.Column("worker", sa.Uuid(), nullable=True),
        sa.Column("offered_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("pairwork_id"),
    )


def _pairwork_hours() -> None:
    op.create_table(
        "pairwork_hours",
        sa.Column("pairwork_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("partner", sa.Uuid(), nullable=True),
        sa.Column("theme", sa.String(length=20), nullable=False),
        sa.Column("profession", sa.String(length=20), nullable=False),
        sa.Column("municipality", sa.String(length=3), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("ngo_work", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ngo_travel", sa.Integer(), server_default="0", nullable=False),
        sa.Column("municipal_work", sa.Integer(), server_default="0", nullable=False),
        sa.Column("municipal_travel", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("pairwork_id"),
    )
    op.create_index("ix_pairwork_hours_day", "pairwork_hours", ["day"], unique=False)
    op.create_index(
        "ix_pairwork_hours_organisation", "pairwork_hours", ["organisation"], unique=False
    )
    op.create_index("ix_pairwork_hours_partner", "pairwork_hours", ["partner"], unique=False)


def _pairwork_requests() -> None:
    op.create_table(
        "pairwork_requests",
        sa.Column("pairwork_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("partner", sa.Uuid(), nullable=True),
        sa.Column("theme", sa.String(length=20), nullable=False),
        sa.Column("profession", sa.String(length=20), nullable=False),
        sa.Column("municipality", sa.String(length=3), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("pairwork_id"),
    )
    op.create_index("ix_pairwork_requests_latest", "pairwork_requests", ["latest"], unique=False)
    op.create_index(
        "ix_pairwork_requests_organisation", "pairwork_requests", ["organisation"], unique=False
    )
    op.create_index("ix_pairwork_requests_partner", "pairwork_requests", ["partner"], unique=False)
