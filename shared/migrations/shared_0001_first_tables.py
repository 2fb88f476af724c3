"""The first tables of the machinery: store, consumers, people, sessions.

They were made before there were steps, so a database may have them already and keeps them.
"""

import sqlalchemy as sa
from alembic import op

from shared.store import numbering

revision = "shared_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _claims()
    _events()
    _positions()
    _store()
    _unnumbered()
    _checkpoints()
    _parked()
    _idempotency()
    _principals()
    _sessions()
    _deliveries()
    _deliveries_followed()
    numbering.install(op.get_bind())


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("stream", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("scope", "key"),
        if_not_exists=True,
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stream", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("metadata", sa.JSON(), nullable=False),
        sa.Column("reach", sa.String(length=10), nullable=False),
        sa.Column("partition", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("stream", "version", name="events_stream_version"),
        if_not_exists=True,
    )


def _positions() -> None:
    op.create_table(
        "positions",
        sa.Column(
            "position",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("partition", sa.Integer(), nullable=True),
        sa.Column("previous", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("numbered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("position"),
        sa.UniqueConstraint("seq"),
        if_not_exists=True,
    )
    op.create_index(
        "positions_partition",
        "positions",
        ["partition", "position"],
        unique=False,
        if_not_exists=True,
    )


def _store() -> None:
    op.create_table(
        "store",
        sa.Column("only", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("epoch_number", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Uuid(), nullable=False),
        sa.Column("partitions", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("only"),
        if_not_exists=True,
    )


def _unnumbered() -> None:
    op.create_table(
        "unnumbered",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("seq"),
        if_not_exists=True,
    )


def _checkpoints() -> None:
    op.create_table(
        "checkpoints",
        sa.Column("consumer", sa.String(length=60), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("partition", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("passed", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("consumer", "source", "partition"),
        if_not_exists=True,
    )


def _parked() -> None:
    op.create_table(
        "parked",
        sa.Column("consumer", sa.String(length=60), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("partition", sa.Integer(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("stream", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("consumer", "source", "partition", "position"),
        if_not_exists=True,
    )
    op.create_index(
        "parked_stream",
        "parked",
        ["consumer", "source", "stream"],
        unique=False,
        if_not_exists=True,
    )


def _idempotency() -> None:
    op.create_table(
        "idempotency",
        sa.Column("client", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("body", sa.JSON(), nullable=True),
        sa.Column("headers", sa.JSON(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("client", "key"),
        if_not_exists=True,
    )


def _principals() -> None:
    op.create_table(
        "principals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("sign_in", sa.String(length=120), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=True),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("subject"),
        if_not_exists=True,
    )


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("principal", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
        if_not_exists=True,
    )
    op.create_index(
        "ix_sessions_principal", "sessions", ["principal"], unique=False, if_not_exists=True
    )
    op.create_index("sessions_seen_at", "sessions", ["seen_at"], unique=False, if_not_exists=True)


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("client", sa.Uuid(), nullable=False),
        sa.Column("n", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("client", "n"),
        sa.UniqueConstraint("client", "position"),
        if_not_exists=True,
    )


def _deliveries_followed() -> None:
    op.create_table(
        "deliveries_followed",
        sa.Column("client", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("client"),
        if_not_exists=True,
    )
