"""Count pair work."""

import sqlalchemy as sa
from alembic import op

revision = "reporting_0014"
down_revision = "reporting_0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _pairwork_facts()


def _pairwork_facts() -> None:
    op.create_table(
        "pairwork_facts",
        sa.Column("pairwork_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("theme", sa.String(length=20), nullable=False),
        sa.Column("profession", sa.String(length=20), nullable=False),
        sa.Column("municipality", sa.String(length=3), nullable=False),
        sa.Column("ngo_minutes", sa.Integer(), nullable=False),
        sa.Column("municipal_minutes", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("pairwork_id", "on"),
    )
    op.create_index(
        "ix_pairwork_facts_organisation", "pairwork_facts", ["organisation"], unique=False
    )
