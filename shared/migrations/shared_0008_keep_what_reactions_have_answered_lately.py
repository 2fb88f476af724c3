"""Keep what reactions have answered lately."""

import sqlalchemy as sa
from alembic import op

revision = "shared_0008"
down_revision = "shared_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _reacted()


def _reacted() -> None:
    op.create_table(
        "reacted",
        sa.Column("consumer", sa.String(length=60), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("partition", sa.Integer(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("stream", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("lost_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("consumer", "source", "event_id"),
    )
    op.create_index(
        "reacted_position", "reacted", ["consumer", "source", "partition", "position"], unique=False
    )
