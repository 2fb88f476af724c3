"""Keep the agreements of a plan."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0021"
down_revision = "casework_0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _plan_agreements()


def _plan_agreements() -> None:
    op.create_table(
        "plan_agreements",
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("paper_id"),
    )
    op.create_index(
        "plan_agreements_case", "plan_agreements", ["case_id", "drawn_on"], unique=False
    )
