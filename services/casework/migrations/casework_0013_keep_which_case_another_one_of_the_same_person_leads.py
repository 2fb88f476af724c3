"""Keep which case another one of the same person leads."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0013"
down_revision = "casework_0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _awaited_cases()
    _cases()


def _awaited_cases() -> None:
    with op.batch_alter_table("awaited_cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_led", sa.Boolean(), nullable=True))


def _cases() -> None:
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("led_by", sa.Uuid(), nullable=True))
        batch_op.create_index("ix_cases_led_by", ["led_by"], unique=False)
