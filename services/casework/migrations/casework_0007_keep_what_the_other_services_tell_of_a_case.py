"""Keep what the other services tell of a case."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0007"
down_revision = "casework_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _neighbour_moments()


def _neighbour_moments() -> None:
    op.create_table(
        "neighbour_moments",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("event_id"),
    )
    op.create_index(
        "neighbour_moments_referral", "neighbour_moments", ["referral_id"], unique=False
    )
