"""Events that could not be applied: stored by id and reason, in order, until replayed.

Later events of the same stream wait behind a parked one while other streams flow, so a replay
ends in the same rows as a run that never failed. A handler that says `NotYet` makes its event
wait; waiting ones are tried again without a person.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, insert, select, update

from shared.consumer.checkpoint import ConsumerPartition
from shared.consumer.tables import parked
from shared.kernel.aggregate import NotYet, Refused
from shared.kernel.checked import NotAgreed
from shared.kernel.events import UnknownEvent
from shared.store import Recorded

PARKED, WAITING, BEHIND = "parked", "waiting", "behind"


def park(
    db: Connection,
    partition: ConsumerPartition,
    message: Recorded,
    why: Exception,
    now: datetime,
) -> None:
    _insert(db, partition, message, now, state=state_of(why), reason=reason_of(why))


def queue_behind(
    db: Connection, partition: ConsumerPartition, message: Recorded, now: datetime
) -> None:
    _insert(
        db,
        partition,
        message,
        now,
        state=BEHIND,
        reason="an earlier event of its stream waits",
    )


def streams(db: Connection, partition: ConsumerPartition) -> set[str]:
    """Streams that have parked events in this partition."""
    return set(db.execute(_STREAMS, vars(partition)).scalars())


def waiting(db: Connection, consumer: str, source: str) -> list[tuple[int, str]]:
    """Partition and stream of events that only wait for another event."""
    rows = db.execute(_WAITING, {"consumer": consumer, "source": source})
    return [(row.partition, row.stream) for row in rows]


def who_waits(db: Connection) -> set[tuple[str, str]]:
    """The consumers with waiting events, by name and source."""
    return {(row.consumer, row.source) for row in db.execute(_WHO_WAITS)}


def of_stream(db: Connection, partition: ConsumerPartition, stream: str) -> list[Row[Any]]:
    query = select(parked).where(*_on(partition), parked.c.stream == stream)
    return list(db.execute(query.order_by(parked.c.position).with_for_update()).all())


def unpark(db: Connection, partition: ConsumerPartition, position: int) -> None:
    db.execute(delete(parked).where(*_on(partition), parked.c.position == position))


def forget_after(db: Connection, partition: ConsumerPartition, position: int) -> None:
    """Forget what is parked after that position: it is read again, or is no more."""
    db.execute(delete(parked).where(*_on(partition), parked.c.position > position))


def update_reason(
    db: Connection, partition: ConsumerPartition, row: Row[Any], why: Exception
) -> None:
    """Write why it failed this time; write nothing when the reason has not changed."""
    change = {"state": state_of(why), "reason": reason_of(why)}
    if (row.state, row.reason) != tuple(change.values()):
        db.execute(
            update(parked).where(*_on(partition), parked.c.position == row.position),
            change,
        )


def state_of(why: Exception) -> str:
    return WAITING if isinstance(why, NotYet) else PARKED


def reason_of(why: Exception) -> str:
    """The reason without anything about a person: only our own errors show their message."""
    if isinstance(why, NotYet | UnknownEvent | NotAgreed | Refused):
        return f"{type(why).__name__}: {why}"[:300]
    return type(why).__name__


def _insert(
    db: Connection,
    partition: ConsumerPartition,
    message: Recorded,
    now: datetime,
    *,
    state: str,
    reason: str,
) -> None:
    row = {
        "position": message.position,
        "event_id": message.id,
        "stream": message.stream,
        "name": message.name,
        "schema_version": message.schema_version,
        "state": state,
        "reason": reason,
        "parked_at": now,
    }
    db.execute(insert(parked).values(vars(partition) | row))


def _on(partition: ConsumerPartition) -> tuple[Any, ...]:
    c = parked.c
    return (
        c.consumer == partition.consumer,
        c.source == partition.source,
        c.partition == partition.partition,
    )


def _bound(*names: str) -> list[ColumnElement[bool]]:
    return [parked.c[name] == bindparam(name) for name in names]


# Built once: putting a statement together costs more than running it.
_STREAMS = select(parked.c.stream).where(*_bound("consumer", "source", "partition")).distinct()
_WHO_WAITS = select(parked.c.consumer, parked.c.source).where(parked.c.state == WAITING).distinct()
_WAITING = (
    select(parked.c.partition, parked.c.stream)
    .where(*_bound("consumer", "source"), parked.c.state == WAITING)
    .order_by(parked.c.partition, parked.c.position)
)
