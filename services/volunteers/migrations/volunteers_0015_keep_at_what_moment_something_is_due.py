"""Keep at what moment something is due."""

import sqlalchemy as sa
from alembic import op

revision = "volunteers_0015"
down_revision = "volunteers_0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _deadlines()


def _deadlines() -> None:
    with op.batch_alter_table("deadlines", schema=None) as batch_op:
        batch_op.add_column(sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
