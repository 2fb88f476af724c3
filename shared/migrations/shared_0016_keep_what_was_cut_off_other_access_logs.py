"""Keep what was cut off other access logs."""

import sqlalchemy as sa
from alembic import op

revision = "shared_0016"
down_revision = "shared_0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _other_access_cuts()


def _other_access_cuts() -> None:
    op.create_table(
        "other_access_cuts",
        sa.Column("service", sa.String(length=20), nullable=False),
        sa.Column(
            "position",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("signature", sa.String(length=88), nullable=False),
        sa.PrimaryKeyConstraint("service", "position"),
    )
