"""Keep who was asked when a consent ended."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0023"
down_revision = "referral_0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _acknowledgements()


def _acknowledgements() -> None:
    op.create_table(
        "acknowledgements",
        sa.Column("acknowledgement_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=True),
        sa.Column("service", sa.String(length=20), nullable=False),
        sa.Column("sender", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("result", sa.String(length=20), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("acknowledgement_id"),
    )
    op.create_index(
        "ix_acknowledgements_organisation", "acknowledgements", ["organisation"], unique=False
    )
    op.create_index(
        "ix_acknowledgements_referral_id", "acknowledgements", ["referral_id"], unique=False
    )
