"""Keep who reads of packages and when their sessions are."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0041"
down_revision = "referral_0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _package_candidates()
    _package_parties()
    _package_sessions_planned()
    _package_sides()
    _package_sessions()


def _package_candidates() -> None:
    op.create_table(
        "package_candidates",
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("package_id", "organisation"),
    )


def _package_parties() -> None:
    op.create_table(
        "package_parties",
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("package_id", "organisation"),
    )


def _package_sessions_planned() -> None:
    op.create_table(
        "package_sessions_planned",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("session_id"),
    )


def _package_sides() -> None:
    op.create_table(
        "package_sides",
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("lead", sa.Uuid(), nullable=True),
        sa.Column("asker_agreed", sa.Boolean(), nullable=False),
        sa.Column("lead_agreed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("package_id"),
    )


def _package_sessions() -> None:
    op.create_table(
        "package_sessions",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("host", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("is_planned", sa.Boolean(), nullable=False),
        sa.Column("is_held", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("session_id"),
    )
    op.create_index(
        "ix_package_sessions_package_id", "package_sessions", ["package_id"], unique=False
    )
