"""The tables of the key store, which lie in a database of their own."""

from sqlalchemy import (
    Column,
    ForeignKey,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)

from shared.database.columns import UtcDateTime

metadata = MetaData()
keys = Table(
    "keys",
    metadata,
    Column("key_id", Uuid, primary_key=True),
    Column("person", Uuid, nullable=False),
    Column("retention", String(40), nullable=False),
    Column("wrapped_with", String(80), nullable=False, index=True),
    Column("wrapped", LargeBinary, nullable=False),
    UniqueConstraint("person", "retention"),
)
openers = Table(  # the services that a key opens for
    "openers",
    metadata,
    Column("key_id", ForeignKey("keys.key_id", ondelete="CASCADE"), primary_key=True),
    Column("service", String(20), primary_key=True),
)
erasures = Table(  # kept for ever: who is not to come back
    "erasures",
    metadata,
    Column("person", Uuid, primary_key=True),
    Column("retention", String(40), primary_key=True),
    Column("erased_at", UtcDateTime, nullable=False),
)
restrictions = Table(  # whose data is kept and used by nobody, until that is lifted
    "restrictions",
    metadata,
    Column("person", Uuid, primary_key=True),
    Column("since", UtcDateTime, nullable=False),
)
stores = Table(  # the stores that were sealed with these keys from their first event on
    "stores",
    metadata,
    Column("service", String(20), primary_key=True),
    Column("begun_at", UtcDateTime, nullable=False),
)
roles = Table(  # on PostgreSQL: which service a role of the database works for
    "roles",
    metadata,
    Column("role", String(63), primary_key=True),
    Column("service", String(20), nullable=False),
)
