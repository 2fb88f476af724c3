"""Keep which approvals are suspended."""

import sqlalchemy as sa
from alembic import op

revision = "volunteers_0008"
down_revision = "volunteers_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _volunteers()


def _volunteers() -> None:
    with op.batch_alter_table("volunteers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("suspended", sa.JSON(), nullable=True))
