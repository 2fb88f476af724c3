"""Keep concerns about a child's safety."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0018"
down_revision = "casework_0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _concerns()
    _deadlines()


def _concerns() -> None:
    op.create_table(
        "concerns",
        sa.Column("concern_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("raised_by", sa.Uuid(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_danger", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("taken_by", sa.Uuid(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("concern_id"),
    )
    op.create_index(
        "concerns_organisation", "concerns", ["organisation", "raised_at"], unique=False
    )


def _deadlines() -> None:
    with op.batch_alter_table("deadlines", schema=None) as batch_op:
        batch_op.add_column(sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
