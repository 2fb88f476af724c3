"""What a relay stores, how far sources have come, and where to go on in a topic.

The last databases that were made without steps may have these already, and keep them.
"""

import sqlalchemy as sa
from alembic import op

revision = "shared_0002"
down_revision = "shared_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _heads()
    _relay_cursors()
    _relay_lease()
    _checkpoints()


def _heads() -> None:
    op.create_table(
        "heads",
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("epoch", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("numbered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("partitions", sa.JSON(), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source"),
        if_not_exists=True,
    )


def _relay_cursors() -> None:
    op.create_table(
        "relay_cursors",
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("identity", sa.String(length=60), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("topic"),
        if_not_exists=True,
    )


def _relay_lease() -> None:
    op.create_table(
        "relay_lease",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("holder", sa.String(length=80), nullable=False),
        sa.Column("term", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name"),
        if_not_exists=True,
    )


def _checkpoints() -> None:
    existing = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("checkpoints")}
    if "topic" in existing:
        return
    with op.batch_alter_table("checkpoints", schema=None) as batch_op:
        batch_op.add_column(sa.Column("topic", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("offset", sa.BigInteger(), nullable=True))
