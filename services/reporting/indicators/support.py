"""Who is supported (M02)."""

from collections.abc import Iterable, Iterator

from services.reporting.indicators.counted import Counted
from services.reporting.indicators.months import Period
from services.reporting.indicators.timeline import ReferralTimeline


def supported(timelines: Iterable[ReferralTimeline], period: Period) -> Iterator[Counted]:
    """M02 supported families: referrals with at least one day of active support in the period.

    A match is active from its start to its end, both days included: started_on <= to and
    (ended_on is null or ended_on >= from). Where the team itself supports: from the first
    meeting to the closing. A family counts once, however many matches it has had. One referral
    is one family; children and parents are not told apart in the public events.
    """
    first, last = period.starts_on, period.ends_on
    for timeline in timelines:
        if timeline.is_supported(first=first, last=last):
            yield Counted(timeline.referral_id, last, timeline)


def unsupported(timelines: Iterable[ReferralTimeline], period: Period) -> Iterator[Counted]:
    """The missing row of M02: accepted, not closed before the period, and no support in it."""
    first, last = period.starts_on, period.ends_on
    for timeline in timelines:
        if timeline.accepted_on is None or timeline.accepted_on > last:
            continue
        if (
            timeline.closed_on is None or timeline.closed_on >= first
        ) and not timeline.is_supported(first=first, last=last):
            yield Counted(timeline.referral_id, last, timeline)
