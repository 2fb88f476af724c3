"""The tables of the access log. A service may only add to them; the database says the time."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

from shared.database.columns import UtcDateTime

metadata = MetaData()
Sequence = BigInteger().with_variant(Integer, "sqlite")

accesses = Table(  # one row a request
    "accesses",
    metadata,
    Column("seq", Sequence, primary_key=True, autoincrement=True),  # never a reader's order
    Column("at", UtcDateTime, nullable=False),  # by the database's clock
    Column("request", String(36), nullable=False),
    Column("principal", String(36), nullable=False),
    Column("kind", String(20), nullable=False),  # person, client or service
    Column("organisation", String(36), nullable=False),  # empty: belongs to none
    Column("roles", String(200), nullable=False),
    Column("operation", String(120), nullable=False),  # as in the access matrix
    Column("manner", String(20), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("opened", Text, nullable=False),  # streams, a blank between
    Column("listed", Text, nullable=False),  # ids that a list showed
    Column("purpose", String(80), nullable=False),  # code; empty: the work itself
    Index("accesses_at", "at"),
    Index("accesses_principal", "principal", "at"),
)

chain = Table(  # dense from 1
    "access_chain",
    metadata,
    Column("position", Sequence, primary_key=True, autoincrement=False),
    Column("seq", Sequence, nullable=False, unique=True),
    Column("chained_at", UtcDateTime, nullable=False),
    Column("hash", String(64), nullable=False),
)

subjects = Table(  # whom a row is about; follows from the row
    "access_subjects",
    metadata,
    Column("subject", String(36), primary_key=True),
    Column("seq", Sequence, primary_key=True, autoincrement=False),
    Column("is_listed", Boolean, nullable=False),  # one of many in a list
)

heads = Table(  # signed ends of the chain
    "access_heads",
    metadata,
    Column("position", Sequence, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False),
    Column("signed_at", UtcDateTime, nullable=False),
    Column("key", String(16), nullable=False),
    Column("signature", String(88), nullable=False),
)

cuts = Table(  # up to where the chain was taken out when its time was over
    "access_cuts",
    metadata,
    Column("position", Sequence, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False),  # of the last link that was taken out
    Column("before", UtcDateTime, nullable=False),  # what was chained earlier is gone
    Column("signed_at", UtcDateTime, nullable=False),
    Column("key", String(16), nullable=False),
    Column("signature", String(88), nullable=False),
)

acknowledged = Table(  # ends kept elsewhere that a restore has taken away, as somebody said
    "access_acknowledged",
    metadata,
    Column("position", Sequence, primary_key=True, autoincrement=False),
    Column("hash", String(64), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("by", String(80), nullable=False),
    Column("signed_at", UtcDateTime, nullable=False),
    Column("key", String(16), nullable=False),
    Column("signature", String(88), nullable=False),
)

kept_metadata = MetaData()
kept_heads = Table(  # what this service keeps of the others' ends; written by a projection
    "other_access_heads",
    kept_metadata,
    Column("service", String(20), primary_key=True),
    Column("position", Sequence, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False),
    Column("signed_at", UtcDateTime, nullable=False),
    Column("key", String(16), nullable=False),
    Column("signature", String(88), nullable=False),
)
kept_cuts = Table(  # what this service keeps of the others' cuts; written by the same projection
    "other_access_cuts",
    kept_metadata,
    Column("service", String(20), primary_key=True),
    Column("position", Sequence, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False),
    Column("before", UtcDateTime, nullable=False),
    Column("signed_at", UtcDateTime, nullable=False),
    Column("key", String(16), nullable=False),
    Column("signature", String(88), nullable=False),
)

KEPT_FOR_EVER = (accesses, chain, subjects, heads)  # but for what a signed cut covers
NOTES = (cuts, acknowledged)  # never changed, never taken out
