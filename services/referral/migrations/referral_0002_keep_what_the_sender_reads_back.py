"""Keep what the sender reads back."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0002"
down_revision = "referral_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _held_visits()
    _told_goals()
    _referrals()


def _held_visits() -> None:
    op.create_table(
        "held_visits",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("visit_id"),
    )
    op.create_index("ix_held_visits_case_id", "held_visits", ["case_id"], unique=False)


def _told_goals() -> None:
    op.create_table(
        "told_goals",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("weight", sa.Numeric(precision=8, scale=2), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("goal_id"),
    )
    op.create_index("ix_told_goals_case_id", "told_goals", ["case_id"], unique=False)


def _referrals() -> None:
    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.add_column(sa.Column("disclosure_level", sa.String(length=2), nullable=True))
