"""Which kinds of entry a programme has, what each is asked, and whether it makes sense."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.casework.entries import events
from services.common.codes import Circle, CostKind, EntryKind, EntryStatus, Party
from services.common.programme import CrisisMeetings, Programme
from shared.kernel.aggregate import Invalid, Refused

LONGEST = 24 * 60  # minutes
DEAREST = 10_000  # euros
BY_SUPPORTERS = (EntryKind.OUR_THING, EntryKind.APPOINTMENT, EntryKind.APPLICATION)


@dataclass(frozen=True)
class EntryFacts:
    """What is known of one entry."""

    kind: EntryKind
    held_on: date
    status: EntryStatus = EntryStatus.DONE
    minutes: int = 0
    party: Party | None = None
    cost_kind: CostKind | None = None
    costs: Decimal = Decimal(0)  # euros
    circle: Circle = Circle.TEAM
    for_family: bool = False  # stands on the paper that the family takes home
    began_at: str | None = None
    agreed_on: date | None = None
    whom: str = ""
    text: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class Shape:
    """What a kind is asked, beside its day and what it says."""

    asks: tuple[str, ...]
    needs: tuple[str, ...]
    waits: bool = False  # may lie ahead, and is settled later


SHAPES: Mapping[EntryKind, Shape] = {
    EntryKind.CONTACT: Shape(("party", "whom", "began_at", "minutes"), ("party", "text")),
    EntryKind.PHONE_24H: Shape(
        ("whom", "began_at", "minutes", "outcome"), ("whom", "began_at", "text")
    ),
    EntryKind.CRISIS_MEETING: Shape(
        ("agreed_on", "whom", "began_at", "minutes", "outcome"), ("minutes", "text")
    ),
    EntryKind.OUR_THING: Shape(("status", "minutes"), ("text",)),
    EntryKind.APPOINTMENT: Shape(
        ("party", "whom", "began_at", "status", "outcome"), ("party",), waits=True
    ),
    EntryKind.APPLICATION: Shape(("party", "status", "outcome"), ("text",), waits=True),
    EntryKind.COST: Shape(("cost_kind", "costs"), ("cost_kind", "costs")),
}
OPTIONAL = frozenset(name for shape in SHAPES.values() for name in shape.asks)


@dataclass(frozen=True)
class WrittenCase:
    """The case that an entry belongs to, as far as its events name it."""

    case_id: UUID
    subject_id: UUID
    organisation: UUID


def kinds_of(programme: Programme) -> tuple[EntryKind, ...]:
    """The kinds of entry that a case of this programme has."""
    includes = programme.includes
    has = {
        EntryKind.PHONE_24H: includes.phone_24h,
        EntryKind.CRISIS_MEETING: includes.crisis_meetings is not CrisisMeetings.NEVER,
        EntryKind.APPOINTMENT: includes.appointments,
        EntryKind.APPLICATION: includes.appointments,
        EntryKind.COST: includes.costs,
    }
    return tuple(kind for kind in EntryKind if has.get(kind, True))


def must_belong(facts: EntryFacts, programme: Programme) -> None:
    """Refused unless the programme has such entries, and a crisis meeting was agreed."""
    if facts.kind not in kinds_of(programme):
        raise Refused("This programme has no such entries.", code="no_such_kind")
    is_agreed = programme.includes.crisis_meetings is CrisisMeetings.IF_AGREED
    if facts.kind is EntryKind.CRISIS_MEETING and is_agreed and facts.agreed_on is None:
        raise Invalid(
            "A crisis meeting is held when it was agreed. Say when it was.",
            code="agreed_on",
            missing=["agreed_on"],
        )


def must_make_sense(facts: EntryFacts) -> None:
    shape, untouched = SHAPES[facts.kind], EntryFacts(facts.kind, facts.held_on)
    for name in shape.needs:
        if not getattr(facts, name):
            raise Invalid("Fill in what is missing.", code=name, missing=[name])
    for name in OPTIONAL:
        if name not in shape.asks and getattr(facts, name) != getattr(untouched, name):
            raise Invalid("This is not asked of such an entry.", code=name)
    if facts.status is EntryStatus.PLANNED and not shape.waits:
        raise Invalid("Only what has been is recorded here.", code="status")
    if not 0 <= facts.minutes <= LONGEST:
        raise Invalid("It lasts from 0 to %(most)s minutes.", code="minutes", most=LONGEST)
    if not 0 <= facts.costs <= DEAREST:
        raise Invalid("It costs from 0 to %(most)s euros.", code="costs", most=DEAREST)
    if facts.agreed_on is not None and facts.agreed_on > facts.held_on:
        raise Invalid("It was agreed before the meeting.", code="agreed_on")


def counted(facts: EntryFacts, written: WrittenCase) -> dict[str, Any]:
    """What everybody whom it concerns may know."""
    names = ("kind", "held_on", "status", "minutes", "party", "cost_kind", "costs")
    return {
        "case_id": written.case_id,
        "organisation": written.organisation,
        **{name: getattr(facts, name) for name in names},
    }


def note(entry_id: UUID, facts: EntryFacts, written: WrittenCase) -> events.EntryNoted:
    names = ("circle", "for_family", "began_at", "agreed_on", "whom", "text", "outcome")
    return events.EntryNoted(
        entry_id=entry_id,
        case_id=written.case_id,
        subject_id=written.subject_id,
        **{name: getattr(facts, name) for name in names},
    )
