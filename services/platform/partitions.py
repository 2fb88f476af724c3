"""More partitions for a service's events: for its topic first, and then for what begins there.

A stream that has begun stays in its partition, so order is kept while everything runs on.
"""

from services.platform.partner_topics import topic_of
from services.platform.settings import Settings
from services.platform.wiring import cluster_of
from shared.database.engine import Database
from shared.store import epochs


def raise_partitions(settings: Settings, name: str, to: int) -> int:
    """Raise them to that many; how many there were. Raises `ValueError` where it would be fewer."""
    database = Database(settings.owner_of(name), connections=1)
    try:
        with database.writing() as db:  # the row is locked until the topic has them
            before = epochs.raise_partitions(db, to)
            if settings.kafka:
                cluster_of(settings).raise_partitions(topic_of(name), to)
    finally:
        database.close()
    return before
