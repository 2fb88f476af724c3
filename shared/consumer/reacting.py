"""Which events a service's reactions have answered: needed only when a source is put back.

A projection that followed a lost history is built anew. Reactions ran commands, so they have to
know exactly where the lost history begins, and people what was answered to it. The rows reach as
far back as a backup is likely to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from shared.consumer.checkpoint import ConsumerPartition
from shared.consumer.tables import reacted
from shared.store import Recorded
from shared.store.tables import events

REACHES = 50_000  # positions of the source


@dataclass(frozen=True)
class Lost:
    """An event of a source that is no more, and an event of ours that answered it."""

    consumer: str
    source: str
    name: str
    stream: str
    lost_at: datetime
    answer: str | None  # name of our event; None: it was answered by nothing that is stored
    answered_in: str | None  # its stream


def note(db: Connection, partition: ConsumerPartition, messages: Sequence[Recorded]) -> None:
    """Write down what is answered in this transaction."""
    if not messages:
        return
    rows = [
        vars(partition)
        | {
            "event_id": message.id,
            "position": message.position,
            "stream": message.stream,
            "name": message.name,
        }
        for message in messages
    ]
    # A checkpoint that somebody put back by hand brings the same events again.
    insert = (sqlite if db.dialect.name == "sqlite" else postgresql).insert(reacted)
    db.execute(insert.on_conflict_do_nothing(), rows)
    old = messages[-1].position - REACHES
    if old > 0:
        c = reacted.c
        db.execute(delete(reacted).where(*_on(partition), c.position < old, c.lost_at.is_(None)))


def answered(db: Connection, partition: ConsumerPartition) -> dict[UUID, int]:
    """Position by event of what was answered and is not known to be lost."""
    c = reacted.c
    query = select(c.event_id, c.position).where(*_on(partition), c.lost_at.is_(None))
    return {row.event_id: row.position for row in db.execute(query)}


def mark_lost(db: Connection, partition: ConsumerPartition, *, after: int, now: datetime) -> int:
    """Say of everything answered after that position that its source has it no more."""
    c = reacted.c
    later = update(reacted).where(*_on(partition), c.position > after, c.lost_at.is_(None))
    return db.execute(later.values(lost_at=now)).rowcount


def lost(db: Connection) -> list[Lost]:
    """What was answered to events that are lost, the newest restore first."""
    c, cause = reacted.c, events.c.metadata["causation"].as_string()
    rows = db.execute(
        select(reacted).where(c.lost_at.is_not(None)).order_by(c.lost_at.desc(), c.position)
    ).all()
    ours = select(cause.label("cause"), events.c.name, events.c.stream).order_by(events.c.seq)
    answers: dict[str, list[tuple[str, str]]] = {}
    for answer in db.execute(ours.where(cause.in_([str(row.event_id) for row in rows]))):
        answers.setdefault(answer.cause, []).append((answer.name, answer.stream))
    return [
        Lost(row.consumer, row.source, row.name, row.stream, row.lost_at, *answer)
        for row in rows
        for answer in answers.get(str(row.event_id), [(None, None)])
    ]


def _on(partition: ConsumerPartition) -> tuple[ColumnElement[bool], ...]:
    return tuple(reacted.c[name] == value for name, value in vars(partition).items())
