"""The partition of an event waits beside its number, in a table that needs no index.

Writers of the version before say no partition; it is then looked up.
"""

import sqlalchemy as sa
from alembic import op

from shared.store import numbering

revision = "shared_0003"
down_revision = "shared_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    partition = sa.Column("partition", sa.Integer(), server_default=sa.text("-1"), nullable=True)
    if op.get_bind().dialect.name == "sqlite":  # numbers at insertion: the table is always empty
        op.drop_table("unnumbered")
        op.create_table("unnumbered", sa.Column("seq", sa.Integer(), nullable=False), partition)
    else:
        op.drop_constraint("unnumbered_pkey", "unnumbered")
        op.add_column("unnumbered", partition)
    numbering.install(op.get_bind())
