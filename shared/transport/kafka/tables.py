"""What a relay stores, in the database of the store that it sends from."""

from sqlalchemy import BigInteger, Column, MetaData, String, Table

from shared.database.columns import UtcDateTime

metadata = MetaData()

relay_lease = Table(  # one row: who relays now
    "relay_lease",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("holder", String(80), nullable=False),
    Column("term", BigInteger, nullable=False),  # grows with every new holder
    Column("until", UtcDateTime, nullable=False),  # by the database's clock
)

relay_cursors = Table(  # one row a topic; moved only by the holder of the newest term
    "relay_cursors",
    metadata,
    Column("topic", String(120), primary_key=True),
    Column("position", BigInteger, nullable=False),  # everything up to here is in the topic
    Column("identity", String(60), nullable=False),  # of the topic it was sent to
    Column("moved_at", UtcDateTime, nullable=False),
)
