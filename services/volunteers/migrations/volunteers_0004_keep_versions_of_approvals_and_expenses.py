"""Keep versions of approvals and expenses."""

import sqlalchemy as sa
from alembic import op

revision = "volunteers_0004"
down_revision = "volunteers_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _expenses()
    _matches()
    _volunteers()


def _expenses() -> None:
    op.create_table(
        "expenses",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("kilometres", sa.Integer(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("visit_id"),
    )
    op.create_index("ix_expenses_volunteer_id", "expenses", ["volunteer_id"], unique=False)


def _matches() -> None:
    with op.batch_alter_table("matches", schema=None) as batch_op:
        batch_op.add_column(sa.Column("referral_id", sa.Uuid(), nullable=True))
        batch_op.create_index("ix_matches_referral_id", ["referral_id"], unique=False)


def _volunteers() -> None:
    with op.batch_alter_table("volunteers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("phone", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("email", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("training_days", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("vetted_versions", sa.JSON(), nullable=True))
