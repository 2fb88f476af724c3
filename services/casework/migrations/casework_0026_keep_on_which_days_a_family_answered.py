"""Keep on which days a family answered."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0026"
down_revision = "casework_0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _fact_sheets()


def _fact_sheets() -> None:
    op.create_table(
        "fact_sheets",
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("is_error", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("sheet_id"),
    )
    op.create_index("fact_sheets_case", "fact_sheets", ["case_id", "answered_on"], unique=False)
