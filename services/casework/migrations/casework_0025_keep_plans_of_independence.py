"""Keep plans of independence."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0025"
down_revision = "casework_0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _independence_plans()


def _independence_plans() -> None:
    op.create_table(
        "independence_plans",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("plan_id"),
    )
    op.create_index(
        "independence_plans_case", "independence_plans", ["case_id", "planned_on"], unique=False
    )
