"""Keep in which profession somebody met a family."""

import sqlalchemy as sa
from alembic import op

revision = "reporting_0013"
down_revision = "reporting_0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _visit_facts()


def _visit_facts() -> None:
    with op.batch_alter_table("visit_facts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("profession", sa.String(length=60), nullable=True))
