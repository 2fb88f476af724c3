"""Keep which appointments wait."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0019"
down_revision = "casework_0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _awaited_appointments()


def _awaited_appointments() -> None:
    op.create_table(
        "awaited_appointments",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("entry_id"),
    )
    op.create_index(
        "ix_awaited_appointments_case_id", "awaited_appointments", ["case_id"], unique=False
    )
