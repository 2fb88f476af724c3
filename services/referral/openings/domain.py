"""The rules of an organisation's room in one programme."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Self, assert_never
from uuid import UUID

from services.common.codes import CapacityPeriod, ClosingReason
from services.referral.openings import events
from services.referral.openings.rules import NOTHING, Declared
from shared.kernel.aggregate import Invalid


@dataclass(frozen=True)
class Opening:
    """How many families it takes, and whether new ones; the same again changes nothing."""

    category: ClassVar = "capacity"

    id: UUID
    organisation: UUID | None = None
    programme: str = ""
    declared: Declared = NOTHING
    coordinators: frozenset[UUID] = frozenset()  # of its networks, as the directory tells

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.organisation,) if self.organisation else ()

    def declare(
        self, *, of: UUID, programme: str, places: int, period: CapacityPeriod, on: date
    ) -> list[events.OpeningEvent]:
        if (self.declared.places, self.declared.period) == (places, period):
            return []
        about: dict[str, Any] = {"opening_id": self.id, "organisation": of, "programme": programme}
        return [events.CapacityDeclared(**about, places=places, period=period, on=on)]

    def close(
        self, *, of: UUID, programme: str, reason: ClosingReason, on: date, until: date | None
    ) -> list[events.OpeningEvent]:
        """Take no new families from that day; those that have been offered stay."""
        if until is not None and until < on:
            raise Invalid(
                "It cannot open after %(until)s, before it closes on %(on)s.",
                code="ends-before-start",
                until=until,
                on=on,
            )
        before = self.declared
        if before.closed_on(on) == reason and before.closed_until == until:
            return []
        about: dict[str, Any] = {"opening_id": self.id, "organisation": of, "programme": programme}
        return [events.CapacityClosed(**about, reason=reason, on=on, until=until)]

    def open(self, *, of: UUID, programme: str, on: date) -> list[events.OpeningEvent]:
        if not self.declared.closed:
            return []
        about: dict[str, Any] = {"opening_id": self.id, "organisation": of, "programme": programme}
        return [events.CapacityOpened(**about, on=on)]

    def evolve(self, event: events.OpeningEvent) -> Self:
        about = replace(self, organisation=event.organisation, programme=event.programme)
        match event:
            case events.CapacityDeclared(places=places, period=period):
                declared = replace(self.declared, places=places, period=period)
            case events.CapacityClosed(reason=reason, on=day, until=until):
                closed: dict[str, Any] = {
                    "closed": reason,
                    "closed_from": day,
                    "closed_until": until,
                }
                declared = replace(self.declared, **closed)
            case events.CapacityOpened():
                declared = Declared(places=self.declared.places, period=self.declared.period)
            case _:
                assert_never(event)
        return replace(about, declared=declared)
