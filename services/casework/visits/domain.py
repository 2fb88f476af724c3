"""The rules of one visit. Whether its day lies within the case, the case says."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.casework.visits import events
from services.common.codes import Activity, Impression, VisitKind, VisitStatus
from services.common.disclosing import Parties
from shared.kernel.aggregate import Invalid

LONGEST = 7 * 24 * 60  # minutes; a camp lasts a week
DEAREST = 10_000  # euros


@dataclass(frozen=True)
class VisitFacts:
    """What is known of a visit; the note may name people, so it is sealed."""

    held_on: date
    kind: VisitKind = VisitKind.FACE
    status: VisitStatus = VisitStatus.HELD
    minutes: int = 0
    present: int = 1  # people of the family
    began_at: str | None = None
    activities: tuple[Activity, ...] = ()
    impression: Impression | None = None
    notes: str = ""
    kilometres: int = 0
    costs: Decimal = Decimal(0)  # euros

    @property
    def is_noted(self) -> bool:
        return bool(self.began_at or self.activities or self.impression or self.notes)


@dataclass(frozen=True)
class VisitedCase:
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
    parties: Parties | None = None  # of its case; None: while it is only looked at
    logged: bool = False

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return self.parties.everybody if self.parties else ()

    def concerned_by(self, event: object) -> tuple[UUID, ...]:
        return self.parties.concerned_by(event) if self.parties else ()

    def log(self, facts: VisitFacts, visited: VisitedCase) -> list[events.VisitEvent]:
        if self.logged:
            return []
        _must_make_sense(facts)
        decided: list[events.VisitEvent] = [self._logged(facts, visited)]
        if facts.is_noted:
            decided.append(self._notes(facts, visited))
        if visited.volunteer_id and (facts.kilometres or facts.costs):
            decided.append(self._expenses(facts, visited, visited.volunteer_id))
        return decided

    def evolve(self, event: events.VisitEvent) -> Self:
        match event:
            case events.VisitLogged():
                return replace(self, logged=True)
            case events.VisitNoted() | events.ExpensesIncurred():
                return self
            case _:
                assert_never(event)

    def _logged(self, facts: VisitFacts, visited: VisitedCase) -> events.VisitLogged:
        held = facts.status is VisitStatus.HELD
        return events.VisitLogged(
            visit_id=self.id,
            case_id=visited.case_id,
            organisation=visited.organisation,
            held_on=facts.held_on,
            kind=facts.kind,
            status=facts.status,
            minutes=facts.minutes,
            present=facts.present if held else 0,
            volunteer_id=visited.volunteer_id,
        )

    def _notes(self, facts: VisitFacts, visited: VisitedCase) -> events.VisitNoted:
        return events.VisitNoted(
            visit_id=self.id,
            case_id=visited.case_id,
            subject_id=visited.subject_id,
            began_at=facts.began_at,
            activities=facts.activities,
            impression=facts.impression,
            notes=facts.notes,
        )

    def _expenses(
        self, facts: VisitFacts, visited: VisitedCase, volunteer_id: UUID
    ) -> events.ExpensesIncurred:
        return events.ExpensesIncurred(
            visit_id=self.id,
            case_id=visited.case_id,
            organisation=visited.organisation,
            volunteer_id=volunteer_id,
            held_on=facts.held_on,
            kilometres=facts.kilometres,
            costs=facts.costs,
        )


def _must_make_sense(facts: VisitFacts) -> None:
    if facts.costs > DEAREST:
        raise Invalid("A visit costs at most %(most)s euros.", code="costs", most=DEAREST)
    if not 0 <= facts.minutes <= LONGEST:
        raise Invalid("A visit lasts from 0 to %(most)s minutes.", code="minutes", most=LONGEST)
    if facts.status is VisitStatus.HELD and facts.minutes == 0:
        raise Invalid("Say how many minutes the visit lasted.", code="minutes")
    if facts.status is VisitStatus.HELD and facts.present < 1:
        raise Invalid("Somebody of the family was present when a visit was held.", code="present")
