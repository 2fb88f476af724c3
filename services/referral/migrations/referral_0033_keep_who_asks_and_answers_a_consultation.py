"""keep who asks and answers a consultation."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0033"
down_revision = "referral_0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _consultation_sides()


def _consultation_sides() -> None:
    op.create_table(
        "consultation_sides",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("asker", sa.Uuid(), nullable=False),
        sa.Column("answerer", sa.Uuid(), nullable=True),
        sa.Column("answers", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("consultation_id"),
    )
