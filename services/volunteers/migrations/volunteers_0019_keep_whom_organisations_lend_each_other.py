"""Keep whom organisations lend each other."""

import sqlalchemy as sa
from alembic import op

revision = "volunteers_0019"
down_revision = "volunteers_0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _loans()


def _loans() -> None:
    op.create_table(
        "loans",
        sa.Column("loan_id", sa.Uuid(), nullable=False),
        sa.Column("lender", sa.Uuid(), nullable=False),
        sa.Column("borrower", sa.Uuid(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=True),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("loan_id"),
    )
    op.create_index("ix_loans_borrower", "loans", ["borrower"], unique=False)
    op.create_index("ix_loans_lender", "loans", ["lender"], unique=False)
    op.create_index("ix_loans_volunteer_id", "loans", ["volunteer_id"], unique=False)
