"""Keep public events that can be counted."""

import sqlalchemy as sa
from alembic import op

revision = "reporting_0016"
down_revision = "reporting_0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _event_facts()
    _defined_indicators()


def _event_facts() -> None:
    op.create_table(
        "event_facts",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("struck_on", sa.Date(), nullable=True),
        sa.Column("organisation", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("programme", sa.String(length=60), nullable=True),
        sa.Column("municipality", sa.String(length=3), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("event_id"),
    )
    op.create_index("ix_event_facts_kind", "event_facts", ["kind"], unique=False)
    op.create_index("ix_event_facts_thing_id", "event_facts", ["thing_id"], unique=False)


def _defined_indicators() -> None:
    op.create_table(
        "defined_indicators",
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name_fi", sa.String(length=120), nullable=False),
        sa.Column("name_sv", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("counted_event", sa.String(length=60), nullable=False),
        sa.Column("defined_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("indicator_id"),
    )
    op.create_index(
        "ix_defined_indicators_defined_on", "defined_indicators", ["defined_on"], unique=False
    )
