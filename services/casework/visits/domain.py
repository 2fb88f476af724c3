"""The rules of one visit. Whether its day lies within the case, the case says."""

from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any, ClassVar, Self, assert_never
from uuid import UUID

from services.casework.visits import events, rules
from services.casework.visits.rules import VisitedCase, VisitFacts
from services.common.disclosing import Parties, PartOfSupport
from shared.kernel.aggregate import Invalid, Refused


@dataclass(frozen=True)
class Visit(PartOfSupport):
    """One visit: logged once, corrected as often as needed, or entered in error."""

    category: ClassVar[str] = "visit"

    id: UUID
    parties: Parties | None = None  # of its case; None: while it is only looked at
    logged: events.VisitLogged | events.VisitCorrected | None = None  # what holds of it
    note: events.VisitNoted | None = None
    paid: events.ExpensesIncurred | events.ExpensesCorrected | None = None
    is_error: bool = False

    @property
    def facts(self) -> VisitFacts:
        """What holds of it now; refused when there is no such visit."""
        if self.logged is None:
            raise Refused("There is no such visit.", code="no_such_visit")
        note, paid = self.note, self.paid or self.note
        return VisitFacts(
            held_on=self.logged.held_on,
            kind=self.logged.kind,
            status=self.logged.status,
            minutes=self.logged.minutes,
            present=self.logged.present,
            began_at=note.began_at if note else None,
            activities=note.activities if note else (),
            impression=note.impression if note else None,
            notes=note.notes if note else "",
            kilometres=paid.kilometres if paid else 0,
            costs=paid.costs if paid else Decimal(0),
            participants=note.participants if note else (),
            **self._trip(),
        )

    def log(self, facts: VisitFacts, visited: VisitedCase) -> list[events.VisitEvent]:
        if self.logged:
            return []
        rules.must_make_sense(facts)
        rules.must_be_a_trip(facts, visited)
        decided: list[events.VisitEvent] = [
            events.VisitLogged(visit_id=self.id, **rules.counted(facts, visited))
        ]
        if rules.is_noted(facts, visited):
            decided.append(rules.note(self.id, facts, visited))
        if visited.volunteer_id and facts.is_paid:
            paid = rules.paid(facts, visited)
            decided.append(events.ExpensesIncurred(visit_id=self.id, **paid))
        return decided

    def correct(
        self, facts: VisitFacts, visited: VisitedCase, *, reason: str
    ) -> list[events.VisitEvent]:
        """Say what holds instead; nothing when nothing differs."""
        before = self._current()
        rules.must_make_sense(facts)
        rules.must_be_a_trip(facts, visited)
        decided: list[events.VisitEvent] = []
        corrected = events.VisitCorrected(visit_id=self.id, **rules.counted(facts, visited))
        note = rules.note(self.id, facts, visited)
        if not _same(corrected, self.logged):
            decided.append(corrected)
        if note != rules.note(self.id, before, visited):
            decided.append(note)
        decided += self._paid_instead(facts, visited)
        return [self._explained(visited, reason), *decided] if decided else []

    def enter_in_error(self, visited: VisitedCase, *, reason: str) -> list[events.VisitEvent]:
        """Say that it never was; once."""
        if self.is_error:
            return []
        held_on = self._current().held_on
        error = events.VisitEnteredInError(
            visit_id=self.id,
            case_id=visited.case_id,
            organisation=visited.organisation,
            volunteer_id=visited.volunteer_id,
        )
        nothing = self._paid_instead(VisitFacts(held_on), visited)
        return [self._explained(visited, reason), error, *nothing]

    def evolve(self, event: events.VisitEvent) -> Self:
        match event:
            case events.VisitLogged() | events.VisitCorrected():
                return replace(self, logged=event)
            case events.VisitNoted():
                return replace(self, note=event)
            case events.VisitEnteredInError():
                return replace(self, is_error=True)
            case events.ExpensesIncurred() | events.ExpensesCorrected():
                return replace(self, paid=event)
            case events.VisitCorrectionExplained():
                return self
            case _:
                assert_never(event)

    def _trip(self) -> dict[str, Any]:
        paid = self.paid
        return {name: getattr(paid, name) for name in rules.TRIP} if paid else {}

    def _current(self) -> VisitFacts:
        if self.is_error:
            raise Refused("The visit was entered in error; log it anew.", code="in_error")
        return self.facts

    def _explained(self, visited: VisitedCase, reason: str) -> events.VisitCorrectionExplained:
        if not reason.strip():
            raise Invalid("Say why.", code="reason", missing=["reason"])
        return events.VisitCorrectionExplained(
            visit_id=self.id,
            case_id=visited.case_id,
            subject_id=visited.subject_id,
            reason=reason.strip(),
        )

    def _paid_instead(self, facts: VisitFacts, visited: VisitedCase) -> list[events.VisitEvent]:
        """The support person's expenses as they are now, where they differ."""
        if visited.volunteer_id is None:
            return []
        paid = rules.paid(facts, visited)
        if rules.took(facts) == rules.took(self.paid or VisitFacts(facts.held_on)):
            return []
        return [events.ExpensesCorrected(visit_id=self.id, **paid)]


def _same(new: events.VisitCorrected, old: object) -> bool:
    return all(getattr(new, each.name) == getattr(old, each.name) for each in fields(new))
