"""The rules of one day's answers. Whether the day lies within the case, the case says."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.casework.facts import events
from services.casework.facts.events import Fact
from shared.kernel.aggregate import Invalid, Refused


@dataclass(frozen=True)
class Counting:
    """For whose figures the answers count."""

    programme: str
    organisation: UUID


@dataclass(frozen=True)
class FactSheet:
    """The answers of one day; put right as a whole, and what stood there before is kept."""

    category: ClassVar[str] = "fact_sheet"
    concerns: ClassVar[tuple[UUID, ...]] = ()

    id: UUID
    answered: events.FactsAnswered | None = None
    corrections: tuple[events.FactsCorrected, ...] = ()  # in their order
    counting: Counting | None = None
    is_error: bool = False

    @property
    def answered_on(self) -> date:
        return self._last.answered_on

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What holds; empty where it has been erased."""
        return self._last.facts or ()

    def answer(
        self,
        facts: tuple[Fact, ...],
        *,
        case_id: UUID,
        subject_id: UUID,
        on: date,
        counting: Counting,
    ) -> list[events.FactsEvent]:
        if self.answered:
            return []
        answered = events.FactsAnswered(
            sheet_id=self.id, case_id=case_id, subject_id=subject_id, answered_on=on, facts=facts
        )
        return [answered, _counted(answered, counting)]

    def correct(self, facts: tuple[Fact, ...], *, on: date, reason: str) -> list[events.FactsEvent]:
        """Say what holds of that day instead; nothing where it says so already."""
        last = self._last
        if self.is_error:
            raise Refused("These answers were recorded by mistake.", code="in_error")
        if (facts, on) == (last.facts, last.answered_on):
            return []
        corrected = events.FactsCorrected(
            sheet_id=self.id,
            case_id=last.case_id,
            subject_id=last.subject_id,
            answered_on=on,
            facts=facts,
            reason=_stated(reason),
        )
        return [corrected, *self._counted(corrected)]

    def enter_in_error(self, *, reason: str) -> list[events.FactsEvent]:
        """Say that they never were; once."""
        last = self._last
        if self.is_error:
            return []
        error = events.FactsEnteredInError(
            sheet_id=self.id,
            case_id=last.case_id,
            subject_id=last.subject_id,
            reason=_stated(reason),
        )
        return [error, *(replace(each, stands=False, facts=()) for each in self._counted(last))]

    def evolve(self, event: events.FactsEvent) -> Self:
        match event:
            case events.FactsAnswered():
                return replace(self, answered=event)
            case events.FactsCorrected():
                return replace(self, corrections=(*self.corrections, event))
            case events.FactsEnteredInError():
                return replace(self, is_error=True)
            case events.FactsCounted():
                return replace(self, counting=Counting(event.programme, event.organisation))
            case _:
                assert_never(event)

    @property
    def _last(self) -> events.FactsAnswered | events.FactsCorrected:
        if self.answered is None:
            raise Refused("There are no such answers.", code="no_such_answers")
        return self.corrections[-1] if self.corrections else self.answered

    def _counted(
        self, last: events.FactsAnswered | events.FactsCorrected
    ) -> list[events.FactsCounted]:
        return [_counted(last, self.counting)] if self.counting else []


def _counted(
    last: events.FactsAnswered | events.FactsCorrected, counting: Counting
) -> events.FactsCounted:
    return events.FactsCounted(
        sheet_id=last.sheet_id,
        case_id=last.case_id,
        subject_id=last.subject_id,
        programme=counting.programme,
        organisation=counting.organisation,
        answered_on=last.answered_on,
        facts=last.facts,
    )


def _stated(reason: str) -> str:
    if not reason.strip():
        raise Invalid("Say why.", code="reason", missing=["reason"])
    return reason.strip()
