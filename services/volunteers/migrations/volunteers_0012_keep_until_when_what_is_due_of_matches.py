"""Keep until when what is due of matches."""

import sqlalchemy as sa
from alembic import op

revision = "volunteers_0012"
down_revision = "volunteers_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _deadlines()
    _awaited_needs()
    _awaited_terms()
    _deadline_steps()
    _letter_matches()


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


def _awaited_needs() -> None:
    op.create_table(
        "awaited_needs",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=True),
        sa.Column("programme", sa.String(length=60), nullable=True),
        sa.Column("programme_version", sa.Integer(), nullable=True),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("alone_since", sa.Date(), nullable=True),
        sa.Column("match_id", sa.Uuid(), nullable=True),
        sa.Column("is_closed", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("case_id"),
    )
    op.create_index(
        "awaited_needs_programme", "awaited_needs", ["programme", "programme_version"], unique=False
    )


def _awaited_terms() -> None:
    op.create_table(
        "awaited_terms",
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("long_wait_days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("programme", "version"),
    )


def _deadline_steps() -> None:
    op.create_table(
        "deadline_steps",
        sa.Column("deadline_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("deadline_id"),
    )


def _letter_matches() -> None:
    with op.batch_alter_table("letter_matches", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_answered", sa.Boolean(), nullable=True))
