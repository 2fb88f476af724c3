"""Keep up to where an access log was cut, and why one went back."""

import sqlalchemy as sa
from alembic import op

from shared.accesslog import guards

revision = "shared_0014"
down_revision = "shared_0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _access_acknowledged()
    _access_cuts()
    guards.install(op.get_bind())
    guards.install_on_notes(op.get_bind())


def _access_acknowledged() -> None:
    op.create_table(
        "access_acknowledged",
        sa.Column(
            "position",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("signature", sa.String(length=88), nullable=False),
        sa.PrimaryKeyConstraint("position", "hash"),
    )


def _access_cuts() -> None:
    op.create_table(
        "access_cuts",
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
        sa.PrimaryKeyConstraint("position"),
    )
