"""Keep the public keys of systems."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0010"
down_revision = "referral_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _client_keys()


def _client_keys() -> None:
    op.create_table(
        "client_keys",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.String(length=200), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "key_id"),
    )
