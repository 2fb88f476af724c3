"""keep days of allowance."""

import sqlalchemy as sa
from alembic import op

revision = "volunteers_0020"
down_revision = "volunteers_0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _expense_claims()
    _expenses()


def _expense_claims() -> None:
    with op.batch_alter_table("expense_claims", schema=None) as batch_op:
        batch_op.add_column(sa.Column("whole_days", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("part_days", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("free_meals", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("approved_days", sa.Integer(), nullable=True))


def _expenses() -> None:
    with op.batch_alter_table("expenses", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("hours_away", sa.Numeric(precision=6, scale=2), nullable=True)
        )
