"""Keep a list of what was erased."""

import sqlalchemy as sa
from alembic import op

revision = "volunteers_0010"
down_revision = "volunteers_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _erasures_done()


def _erasures_done() -> None:
    op.create_table(
        "erasures_done",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("ground", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("register", sa.String(length=20), nullable=False),
        sa.Column("classes", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("record_id", "ground", "on"),
    )
