"""What support brought about: outcomes (M12) and whether it lasted as long as promised (M10)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.common.ages import months_after
from services.common.codes import Outcome
from services.reporting.indicators.counted import Counted
from services.reporting.indicators.months import Period
from services.reporting.indicators.timeline import ReferralTimeline

KEPT, SHORT = "KEPT", "SHORT"


@dataclass(frozen=True)
class Ended:
    """A match that began and ended."""

    match_id: UUID
    started_on: date
    ended_on: date
    least_months: int | None


def ended(timelines: Iterable[ReferralTimeline], period: Period) -> Iterator[Counted]:
    """M12 outcome split: cases closed in the period, by outcome; the classes add up to n.

    NOT_ASSESSED is the missing row. The outcome is the one stated at closing; a follow-up is
    another figure.
    """
    for timeline in timelines:
        if timeline.closed_on and timeline.closed_on in period:
            outcome = timeline.outcome or Outcome.NOT_ASSESSED
            yield Counted(timeline.referral_id, timeline.closed_on, timeline, outcome)


def minimum_kept(timelines: Iterable[ReferralTimeline], period: Period) -> Iterator[Counted]:
    """M10 kept minimum duration: matches ended in the period that had a minimum, kept or short.

    k = those with ended_on >= started_on + minimum; n = all ended in the period that had one.
    `value` is how many whole months they lasted. The minimum is the programme's, or what its
    support people promise.
    """
    for timeline, match in _ended_matches(timelines, period):
        if match.least_months is None:
            continue
        kept = match.ended_on >= months_after(match.started_on, match.least_months)
        months = whole_months(match.started_on, match.ended_on)
        yield Counted(match.match_id, match.ended_on, timeline, KEPT if kept else SHORT, months)


def without_minimum(timelines: Iterable[ReferralTimeline], period: Period) -> Iterator[Counted]:
    """The missing row of M10: matches ended in the period that no minimum was asked of."""
    for timeline, match in _ended_matches(timelines, period):
        if match.least_months is None:
            yield Counted(match.match_id, match.ended_on, timeline)


def whole_months(start: date, end: date) -> int:
    """How many whole months lie between two days."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if months_after(start, months) <= end else months - 1


def _ended_matches(
    timelines: Iterable[ReferralTimeline], period: Period
) -> Iterator[tuple[ReferralTimeline, Ended]]:
    for timeline in timelines:
        for match in timeline.matches:
            if match.started_on and match.ended_on and match.ended_on in period:
                days = (match.started_on, match.ended_on)
                yield timeline, Ended(match.match_id, *days, match.least_months)
