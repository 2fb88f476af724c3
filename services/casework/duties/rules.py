"""The times of a roster. Days and hours are those of the people; moments are UTC. All are pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from services.common.days import HELSINKI
from shared.kernel.aggregate import Invalid

LONGEST = timedelta(days=15)
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Span:
    """From one moment to another."""

    since: datetime
    until: datetime

    def holds(self, at: datetime) -> bool:
        return self.since <= at < self.until


@dataclass(frozen=True)
class Duty:
    """Who answers in which time."""

    id: UUID
    person: UUID
    span: Span


def moment(day: date, clock: str) -> datetime:
    """The moment at which the clock of the people shows that, in summer and winter time."""
    return datetime.combine(day, time.fromisoformat(clock), HELSINKI).astimezone(UTC)


def repeated(
    first_day: date, from_time: str, last_day: date, until_time: str, *, weeks: int
) -> list[Span]:
    """The same hours of the same days of so many weeks; refused where they make no sense."""
    spans = [
        Span(
            moment(first_day + number * A_WEEK, from_time),
            moment(last_day + number * A_WEEK, until_time),
        )
        for number in range(weeks)
    ]
    length = spans[0].until - spans[0].since
    if length <= timedelta(0):
        raise Invalid("It ends before it begins.", code="until", missing=["last_day"])
    if length > LONGEST:
        raise Invalid("Nobody answers for longer than 15 days.", code="long", missing=["last_day"])
    if weeks > 1 and length > A_WEEK:
        raise Invalid(
            "It is longer than the week that repeats it.", code="weeks", missing=["weeks"]
        )
    return spans


def overlapping(span: Span, others: Iterable[Span]) -> list[Span]:
    return [each for each in others if each.since < span.until and span.since < each.until]


def gaps(duties: Iterable[Duty], within: Span) -> Iterator[Span]:
    """When nobody answers, in order."""
    reached = within.since
    for each in sorted(duties, key=lambda duty: duty.span.since):
        if each.span.since > reached:
            yield Span(reached, min(each.span.since, within.until))
        reached = max(reached, each.span.until)
        if reached >= within.until:
            return
    yield Span(reached, within.until)
