"""All that a service's history says of a person, entry by entry, in the reader's language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Text, cast, or_, select

from services.common.held import treatment, values, words
from services.common.held.treatment import Treatment
from shared.kernel.codec import to_json
from shared.kernel.events import decode, kind_of
from shared.store.tables import events
from shared.work import Work


@dataclass(frozen=True)
class Question:
    """Of whom, and who asks."""

    persons: frozenset[UUID]  # ids of the person in the registers
    things: frozenset[UUID]  # the referral, the case: what else is theirs
    name: str = ""  # whoever asks, where the person does not themselves
    protected: bool = False  # a non-disclosure order holds
    judged: frozenset[UUID] = frozenset()  # entries that a person has judged may be told


@dataclass(frozen=True)
class Fact:
    field: str
    label: str
    value: Any  # JSON
    text: str

    @property
    def pair(self) -> tuple[str, str]:
        return self.label, self.text


@dataclass(frozen=True)
class Entry:
    """One entry of a register; `waits` until somebody has judged whether it is told."""

    id: str
    name: str
    title: str
    day: str  # ISO 8601
    facts: tuple[Fact, ...] = ()
    left_out: tuple[str, ...] = ()  # labels of what tells of somebody else
    waits: bool = False


@dataclass(frozen=True)
class Looks:
    """How often people of one organisation looked in one month."""

    month: str
    organisation: str
    role: str
    number: int


@dataclass(frozen=True)
class Held:
    entries: tuple[Entry, ...] = ()
    looks: tuple[Looks, ...] = field(default_factory=tuple)


def entries(work: Work, question: Question) -> Iterator[Entry]:
    """Every entry that names the person or what is theirs, oldest first."""
    teller = values.Teller.of(work)
    for row in _rows(work, question.persons | question.things):
        if row.name.startswith(treatment.APART):
            continue
        event = decode(row.name, row.schema_version, row.data, work.sealing)
        yield _entry(row, event, question, teller)


def _rows(work: Work, ids: Iterable[UUID]) -> Any:
    """Wherever one of the ids stands; a request is rare, so nothing is indexed for it."""
    written = cast(events.c.data, Text)
    holds = [written.contains(str(each)) for each in sorted(ids, key=str)]
    columns = (
        *(events.c.id, events.c.name, events.c.schema_version),
        *(events.c.data, events.c.recorded_at),
    )
    return work.db.execute(select(*columns).where(or_(*holds)).order_by(events.c.seq))


def _entry(row: Any, event: Any, question: Question, teller: values.Teller) -> Entry:
    waits = treatment.must_be_judged(event) and row.id not in question.judged
    lines = [] if waits else list(_facts(event, question, teller))
    return Entry(
        id=str(row.id),
        name=row.name,
        title=words.entry(row.name),
        day=_day(event) or row.recorded_at.date().isoformat(),
        facts=tuple(fact for fact in lines if isinstance(fact, Fact)),
        left_out=tuple(dict.fromkeys(each for each in lines if isinstance(each, str))),
        waits=waits,
    )


def _facts(event: Any, question: Question, teller: values.Teller) -> Iterator[Fact | str]:
    """Facts as they are told; of what is not, its label."""
    labels = kind_of(event).personal
    for each in fields(event):
        name, value = each.name, getattr(event, each.name)
        if name in treatment.NOT_TOLD or value is None or value == "" or value == ():
            continue
        if name in labels:
            is_own = getattr(event, labels[name].of) in question.persons
            value = _own(name, value, question) if is_own else None
        elif treatment.tells_place(name, question.protected):
            value = None
        if value is None:
            yield words.fact(name)
        elif text := teller.text(type(event), name, value):
            yield Fact(name, words.fact(name), to_json(value), text)


def _own(name: str, value: Any, question: Question) -> Any:
    """The field as the person is told it; None: it tells of somebody else, or where they are."""
    if treatment.tells_place(name, question.protected):
        return None
    match treatment.treatment_of(name):
        case Treatment.SHOWN:
            return value
        case Treatment.OWN_PART:
            return treatment.own_part(value, question.name) or None
        case Treatment.OTHERS:
            return None


def _day(event: Any) -> str:
    days = (
        getattr(event, each.name)
        for each in fields(event)
        if (each.name == "on" or each.name.endswith("_on")) and each.name not in NOT_OF_THE_FACT
    )
    first = next((day for day in days if isinstance(day, date)), None)
    return first.isoformat() if first else ""


NOT_OF_THE_FACT = ("placed_on", "possible_found_on", "returned_on")
