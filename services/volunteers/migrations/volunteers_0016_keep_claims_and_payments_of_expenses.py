"""Keep claims and payments of expenses."""

import sqlalchemy as sa
from alembic import op

revision = "volunteers_0016"
down_revision = "volunteers_0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _letter_claims()
    _expense_claims()
    _payments()


def _letter_claims() -> None:
    op.create_table(
        "letter_claims",
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("claim_id"),
    )
    op.create_index(
        "ix_letter_claims_organisation", "letter_claims", ["organisation"], unique=False
    )


def _expense_claims() -> None:
    op.create_table(
        "expense_claims",
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("kilometres", sa.Integer(), nullable=False),
        sa.Column("costs", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=False),
        sa.Column("is_empty", sa.Boolean(), nullable=False),
        sa.Column("approved", sa.Integer(), nullable=False),
        sa.Column("approved_kilometres", sa.Integer(), nullable=False),
        sa.Column("booked", sa.Integer(), nullable=False),
        sa.Column("paid", sa.Integer(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("claim_id"),
    )
    op.create_index(
        "expense_claims_of", "expense_claims", ["organisation", "status", "held_on"], unique=False
    )
    op.create_index(
        "ix_expense_claims_volunteer_id", "expense_claims", ["volunteer_id"], unique=False
    )


def _payments() -> None:
    op.create_table(
        "payments",
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("pays_on", sa.Date(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("payment_id"),
    )
    op.create_index("ix_payments_organisation", "payments", ["organisation"], unique=False)
