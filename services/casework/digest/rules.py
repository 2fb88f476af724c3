"""From the book of a case to the figures of one period: pure rules.

Both days of a period are within it. Nobody is named: of a meeting only its decisions are taken, and
under a non-disclosure order none that would tell where the family is.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from services.casework.cases.domain import Case
from services.casework.course.domain import Course
from services.casework.entries.rules import EntryFacts
from services.casework.plan.rules import Goal, Measurement, Meeting, t_score
from services.casework.visits.rules import VisitFacts
from services.common.ages import months_after
from services.common.codes import (
    DisclosureLevel,
    EntryKind,
    EntryStatus,
    TeamRole,
    VisitKind,
    VisitStatus,
)
from services.common.summaries.domain import (
    Contacts,
    Digest,
    EntriesCounted,
    GoalReached,
    Measured,
    MeetingHeld,
    TeamPart,
)

A_DAY = timedelta(days=1)
HAPPENED = (EntryStatus.DONE, EntryStatus.MISSED)
TellsPlace = Callable[[str], bool]  # does a text tell where somebody is?


@dataclass(frozen=True)
class Period:
    """Both days are within it."""

    since: date
    until: date

    @property
    def days(self) -> dict[str, Any]:
        """By the names that events give them."""
        return {"since": self.since, "until": self.until}

    def __contains__(self, day: date) -> bool:
        return self.since <= day <= self.until


def next_period(
    opened_on: date, last_until: date | None, months: int | None, *, last_day: date
) -> Period:
    """What the next summary is about: on from the last, so many months, not beyond the last day."""
    since = last_until + A_DAY if last_until else opened_on
    until = last_day
    if months:
        until = min(until, months_after(last_until or opened_on, months))
    return Period(since, max(since, until))


def digest(
    case: Case,
    visits: Iterable[VisitFacts],
    period: Period,
    *,
    entries: Iterable[EntryFacts] = (),
    has_supporter: bool,
    tells_place: TellsPlace,
) -> Digest:
    """What the sender may read of the period, at the level that the case has."""
    plan, hides = case.plan, case.person.non_disclosure
    hidden = tells_place if hides else _nothing
    goals = [goal for goal in plan.goals if goal.set_on <= period.until]
    before, after = _phases(case.course, period)
    whole = Digest(
        level=DisclosureLevel.L3,
        contacts=contacts(visits, period),
        entries=written(entries, period),
        phase_before=before,
        phase_after=after,
        tasks_done=_tasks(case.course, period, waived=False),
        tasks_waived=_tasks(case.course, period, waived=True),
        team=_team(case.team.values()),
        has_supporter=has_supporter,
        goals=tuple(_goal(goal, period, hidden) for goal in goals),
        gas_before=_gas(goals, period.since),
        gas_after=_gas(goals, period.until),
        measures=measures(plan.measurements, period),
        meetings=tuple(_meeting(each, hidden) for each in plan.meetings if each.held_on in period),
        hides_places=hides,
    )
    return whole.at(DisclosureLevel(case.person.disclosure_level))


def contacts(visits: Iterable[VisitFacts], period: Period) -> tuple[Contacts, ...]:
    """How often people met by each kind, in the order of kinds; none of a kind that was not."""
    within = [each for each in visits if each.held_on in period]
    by_kind = {kind: [each for each in within if each.kind is kind] for kind in VisitKind}
    return tuple(_counted(kind, those) for kind, those in by_kind.items() if those)


def _counted(kind: VisitKind, visits: list[VisitFacts]) -> Contacts:
    held = [each for each in visits if each.status is VisitStatus.HELD]
    return Contacts(
        kind=kind,
        held=len(held),
        missed=sum(each.status is VisitStatus.MISSED for each in visits),
        cancelled=sum(each.status is VisitStatus.CANCELLED for each in visits),
        minutes=sum(each.minutes for each in held),
    )


def written(entries: Iterable[EntryFacts], period: Period) -> tuple[EntriesCounted, ...]:
    """What is beside the visits, in the order of kinds; not what waits or was called off."""
    within = [each for each in entries if each.held_on in period and each.status in HAPPENED]
    by_kind = {kind: [each for each in within if each.kind is kind] for kind in EntryKind}
    return tuple(_of_kind(kind, those) for kind, those in by_kind.items() if those)


def _of_kind(kind: EntryKind, entries: list[EntryFacts]) -> EntriesCounted:
    return EntriesCounted(
        kind=kind,
        number=len(entries),
        missed=sum(each.status is EntryStatus.MISSED for each in entries),
        minutes=sum(each.minutes for each in entries),
        costs=sum((each.costs for each in entries), Decimal(0)),
    )


def measures(taken: Iterable[Measurement], period: Period) -> tuple[Measured, ...]:
    """Each indicator's first and last value of the period, in the order of its first."""
    by_indicator: dict[str, list[Measurement]] = {}
    for each in sorted(taken, key=lambda m: m.measured_on):
        if each.measured_on in period:
            by_indicator.setdefault(each.indicator, []).append(each)
    return tuple(
        Measured(
            indicator=indicator,
            first=those[0].value,
            first_on=those[0].measured_on,
            last=those[-1].value,
            last_on=those[-1].measured_on,
        )
        for indicator, those in by_indicator.items()
    )


def score_on(goal: Goal, day: date) -> int | None:
    """The newest score of a goal by that day; None before the first."""
    by_then = [score.value for score in goal.scores if score.assessed_on <= day]
    return by_then[-1] if by_then else None


def _goal(goal: Goal, period: Period, hidden: TellsPlace) -> GoalReached:
    return GoalReached(
        text="" if hidden(goal.text) else goal.text,
        set_on=goal.set_on,
        before=score_on(goal, period.since),
        after=score_on(goal, period.until),
    )


def _gas(goals: list[Goal], day: date) -> Decimal | None:
    by_then = [(goal.weight, score_on(goal, day)) for goal in goals]
    return t_score([(weight, score) for weight, score in by_then if score is not None])


def _meeting(meeting: Meeting, hidden: TellsPlace) -> MeetingHeld:
    return MeetingHeld(
        held_on=meeting.held_on,
        goals_being_met=meeting.goals_being_met,
        decisions="" if hidden(meeting.decisions) else meeting.decisions,
    )


def _nothing(_text: str) -> bool:
    return False


def _phases(course: Course, period: Period) -> tuple[str | None, str | None]:
    """The phase when the period began, and when it ended."""
    if not course.stays:
        return None, None
    first = course.stays[0].phase
    begun = [stay.phase for stay in course.stays if stay.since <= period.since]
    ended = [stay.phase for stay in course.stays if stay.since <= period.until]
    return (begun or [first])[-1], (ended or [first])[-1]


def _tasks(course: Course, period: Period, *, waived: bool) -> tuple[str, ...]:
    return tuple(
        code
        for code, day in course.settled.items()
        if day in period and (code in course.waived) is waived
    )


def _team(roles: Iterable[TeamRole]) -> tuple[TeamPart, ...]:
    held = list(roles)
    return tuple(TeamPart(role=role, people=held.count(role)) for role in TeamRole if role in held)
