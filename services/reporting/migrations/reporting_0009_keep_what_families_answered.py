"""Keep what families answered."""

import sqlalchemy as sa
from alembic import op

revision = "reporting_0009"
down_revision = "reporting_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _answer_facts()


def _answer_facts() -> None:
    op.create_table(
        "answer_facts",
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("sheet_id"),
    )
    op.create_index("ix_answer_facts_case_id", "answer_facts", ["case_id"], unique=False)
    op.create_index("ix_answer_facts_organisation", "answer_facts", ["organisation"], unique=False)
