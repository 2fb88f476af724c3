"""The tables of the machinery: in the database of every service, beside its read tables."""

from shared import deliveries, idempotency
from shared.broker.tables import metadata as broker_tables
from shared.consumer import metadata as consumer_tables
from shared.identity import principals, sessions
from shared.store import metadata as store_tables

MACHINERY = (
    store_tables,
    consumer_tables,
    idempotency.metadata,
    principals.metadata,
    sessions.metadata,
    deliveries.metadata,
    broker_tables,
)
