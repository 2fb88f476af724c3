"""Keep who has registered for an open event.."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0036"
down_revision = "referral_0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _registrations()


def _registrations() -> None:
    op.create_table(
        "registrations",
        sa.Column("registration_id", sa.Uuid(), nullable=False),
        sa.Column("happening_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("registration_id"),
    )
    op.create_index(
        "ix_registrations_happening_id", "registrations", ["happening_id"], unique=False
    )
