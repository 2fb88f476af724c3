"""keep hours away on trips."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0028"
down_revision = "casework_0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _visits()


def _visits() -> None:
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("paid_hours_away", sa.Numeric(precision=6, scale=2), nullable=True)
        )
        batch_op.add_column(sa.Column("paid_distance", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("paid_free_meals", sa.Boolean(), nullable=True))
