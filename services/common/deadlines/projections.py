"""The one table of what is due in a service, and the functions that its own projection calls.

A projection of each service says which of its events start, stop, move and meet a deadline. Which
steps were taken comes back as events, so that a rebuild leaves the same table and sends nothing.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    Index,
    Join,
    MetaData,
    Row,
    String,
    Table,
    Uuid,
    bindparam,
    case,
    exists,
    or_,
    select,
    update,
)

from services.common.days import day_of, start_of
from services.common.deadlines.domain import STEPS
from services.common.deadlines.events import StepTaken
from services.common.deadlines.rules import DeadlineKind, Step
from services.common.erasure.events import PersonErased
from shared.consumer.subscription import Projection
from shared.database.columns import UtcDateTime
from shared.database.upsert import upsert

metadata = MetaData()
deadlines = Table(
    "deadlines",
    metadata,
    Column("deadline_id", Uuid, primary_key=True),
    Column("kind", String(30), nullable=False),
    Column("thing_id", Uuid, nullable=False, index=True),
    Column("organisation", Uuid, index=True),  # who is to do it; NULL: nobody of an organisation
    Column("waiting", Uuid),  # the organisation that waits for it; NULL: none
    Column("since", Date, nullable=False),
    Column("due_on", Date),  # the last day; NULL: the clock stands
    Column("late_on", Date),  # the first day after it that counts
    Column("met_on", Date),  # done, or not wanted any more; NULL: it waits
    Column("step", String(10)),  # the last that the clock took for this last day
    Column("next_at", UtcDateTime),  # when it acts again; NULL: never
    Column("due_at", UtcDateTime),  # the moment of the last day; NULL: the whole day
    Index("deadlines_next_at", "next_at"),
)
taken_metadata = MetaData()
taken = Table(  # written by the clock itself, which does not wait for the projection
    "deadline_steps",
    taken_metadata,
    Column("deadline_id", Uuid, primary_key=True),
    Column("due_on", Date, nullable=False),
    Column("acted_at", UtcDateTime, nullable=False),  # all steps up to then are taken
)
Kinds = Mapping[str, DeadlineKind]


def deadline_id(kind: DeadlineKind, thing_id: UUID) -> UUID:
    """A thing has one deadline of a kind."""
    return uuid5(thing_id, f"deadline:{kind.code}")


def begin(
    db: Connection, kind: DeadlineKind, thing_id: UUID, *, since: date, due_on: date, **whose: Any
) -> None:
    """It is due from now on; `whose`: organisation and waiting."""
    values = {"kind": kind.code, "thing_id": thing_id, "since": since, "met_on": None, **whose}
    key = {"deadline_id": deadline_id(kind, thing_id)}
    upsert(db, deadlines, key, values | _clock(kind, due_on))


def begin_at(
    db: Connection,
    kind: DeadlineKind,
    thing_id: UUID,
    since: datetime,
    due_at: datetime,
    home: UUID,
) -> None:
    """It is due at a moment, which may lie hours ahead: weekends and nights count."""
    days = {"since": day_of(since), "met_on": None}
    values = {"kind": kind.code, "thing_id": thing_id, "organisation": home, **days}
    key = {"deadline_id": deadline_id(kind, thing_id)}
    upsert(db, deadlines, key, values | _clock(kind, day_of(due_at), due_at))


def keep(
    db: Connection, kind: DeadlineKind, thing_id: UUID, *, since: date, due_on: date, **whose: Any
) -> None:
    """The same, where it may be due already: what the clock has done stays done."""
    c = deadlines.c
    same = (c.since == since, c.due_on == due_on, c.met_on.is_(None))
    if db.execute(select(c.kind).where(*_is(kind, thing_id), *same)).first() is None:
        begin(db, kind, thing_id, since=since, due_on=due_on, **whose)


def give_to(db: Connection, kind: DeadlineKind, thing_id: UUID, organisation: UUID) -> None:
    """Somebody is to do it from now on; its last day stays, and what the clock has done."""
    row = update(deadlines).where(*_is(kind, thing_id), deadlines.c.met_on.is_(None))
    db.execute(row.values(organisation=organisation))


def move(db: Connection, kind: DeadlineKind, thing_id: UUID, due_on: date) -> None:
    """Its last day is another one, or the clock goes on."""
    row = update(deadlines).where(*_is(kind, thing_id), deadlines.c.met_on.is_(None))
    db.execute(row.values(_clock(kind, due_on)))


def stop(db: Connection, kind: DeadlineKind, thing_id: UUID) -> None:
    """The clock stands: somebody else is to do something first."""
    row = update(deadlines).where(*_is(kind, thing_id), deadlines.c.met_on.is_(None))
    db.execute(row.values(due_on=None, late_on=None, next_at=None, step=None))


def meet(db: Connection, kind: DeadlineKind, thing_id: UUID, on: date) -> None:
    """It was done, or is not wanted any more."""
    row = update(deadlines).where(*_is(kind, thing_id), deadlines.c.met_on.is_(None))
    db.execute(row.values(met_on=on, next_at=None))


def row_of(db: Connection, kind: DeadlineKind, thing_id: UUID) -> Row[Any]:
    """The deadline of that kind which a thing has, met or not."""
    return db.execute(select(deadlines).where(*_is(kind, thing_id))).one()


def with_deadlines(table: Table, thing_id: ColumnElement[UUID], kind: str) -> Join:
    """The table's rows, and beside each the deadline of that kind which it waits for, if any."""
    c = deadlines.c
    return table.outerjoin(
        deadlines, (c.thing_id == thing_id) & (c.kind == kind) & c.met_on.is_(None)
    )


def waits_for_clock(now: datetime) -> list[ColumnElement[bool]]:
    """The rows whose moment has come, without what the clock has done and the table not heard.

    What is late is looked at once a day even so: where the same last day was set again after its
    reminder, the row stands at the reminder that its history has behind it.
    """
    c = deadlines.c
    is_late = c.late_on <= day_of(now)
    is_done = exists().where(
        taken.c.deadline_id == c.deadline_id,
        taken.c.due_on == c.due_on,
        taken.c.acted_at >= c.next_at,
        or_(~is_late, c.late_on.is_(None), taken.c.acted_at >= start_of(day_of(now))),
    )
    return [c.next_at <= now, c.met_on.is_(None), ~is_done]


def follow_steps(projection: Projection, kinds: Kinds) -> None:
    """Let the projection note which steps were taken."""

    @projection.on(*STEPS.values())
    def note(db: Connection, event: StepTaken) -> None:
        step = next(each for each, kind in STEPS.items() if isinstance(event, kind))
        next_at = kinds[event.kind].next_after(event.due_on, step, event.due_at)
        values = {"of_id": event.deadline_id, "of_day": event.due_on, "taken": step}
        db.execute(_NOTE, values | {"then": next_at})


def end_with_person(projection: Projection, *kinds: DeadlineKind) -> None:
    """Let nothing be due any more of what was erased at the end of its time."""

    @projection.on(PersonErased)
    def end(db: Connection, event: PersonErased) -> None:
        for kind in kinds:
            meet(db, kind, event.person_id, event.on)


_NOTE = (  # put together once: a thousand steps may come within a minute
    update(deadlines)
    .where(deadlines.c.deadline_id == bindparam("of_id"), deadlines.c.due_on == bindparam("of_day"))
    .values(
        step=bindparam("taken"),
        next_at=case((deadlines.c.met_on.is_(None), bindparam("then", type_=UtcDateTime()))),
    )
)


def _clock(kind: DeadlineKind, due_on: date, due_at: datetime | None = None) -> dict[str, Any]:
    done: Step | None = None
    return {
        "due_on": due_on,
        "due_at": due_at,
        "late_on": kind.late_on(due_on),
        "step": done,
        "next_at": kind.next_after(due_on, done, due_at),
    }


def _is(kind: DeadlineKind, thing_id: UUID) -> list[Any]:
    return [deadlines.c.deadline_id == deadline_id(kind, thing_id)]
