"""The rules of one duty: agreed once, handed on as often as needed, cancelled before it is over."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.casework.duties import events
from services.casework.duties.rules import Span
from shared.kernel.aggregate import Invalid, Refused


@dataclass(frozen=True)
class PhoneDuty:
    """One time of answering, as its history tells it."""

    category: ClassVar[str] = "phone_duty"
    concerns: ClassVar[tuple[UUID, ...]] = ()  # nothing of it is told outside

    id: UUID
    agreed: events.DutyAgreed | None = None
    person: UUID | None = None  # who answers now
    is_cancelled: bool = False

    def agree(self, organisation: UUID, person: UUID, span: Span) -> list[events.DutyEvent]:
        if self.agreed:
            return []
        return [
            events.DutyAgreed(
                duty_id=self.id,
                organisation=organisation,
                person_id=person,
                since=span.since,
                until=span.until,
            )
        ]

    def hand_on(
        self, person: UUID, *, works_for: UUID | None, at: datetime
    ) -> list[events.DutyEvent]:
        """Let somebody else of the organisation answer instead."""
        agreed = self._ahead(at)
        if works_for != agreed.organisation:
            raise Invalid("Only your organisation's own workers answer.", code="not_ours")
        if person == self.person:
            return []
        organisation = agreed.organisation
        return [events.DutyHandedOn(duty_id=self.id, organisation=organisation, person_id=person)]

    def cancel(self, *, at: datetime) -> list[events.DutyEvent]:
        if self.is_cancelled:
            return []
        organisation = self._ahead(at).organisation
        return [events.DutyCancelled(duty_id=self.id, organisation=organisation)]

    def evolve(self, event: events.DutyEvent) -> Self:
        match event:
            case events.DutyAgreed():
                return replace(self, agreed=event, person=event.person_id)
            case events.DutyHandedOn():
                return replace(self, person=event.person_id)
            case events.DutyCancelled():
                return replace(self, is_cancelled=True)
            case _:
                assert_never(event)

    def _ahead(self, at: datetime) -> events.DutyAgreed:
        if self.agreed is None or self.is_cancelled:
            raise Refused("There is no such duty.", code="no_such_duty")
        if self.agreed.until <= at:
            raise Refused("This duty is over.", code="over")
        return self.agreed
