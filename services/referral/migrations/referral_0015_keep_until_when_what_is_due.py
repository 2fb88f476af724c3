"""Keep until when what is due."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0015"
down_revision = "referral_0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _deadlines()
    _awaited_answers()
    _promises()
    _deadline_steps()


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


def _awaited_answers() -> None:
    op.create_table(
        "awaited_answers",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=True),
        sa.Column("sender", sa.Uuid(), nullable=True),
        sa.Column("provider", sa.Uuid(), nullable=True),
        sa.Column("referred_on", sa.Date(), nullable=True),
        sa.Column("paused_days", sa.Integer(), server_default="0", nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("referral_id"),
    )
    op.create_index("ix_awaited_answers_programme", "awaited_answers", ["programme"], unique=False)


def _promises() -> None:
    op.create_table(
        "promises",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("programme"),
    )


def _deadline_steps() -> None:
    op.create_table(
        "deadline_steps",
        sa.Column("deadline_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("deadline_id"),
    )
