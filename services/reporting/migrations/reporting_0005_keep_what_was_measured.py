"""Keep what was measured."""

import sqlalchemy as sa
from alembic import op

revision = "reporting_0005"
down_revision = "reporting_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _measurement_facts()


def _measurement_facts() -> None:
    op.create_table(
        "measurement_facts",
        sa.Column("measurement_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("indicator", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("measurement_id"),
    )
    op.create_index("ix_measurement_facts_case_id", "measurement_facts", ["case_id"], unique=False)
    op.create_index(
        "ix_measurement_facts_organisation", "measurement_facts", ["organisation"], unique=False
    )
