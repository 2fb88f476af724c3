"""Keep until when what is due of cases."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0012"
down_revision = "casework_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _letter_seats()
    _deadlines()
    _awaited_cases()
    _awaited_helpers()
    _awaited_terms()
    _awaited_visits()
    _deadline_steps()


def _letter_seats() -> None:
    op.create_table(
        "letter_seats",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "person_id"),
    )


def _deadlines() -> None:
    op.create_table(
        "deadlines",
        sa.Column("deadline_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=True),
        sa.Column("waiting", sa.Uuid(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("late_on", sa.Date(), nullable=True),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("step", sa.String(length=10), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("deadline_id"),
    )
    op.create_index("deadlines_next_at", "deadlines", ["next_at"], unique=False)
    op.create_index("ix_deadlines_organisation", "deadlines", ["organisation"], unique=False)
    op.create_index("ix_deadlines_thing_id", "deadlines", ["thing_id"], unique=False)


def _awaited_cases() -> None:
    op.create_table(
        "awaited_cases",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=True),
        sa.Column("programme", sa.String(length=60), nullable=True),
        sa.Column("programme_version", sa.Integer(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("followed_up_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("case_id"),
    )
    op.create_index(
        "awaited_cases_programme", "awaited_cases", ["programme", "programme_version"], unique=False
    )


def _awaited_helpers() -> None:
    op.create_table(
        "awaited_helpers",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("helper_id", sa.Uuid(), nullable=False),
        sa.Column("is_there", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "helper_id"),
    )


def _awaited_terms() -> None:
    op.create_table(
        "awaited_terms",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("quiet_days", sa.Integer(), nullable=False),
        sa.Column("follow_up_months", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("programme", "version"),
    )


def _awaited_visits() -> None:
    op.create_table(
        "awaited_visits",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("visit_id"),
    )
    op.create_index("ix_awaited_visits_case_id", "awaited_visits", ["case_id"], unique=False)


def _deadline_steps() -> None:
    op.create_table(
        "deadline_steps",
        sa.Column("deadline_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("deadline_id"),
    )
