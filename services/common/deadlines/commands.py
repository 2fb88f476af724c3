"""What the clock does of itself, every minute where a service follows: the steps that are due.

A step is an event, from which letters and lists are made as from any other. Who takes it writes a
row of its own in the same transaction, so that two clocks, or a killed one, take no step twice.
"""

from functools import partial
from typing import Any

from sqlalchemy import Row, select

from services.common.deadlines.domain import Awaited, Deadline
from services.common.deadlines.events import StepTaken
from services.common.deadlines.projections import (
    Kinds,
    deadlines,
    taken,
    taken_metadata,
    waits_for_clock,
)
from services.common.deadlines.queries import gauges
from services.common.deadlines.rules import DeadlineKind
from shared.database.upsert import upsert
from shared.service import Service
from shared.work import Actor, Work

CLOCK = Actor("calendar", over_all=True)
A_MINUTE = 60.0  # seconds
BATCH = 250  # deadlines of one transaction: others wait no longer than for these


def take_due(service: Service, kinds: Kinds, *, most: int = BATCH) -> int:
    """Take every step whose moment has come, in batches; how many there were."""
    total = 0
    while number := service.execute(lambda work: _take_some(work, kinds, most), CLOCK):
        total += number
    return total


def remind_every_minute(service: Service, kinds: Kinds) -> None:
    """Let the process in which the service follows keep its clock."""
    service.keep(taken_metadata)
    service.gauges.append(partial(gauges, service))
    service.followers.every(A_MINUTE, "deadlines", lambda: take_due(service, kinds))


def due(work: Work, most: int | None) -> list[Row[Any]]:
    """What waits for the clock, the longest due first, without what another clock holds."""
    c = deadlines.c
    query = (
        select(deadlines)
        .where(*waits_for_clock(work.now))
        .order_by(c.next_at, c.deadline_id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return list(work.db.execute(query))


def _take_some(work: Work, kinds: Kinds, most: int) -> int:
    rows = due(work, most)
    for row in rows:
        _take(work, row, kinds[row.kind])
    return len(rows)


def _take(work: Work, row: Row[Any], kind: DeadlineKind) -> None:
    due = Awaited(row.deadline_id, row.kind, row.thing_id, row.organisation, row.due_on, row.due_at)

    def take(deadline: Deadline) -> list[StepTaken]:
        """The step behind those of its history: the same last day may have been set again."""
        done = deadline.taken.get(row.due_on)
        step = kind.step_at(row.due_on, work.now, done, row.due_at)
        return deadline.take(step, due) if step is not None else []

    work.change(Deadline(row.deadline_id), take)
    acted = {"due_on": row.due_on, "acted_at": work.now}
    upsert(work.db, taken, {"deadline_id": row.deadline_id}, acted)
