"""What a consumer stores, in the database of its effects and in the same transaction."""

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, MetaData, String, Table, Uuid

from shared.database.columns import UtcDateTime

metadata = MetaData()

checkpoints = Table(
    "checkpoints",
    metadata,
    Column("consumer", String(60), primary_key=True),
    Column("source", String(40), primary_key=True),
    Column("partition", Integer, primary_key=True),  # -1: the service's own dense positions
    Column("epoch", Uuid, nullable=False),  # of the source when first read
    Column("position", BigInteger, nullable=False),  # everything up to here was processed
    Column("passed", BigInteger, nullable=False),  # messages, to be reconciled with the source
    Column("digest", String(64), nullable=False),  # SHA-256 chained over their ids
    Column("moved_at", UtcDateTime, nullable=False),
    Column("topic", String(60)),  # a topic's identity; NULL: not read from a broker so far
    Column("offset", BigInteger),  # of the next message in that topic
    Column("event_id", Uuid),  # of the event at `position`; NULL: at 0, or not known
)

parked = Table(  # no payload: replay reads the source again
    "parked",
    metadata,
    Column("consumer", String(60), primary_key=True),
    Column("source", String(40), primary_key=True),
    Column("partition", Integer, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("event_id", Uuid, nullable=False),
    Column("stream", String(80), nullable=False),
    Column("name", String(80), nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("state", String(10), nullable=False),  # parked, waiting, or behind one of these
    Column("reason", String(300), nullable=False),
    Column("parked_at", UtcDateTime, nullable=False),
    Index("parked_stream", "consumer", "source", "stream"),
)

reacted = Table(  # what reactions have answered lately, for the day a source is put back
    "reacted",
    metadata,
    Column("consumer", String(60), primary_key=True),
    Column("source", String(40), primary_key=True),
    Column("event_id", Uuid, primary_key=True),
    Column("partition", Integer, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("stream", String(80), nullable=False),
    Column("name", String(80), nullable=False),
    Column("lost_at", UtcDateTime),  # when it was found that the source has it no more
    Index("reacted_position", "consumer", "source", "partition", "position"),
)

stopped = Table(  # consumers that stand still until a person has looked
    "stopped",
    metadata,
    Column("consumer", String(60), primary_key=True),
    Column("source", String(40), primary_key=True),
    Column("reason", String(300), nullable=False),
    Column("since", UtcDateTime, nullable=False),
)

heads = Table(  # how far each source had come at the last contact, for other processes
    "heads",
    metadata,
    Column("source", String(40), primary_key=True),
    Column("epoch", Uuid, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("numbered_at", UtcDateTime),  # NULL while the source is empty
    Column("partitions", JSON, nullable=False),  # last travelling position by partition
    Column("heard_at", UtcDateTime, nullable=False),
)
