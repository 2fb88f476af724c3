"""The rules of a reception. Nothing here reads a clock or a database."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.referral.receptions import events, rules
from services.referral.receptions.events import ReceptionPlanned
from shared.kernel.aggregate import Invalid, NotFound, Refused

MOST_DAYS_OFF = 400


@dataclass(frozen=True)
class Reception:
    """Somebody of an organisation who meets families at the same time each week."""

    category: ClassVar[str] = "reception"

    id: UUID
    planned: ReceptionPlanned | None = None
    days_off: frozenset[date] = frozenset()

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.planned.organisation,) if self.planned else ()

    @property
    def plan_of_today(self) -> ReceptionPlanned:
        """Raises `NotFound` where nothing was planned."""
        if self.planned is None:
            raise NotFound
        return self.planned

    def plan(self, planned: ReceptionPlanned) -> list[events.ReceptionEvent]:
        """Say what it is, or say it anew; times that are booked stay as they are."""
        if planned == self.planned:
            return []
        rules.must_make_sense(planned)
        return [planned]

    def end(self, on: date) -> list[events.ReceptionEvent]:
        """No times after that day."""
        plan = self.plan_of_today
        return self.plan(replace(plan, ends_on=max(on, plan.starts_on)))

    def take_off(self, day: date, *, on: date) -> list[events.ReceptionEvent]:
        """Let nobody come on that day."""
        if day in self.days_off:
            return []
        if day < on or not rules.is_day(self.plan_of_today, day):
            raise Invalid("That is no day of this reception to come.", code="no_day", field="day")
        if len(self.days_off) >= MOST_DAYS_OFF:
            raise Refused("There are too many days off: end this reception.", code="too_many")
        return [events.DayOffTaken(reception_id=self.id, day=day)]

    def give_back(self, day: date) -> list[events.ReceptionEvent]:
        """Families may come after all."""
        if day not in self.days_off:
            return []
        return [events.DayOffGivenBack(reception_id=self.id, day=day)]

    def evolve(self, event: events.ReceptionEvent) -> Self:
        match event:
            case ReceptionPlanned():
                return replace(self, planned=event)
            case events.DayOffTaken(day=day):
                return replace(self, days_off=self.days_off | {day})
            case events.DayOffGivenBack(day=day):
                return replace(self, days_off=self.days_off - {day})
            case _:
                assert_never(event)
