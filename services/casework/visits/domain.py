"""The rules of one visit. Whether its day lies within the case, the case says."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.casework.visits import events
from services.common.codes import VisitKind, VisitStatus
from shared.kernel.aggregate import Invalid

LONGEST = 7 * 24 * 60  # minutes; a camp lasts a week


@dataclass(frozen=True)
class Told:
    """What is said of a visit; the note may name people, so it is sealed."""

    held_on: date
    kind: VisitKind = VisitKind.FACE
    status: VisitStatus = VisitStatus.HELD
    minutes: int = 0
    present: int = 1  # people of the family
    began_at: str | None = None
    activities: tuple[events.Activity, ...] = ()
    impression: events.Impression | None = None
    notes: str = ""
    kilometres: int = 0
    costs: Decimal = Decimal(0)  # euros

    @property
    def is_noted(self) -> bool:
        return bool(self.began_at or self.activities or self.impression or self.notes)


@dataclass(frozen=True)
class Whose:
    """The case that a visit belongs to, as far as its events name it."""

    case_id: UUID
    subject_id: UUID
    organisation: UUID
    volunteer_id: UUID | None = None


@dataclass(frozen=True)
class Visit:
    """One visit; logged once."""

    category: ClassVar[str] = "visit"

    id: UUID
    concerns: tuple[UUID, ...] = ()  # as the case has them
    logged: bool = False

    def log(self, told: Told, whose: Whose) -> list[events.VisitEvent]:
        if self.logged:
            return []
        _must_make_sense(told)
        decided: list[events.VisitEvent] = [self._logged(told, whose)]
        if told.is_noted:
            decided.append(self._noted(told, whose))
        if whose.volunteer_id and (told.kilometres or told.costs):
            decided.append(self._expenses(told, whose, whose.volunteer_id))
        return decided

    def evolve(self, event: events.VisitEvent) -> Self:
        match event:
            case events.VisitLogged():
                return replace(self, logged=True)
            case events.VisitNoted() | events.ExpensesIncurred():
                return self
            case _:
                assert_never(event)

    def _logged(self, told: Told, whose: Whose) -> events.VisitLogged:
        held = told.status is VisitStatus.HELD
        return events.VisitLogged(
            visit_id=self.id,
            case_id=whose.case_id,
            organisation=whose.organisation,
            held_on=told.held_on,
            kind=told.kind,
            status=told.status,
            minutes=told.minutes,
            present=told.present if held else 0,
            volunteer_id=whose.volunteer_id,
        )

    def _noted(self, told: Told, whose: Whose) -> events.VisitNoted:
        return events.VisitNoted(
            visit_id=self.id,
            case_id=whose.case_id,
            subject_id=whose.subject_id,
            began_at=told.began_at,
            activities=told.activities,
            impression=told.impression,
            notes=told.notes,
        )

    def _expenses(self, told: Told, whose: Whose, volunteer_id: UUID) -> events.ExpensesIncurred:
        return events.ExpensesIncurred(
            visit_id=self.id,
            case_id=whose.case_id,
            organisation=whose.organisation,
            volunteer_id=volunteer_id,
            held_on=told.held_on,
            kilometres=told.kilometres,
            costs=told.costs,
        )


def _must_make_sense(told: Told) -> None:
    if not 0 <= told.minutes <= LONGEST:
        raise Invalid("A visit lasts from 0 to %(most)s minutes.", code="minutes", most=LONGEST)
    if told.status is VisitStatus.HELD and told.minutes == 0:
        raise Invalid("Say how many minutes the visit lasted.", code="minutes")
    if told.status is VisitStatus.HELD and told.present < 1:
        raise Invalid("Somebody of the family was present when a visit was held.", code="present")
