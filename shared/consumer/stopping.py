"""Why a consumer does not go on until a person has looked, for other processes to show.

The process that follows writes the reason down; a web process reads it, says that it is not ready,
and names the command that mends it.
"""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from shared.consumer.tables import stopped
from shared.database.upsert import upsert

LONGEST = 300  # characters of a reason


class Stopped(Exception):
    """A person must look first: too many events in a row failed, or the source went back."""


class WentBack(Stopped):
    """The source holds another history than the one that was followed: it was restored."""

    def __init__(self, source: str, consumer: str) -> None:
        super().__init__(
            f"The store of {source} was put back to an earlier time, and {consumer} has followed "
            f"it further. `rinnalla restored {source}` brings both together again."
        )


def record(db: Connection, consumer: str, source: str, why: str, now: datetime) -> None:
    key = {"consumer": consumer, "source": source}
    upsert(db, stopped, key, {"reason": why[:LONGEST], "since": now})


def clear(db: Connection, consumer: str, source: str) -> None:
    c = stopped.c
    db.execute(delete(stopped).where(c.consumer == consumer, c.source == source))


def reasons(db: Connection) -> dict[str, str]:
    """Why each stopped consumer stands still, by its name and its source's."""
    rows = db.execute(select(stopped).order_by(stopped.c.consumer, stopped.c.source))
    return {f"{row.consumer}<{row.source}": row.reason for row in rows}
