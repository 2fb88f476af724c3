"""How far each topic was written; only the relay with the newest term moves the cursor."""

from sqlalchemy import Connection, text

from shared.transport.kafka.cluster import Topic
from shared.transport.kafka.lease import NAME, Lost

_READ = text("SELECT position, identity FROM relay_cursors WHERE topic = :topic")
_BEGIN = text("""
INSERT INTO relay_cursors (topic, position, identity, moved_at)
VALUES (:topic, 0, :identity, clock_timestamp())
ON CONFLICT (topic) DO UPDATE SET identity = excluded.identity RETURNING position
""")
_MOVE = text("""
UPDATE relay_cursors SET position = :to, moved_at = clock_timestamp()
WHERE topic = :topic AND position = :since
  AND :term = (SELECT term FROM relay_lease WHERE name = :lease)
""")


def begin(db: Connection, topic: Topic) -> tuple[int, bool]:
    """The position to go on from, and whether it is a new topic under an old name."""
    row = db.execute(_READ, {"topic": topic.name}).first()
    position = db.execute(_BEGIN, {"topic": topic.name, "identity": topic.identity}).scalar_one()
    return position, row is not None and row.identity != topic.identity


def move(db: Connection, topic: Topic, *, since: int, to: int, term: int) -> None:
    """Mark everything up to `to` as sent; raises `Lost` when another process relays by now."""
    values = {"topic": topic.name, "since": since, "to": to, "term": term, "lease": NAME}
    if db.execute(_MOVE, values).rowcount == 0:
        raise Lost(f"The cursor of {topic.name} is no longer ours to move.")
