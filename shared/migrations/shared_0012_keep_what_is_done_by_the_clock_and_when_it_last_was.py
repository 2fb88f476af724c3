"""Keep what is done by the clock and when it last was."""

import sqlalchemy as sa
from alembic import op

revision = "shared_0012"
down_revision = "shared_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _duties()


def _duties() -> None:
    op.create_table(
        "duties",
        sa.Column("duty", sa.String(length=40), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("findings", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("duty"),
    )
