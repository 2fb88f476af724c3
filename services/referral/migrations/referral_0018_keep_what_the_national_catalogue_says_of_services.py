"""Keep what the national catalogue says of services."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0018"
down_revision = "referral_0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _service_descriptions()


def _service_descriptions() -> None:
    op.create_table(
        "service_descriptions",
        sa.Column("description_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("description_id"),
    )
