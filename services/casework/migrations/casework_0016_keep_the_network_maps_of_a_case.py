"""Keep the network maps of a case."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0016"
down_revision = "casework_0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _network_maps()


def _network_maps() -> None:
    op.create_table(
        "network_maps",
        sa.Column("map_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("around", sa.JSON(), nullable=True),
        sa.Column("notes", sa.JSON(), nullable=True),
        sa.Column("is_error", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("map_id"),
    )
    op.create_index("network_maps_case", "network_maps", ["case_id", "drawn_on"], unique=False)
