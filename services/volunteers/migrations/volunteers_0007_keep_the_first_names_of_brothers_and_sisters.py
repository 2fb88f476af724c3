"""Keep the first names of brothers and sisters."""

import sqlalchemy as sa
from alembic import op

revision = "volunteers_0007"
down_revision = "volunteers_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _introductions()


def _introductions() -> None:
    with op.batch_alter_table("introductions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("siblings", sa.JSON(), nullable=True))
