"""Keep what families write by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0016"
down_revision = "referral_0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _family_contacts()


def _family_contacts() -> None:
    op.create_table(
        "family_contacts",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=True),
        sa.Column("writer", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("reply_by", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("waits_since", sa.Date(), nullable=False),
        sa.Column("latest", sa.Date(), nullable=False),
        sa.Column("municipality", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("contact_id"),
    )
    op.create_index("ix_family_contacts_latest", "family_contacts", ["latest"], unique=False)
    op.create_index(
        "ix_family_contacts_organisation", "family_contacts", ["organisation"], unique=False
    )
