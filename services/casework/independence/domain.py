"""The rules of one plan of independence. Whether its day lies within the case, the case says."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.casework.independence import events, rules
from services.casework.independence.events import AreaPlan
from shared.kernel.aggregate import Invalid, Refused


@dataclass(frozen=True)
class IndependencePlan:
    """One plan: made once; what changes is another one, so that the way can be seen."""

    category: ClassVar[str] = "independence"
    concerns: ClassVar[tuple[UUID, ...]] = ()

    id: UUID
    planned: events.IndependencePlanned | None = None
    is_error: bool = False

    def plan(
        self, areas: tuple[AreaPlan, ...], *, case_id: UUID, subject_id: UUID, on: date
    ) -> list[events.IndependenceEvent]:
        if self.planned:
            return []
        rules.must_make_sense(areas)
        return [
            events.IndependencePlanned(
                plan_id=self.id, case_id=case_id, subject_id=subject_id, planned_on=on, areas=areas
            )
        ]

    def enter_in_error(self, *, reason: str) -> list[events.IndependenceEvent]:
        """Say that it never was; once."""
        if self.planned is None:
            raise Refused("There is no such plan.", code="no_such_plan")
        if self.is_error:
            return []
        if not reason.strip():
            raise Invalid("Say why.", code="reason", missing=["reason"])
        return [
            events.IndependenceEnteredInError(
                plan_id=self.id,
                case_id=self.planned.case_id,
                subject_id=self.planned.subject_id,
                reason=reason.strip(),
            )
        ]

    def evolve(self, event: events.IndependenceEvent) -> Self:
        match event:
            case events.IndependencePlanned():
                return replace(self, planned=event)
            case events.IndependenceEnteredInError():
                return replace(self, is_error=True)
            case _:
                assert_never(event)
