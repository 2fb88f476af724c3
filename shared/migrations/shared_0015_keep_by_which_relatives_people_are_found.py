"""Keep by which relatives people are found."""

import sqlalchemy as sa
from alembic import op

revision = "shared_0015"
down_revision = "shared_0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _searchable()


def _searchable() -> None:
    with op.batch_alter_table("searchable", schema=None) as batch_op:
        batch_op.add_column(sa.Column("relatives", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("other_relatives", sa.JSON(), nullable=True))
