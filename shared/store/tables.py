"""The tables of an event store; architecture: one per service, in the service's own database."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    text,
)

from shared.database.columns import UtcDateTime

metadata = MetaData()
Sequence = BigInteger().with_variant(Integer, "sqlite")

store = Table(  # one row
    "store",
    metadata,
    Column("only", Integer, primary_key=True, default=1),
    Column("epoch_number", Integer, nullable=False),  # grows at every restore
    Column("epoch", Uuid, nullable=False),  # new at every restore
    Column("partitions", Integer, nullable=False),  # can only be raised; also the topic's
)

events = Table(  # only ever inserted into
    "events",
    metadata,
    Column("seq", Sequence, primary_key=True, autoincrement=True),  # never a reader's order
    Column("id", Uuid, nullable=False, unique=True),
    Column("stream", String(80), nullable=False),
    Column("version", Integer, nullable=False),  # 1 for a stream's first event, no gaps
    Column("name", String(80), nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("data", JSON, nullable=False),
    Column("metadata", JSON, nullable=False),
    Column("reach", String(10), nullable=False),
    Column("partition", Integer),  # NULL for private events, which never travel
    Column("recorded_at", UtcDateTime, nullable=False),
    UniqueConstraint("stream", "version", name="events_stream_version"),
)

unnumbered = Table(  # PostgreSQL only: committed events that wait for their position
    "unnumbered",  # always read whole, so an index would only cost
    metadata,
    Column("seq", Sequence, nullable=False),
    Column("partition", Integer, server_default=text("-1")),  # -1: by a version that says none
)

positions = Table(  # dense from 1: a reader that has seen position n has seen everything up to n
    "positions",
    metadata,
    Column("position", Sequence, primary_key=True, autoincrement=False),
    Column("seq", Sequence, nullable=False, unique=True),
    Column("partition", Integer),  # NULL for private events
    Column("previous", Sequence),  # travelling event before it in its partition; 0 for none
    Column("numbered_at", UtcDateTime, nullable=False),  # never decreases
    Index("positions_partition", "partition", "position"),
)

LONGEST_KEY = 200

claims = Table(  # what must be unique across streams; a row goes with the event that frees it
    "claims",
    metadata,
    Column("scope", String(40), primary_key=True),
    Column("key", String(LONGEST_KEY), primary_key=True),
    Column("stream", String(80), nullable=False),
)
