"""Keep what support persons say."""

import sqlalchemy as sa
from alembic import op

revision = "reporting_0010"
down_revision = "reporting_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _survey_facts()


def _survey_facts() -> None:
    op.create_table(
        "survey_facts",
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "month", "question"),
    )
