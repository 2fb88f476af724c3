"""Keep answers of surveys sealed in a box."""

import sqlalchemy as sa
from alembic import op

revision = "volunteers_0018"
down_revision = "volunteers_0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _survey_boxes()


def _survey_boxes() -> None:
    op.create_table(
        "survey_boxes",
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("organisation"),
    )
