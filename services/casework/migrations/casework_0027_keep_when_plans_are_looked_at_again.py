"""Keep when plans are looked at again."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0027"
down_revision = "casework_0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _awaited_meetings()


def _awaited_meetings() -> None:
    op.create_table(
        "awaited_meetings",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("meeting_id"),
    )
    op.create_index("ix_awaited_meetings_case_id", "awaited_meetings", ["case_id"], unique=False)
