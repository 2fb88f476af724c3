"""Keep the summaries of cases and when they are due."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0017"
down_revision = "casework_0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _summaries()
    _summary_readings()
    _awaited_cases()
    _awaited_terms()


def _summaries() -> None:
    op.create_table(
        "summaries",
        sa.Column("summary_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("organisation", sa.Uuid(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("approved_until", sa.Date(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        sa.Column("by", sa.String(length=80), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("summary_id"),
    )
    op.create_index("ix_summaries_case_id", "summaries", ["case_id"], unique=False)
    op.create_index("ix_summaries_organisation", "summaries", ["organisation"], unique=False)


def _summary_readings() -> None:
    op.create_table(
        "summary_readings",
        sa.Column("summary_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("summary_id", "edition"),
    )
    op.create_index("ix_summary_readings_case_id", "summary_readings", ["case_id"], unique=False)


def _awaited_cases() -> None:
    with op.batch_alter_table("awaited_cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("summarised_until", sa.Date(), nullable=True))


def _awaited_terms() -> None:
    with op.batch_alter_table("awaited_terms", schema=None) as batch_op:
        batch_op.add_column(sa.Column("summary_months", sa.Integer(), nullable=True))
