"""The rules of an open event. Nothing here reads a clock or a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.common.codes import HappeningStatus
from services.common.days import day_of
from services.referral.happenings import events, rules
from services.referral.happenings.events import HappeningEvent
from services.referral.happenings.rules import Calendar
from shared.kernel.aggregate import Invalid, NotFound, Refused

Happened = list[HappeningEvent]


@dataclass(frozen=True)
class Happening:
    """A lecture, a workshop, a meeting place: what anybody may come to."""

    category: ClassVar[str] = "happening"

    id: UUID
    planned: events.HappeningPlanned | None = None
    status: HappeningStatus = HappeningStatus.DRAFT
    calendar: Calendar = field(default_factory=Calendar)
    counted: Mapping[date, events.HeadsCounted] = field(default_factory=dict)

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.planned.organisation,) if self.planned else ()

    @property
    def plan_of_today(self) -> events.HappeningPlanned:
        """Raises `NotFound` where nothing was planned."""
        if self.planned is None:
            raise NotFound
        return self.planned

    def days_to_come(self, now: datetime) -> tuple[date, ...]:
        """The days for which anybody can still register: they are public, and not begun."""
        if self.status is not HappeningStatus.PUBLISHED:
            return ()
        return tuple(each.day for each in self.calendar.held if each.starts_at > now)

    def days_to_join(self, now: datetime) -> tuple[date, ...]:
        """The same for whoever is new to it: a closed group takes nobody once it has begun."""
        days = self.days_to_come(now)
        return () if days and self.takes_nobody_new(now) else days

    def takes_nobody_new(self, now: datetime) -> bool:
        """Is it a closed group that has begun?"""
        return rules.is_closed(self.plan_of_today) and self.calendar.has_begun(now)

    def plan(self, planned: events.HappeningPlanned) -> Happened:
        """Say what it is, or say it anew."""
        if self.planned is not None and replace(self.planned, on=planned.on) == planned:
            return []
        self._must_go_on()
        rules.must_make_sense(planned)
        self._must_stay_closed_or_open(planned)
        return [planned]

    def publish(self, *, on: date, seats: int = 0, drop_in: bool = True) -> Happened:
        """Let everybody read of it; a closed group says first for how many."""
        if self.status is HappeningStatus.PUBLISHED:
            return []
        self._must_go_on()
        if not self.calendar.held:
            raise Refused("Plan first when it is.", code="no_days")
        rules.must_suit(self.plan_of_today, seats=seats, drop_in=drop_in)
        return [events.HappeningPublished(happening_id=self.plan_of_today.happening_id, on=on)]

    def cancel(self, *, on: date) -> Happened:
        """Nothing of it that is still to come takes place."""
        if self.status is HappeningStatus.CANCELLED:
            return []
        return [events.HappeningCancelled(happening_id=self.plan_of_today.happening_id, on=on)]

    def plan_day(self, planned: events.DayPlanned, *, now: datetime) -> Happened:
        """Say when it is on a day, or say it anew."""
        if self.planned is None:
            raise NotFound
        if self.calendar.says(planned):
            return []
        self._must_go_on()
        self.calendar.must_take(planned, now)
        return [planned]

    def cancel_day(self, day: date, *, now: datetime) -> Happened:
        """Let that time not take place."""
        time = self.calendar.planned_on(day)
        if time.is_cancelled:
            return []
        self._must_go_on()
        time.must_come(now)
        return [events.DayCancelled(happening_id=self.id, day=day, on=day_of(now))]

    def count(self, heads: events.HeadsCounted, *, now: datetime) -> Happened:
        """Say how many came on a day, once it has begun."""
        if self.counted.get(heads.day) == heads:
            return []
        self.calendar.must_have_begun(heads.day, now)
        return [heads]

    def evolve(self, event: HappeningEvent) -> Self:
        match event:
            case events.HappeningPlanned():
                return replace(self, planned=event)
            case events.HappeningPublished():
                return replace(self, status=HappeningStatus.PUBLISHED)
            case events.HappeningCancelled(on=on):
                off = replace(self.calendar, cancelled_on=on)
                status = HappeningStatus.CANCELLED
                return replace(self, status=status, calendar=off)
            case events.DayPlanned():
                return replace(self, calendar=self.calendar.plan(event))
            case events.DayCancelled(day=day):
                return replace(self, calendar=self.calendar.cancel(day))
            case events.HeadsCounted(day=day):
                return replace(self, counted={**self.counted, day: event})
            case _:
                assert_never(event)

    def _must_stay_closed_or_open(self, planned: events.HappeningPlanned) -> None:
        """Whoever registered knows with whom they will sit."""
        is_public = self.planned is not None and self.status is HappeningStatus.PUBLISHED
        if is_public and rules.is_closed(self.plan_of_today) != rules.is_closed(planned):
            raise Invalid(
                "Once it is published a closed group stays closed, and an open event open.",
                code="closed",
                field="kind",
            )

    def _must_go_on(self) -> None:
        if self.status is HappeningStatus.CANCELLED:
            raise Refused("This was cancelled.", code="cancelled")
