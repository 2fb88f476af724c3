"""Keep receipts."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0022"
down_revision = "casework_0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _receipt_bodies()


def _receipt_bodies() -> None:
    op.create_table(
        "receipt_bodies",
        sa.Column("receipt_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("receipt_id"),
    )
    op.create_index("ix_receipt_bodies_subject_id", "receipt_bodies", ["subject_id"], unique=False)
