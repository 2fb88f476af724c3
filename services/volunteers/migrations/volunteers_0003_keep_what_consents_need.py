"""Keep what consents need."""

import sqlalchemy as sa
from alembic import op

revision = "volunteers_0003"
down_revision = "volunteers_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _matches()
    _needs()


def _matches() -> None:
    with op.batch_alter_table("matches", schema=None) as batch_op:
        batch_op.add_column(sa.Column("family_by", sa.String(length=20), nullable=True))


def _needs() -> None:
    with op.batch_alter_table("needs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("date_of_birth", sa.JSON(), nullable=True))
