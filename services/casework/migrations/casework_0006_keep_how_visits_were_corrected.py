"""Keep how visits were corrected."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0006"
down_revision = "casework_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _moments()
    _visits()


def _moments() -> None:
    with op.batch_alter_table("moments", schema=None) as batch_op:
        batch_op.add_column(sa.Column("at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("part_id", sa.Uuid(), nullable=True))
        batch_op.create_index("moments_part", ["part_id"], unique=False)


def _visits() -> None:
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.add_column(sa.Column("participants", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("kilometres", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("costs", sa.Numeric(precision=8, scale=2), nullable=True))
        batch_op.add_column(sa.Column("paid_kilometres", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("paid_costs", sa.Numeric(precision=8, scale=2), nullable=True)
        )
        batch_op.add_column(sa.Column("by", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("is_error", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("is_corrected", sa.Boolean(), nullable=True))
