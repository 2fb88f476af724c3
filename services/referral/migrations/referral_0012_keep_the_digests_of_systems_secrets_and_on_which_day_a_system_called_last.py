"""Keep the digests of systems' secrets, and on which day a system called last."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0012"
down_revision = "referral_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _client_secrets()
    _client_uses()


def _client_secrets() -> None:
    op.create_table(
        "client_secrets",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("secret_id", sa.String(length=20), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "secret_id"),
    )


def _client_uses() -> None:
    op.create_table(
        "client_uses",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("client_id"),
    )
