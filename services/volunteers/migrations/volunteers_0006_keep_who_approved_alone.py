"""Keep who approved alone."""

import sqlalchemy as sa
from alembic import op

revision = "volunteers_0006"
down_revision = "volunteers_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _lone_approvals()


def _lone_approvals() -> None:
    op.create_table(
        "lone_approvals",
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("approved_by", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("volunteer_id", "programme"),
    )
