"""When an open event is, and what it must say. Nothing here reads a clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Self

from services.common.codes import HappeningKind
from services.common.sessions.rules import moment
from services.referral.happenings.events import DayPlanned, HappeningPlanned
from shared.kernel.aggregate import Invalid, Refused

LANGUAGES = ("fi", "sv", "en")  # in which it is written
MOST_DAYS = 60


@dataclass(frozen=True)
class Time:
    """One time of it, as it was planned last."""

    plan: DayPlanned
    is_cancelled: bool = False
    moves: int = 0  # how often it was changed: calendars replace what they hold

    @property
    def day(self) -> date:
        return self.plan.day

    @property
    def starts_at(self) -> datetime:
        return moment(self.plan.day, self.plan.begins)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.plan.minutes)

    def says(self, other: DayPlanned) -> bool:
        """Does it say the same already?"""
        return not self.is_cancelled and replace(self.plan, on=other.on) == other

    def must_come(self, now: datetime) -> None:
        if self.starts_at <= now:
            raise Invalid("This time has begun already.", code="begun", field="day")


@dataclass(frozen=True)
class Calendar:
    """The times of an open event, one on a day."""

    times: Mapping[date, Time] = field(default_factory=dict)
    cancelled_on: date | None = None  # all that were to come; None: they take place

    @property
    def held(self) -> tuple[Time, ...]:
        """Those that take place, the first first."""
        live = (each for each in self.times.values() if self.takes_place(each))
        return tuple(sorted(live, key=lambda each: each.starts_at))

    def takes_place(self, time: Time) -> bool:
        off = self.cancelled_on
        return not time.is_cancelled and (off is None or time.day < off)

    def coming(self, now: datetime) -> tuple[Time, ...]:
        """Those that have not ended yet."""
        return tuple(each for each in self.held if each.ends_at > now)

    def has_begun(self, now: datetime) -> bool:
        """Has the first of those that take place begun?"""
        return any(each.starts_at <= now for each in self.held)

    def says(self, planned: DayPlanned) -> bool:
        """Is it planned like that already?"""
        before = self.times.get(planned.day)
        return before is not None and before.says(planned)

    def planned_on(self, day: date) -> Time:
        """The time of that day; raises `Invalid`."""
        if day not in self.times:
            raise Invalid("It is not planned on that day.", code="no_day", field="day")
        return self.times[day]

    def must_take(self, planned: DayPlanned, now: datetime) -> None:
        """Raise `Refused` for a time that is over, or one too many."""
        before = self.times.get(planned.day)
        if before is None and len(self.times) >= MOST_DAYS:
            raise Refused("There are too many days: plan another event.", code="too_many")
        if before is not None and not before.is_cancelled:
            before.must_come(now)
        Time(planned).must_come(now)

    def must_have_begun(self, day: date, now: datetime) -> None:
        time = self.planned_on(day)
        if not self.takes_place(time):
            raise Invalid("This time was cancelled.", code="cancelled", field="day")
        if time.starts_at > now:
            raise Invalid("This time is still to come.", code="to_come", field="day")

    def plan(self, planned: DayPlanned) -> Self:
        before = self.times.get(planned.day)
        moves = before.moves + 1 if before else 0
        return replace(self, times={**self.times, planned.day: Time(planned, moves=moves)})

    def cancel(self, day: date) -> Self:
        time = self.times[day]
        gone = replace(time, is_cancelled=True, moves=time.moves + 1)
        return replace(self, times={**self.times, day: gone})


def titles(plan: HappeningPlanned) -> dict[str, str]:
    """What it is called, in the languages in which it is written."""
    return _written(plan, "title")


def abouts(plan: HappeningPlanned) -> dict[str, str]:
    """What it is about, in the languages in which it is written."""
    return _written(plan, "about")


def rules_of(plan: HappeningPlanned) -> dict[str, str]:
    """What is agreed in it, in the languages in which it is written."""
    return _written(plan, "rules")


def spoken(plan: HappeningPlanned) -> tuple[str, ...]:
    """The languages that are spoken, each once."""
    return tuple(dict.fromkeys((plan.language, *plan.languages)))


def is_closed(plan: HappeningPlanned) -> bool:
    """Do the same people meet each time?"""
    return plan.kind == HappeningKind.PEER_GROUP


def must_suit(plan: HappeningPlanned, *, seats: int, drop_in: bool) -> None:
    """Raise `Invalid` for terms on which others would come each time."""
    if is_closed(plan) and not seats:
        raise Invalid("Say how many seats a closed group has.", code="no_seats", field="seats")
    if is_closed(plan) and drop_in:
        raise Invalid(
            "A closed group is the same people each time: nobody comes without registering.",
            code="drop_in",
            field="drop_in",
        )


def must_make_sense(plan: HappeningPlanned) -> None:
    """Raise `Invalid` for an announcement that leads nobody anywhere."""
    if not titles(plan):
        raise Invalid(
            "Say what it is called, in one language at least.", code="no_title", field="title_fi"
        )
    if not plan.place and not plan.link:
        raise Invalid(
            "Say where it is: a place, a link for those who are far, or both.",
            code="no_place",
            field="place",
        )
    if plan.place and not plan.municipality:
        raise Invalid(
            "Say in which municipality the place is.", code="no_town", field="municipality"
        )


def _written(plan: HappeningPlanned, what: str) -> dict[str, str]:
    written = ((each, str(getattr(plan, f"{what}_{each}"))) for each in LANGUAGES)
    return {language: text for language, text in written if text}
