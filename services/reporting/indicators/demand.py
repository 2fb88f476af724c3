"""How much support is asked for: referral routes (M20) and the queue (M08)."""

from collections.abc import Iterable, Iterator

from services.reporting.indicators.counted import Counted
from services.reporting.indicators.months import Period
from services.reporting.indicators.timeline import ReferralTimeline


def received(timelines: Iterable[ReferralTimeline], period: Period) -> Iterator[Counted]:
    """Referrals by the day they are dated; what the shares of a funnel are taken of."""
    for timeline in timelines:
        if timeline.referred_on and timeline.referred_on in period:
            yield Counted(timeline.referral_id, timeline.referred_on, timeline)


def accepted(timelines: Iterable[ReferralTimeline], period: Period) -> Iterator[Counted]:
    """M20 referral routes: referrals accepted in the period, by source and municipality.

    Numerator: those of one source. Denominator: all accepted in the period. A withheld
    municipality is a row of its own, never left out.
    """
    for timeline in timelines:
        if timeline.accepted_on and timeline.accepted_on in period:
            yield Counted(
                timeline.referral_id, timeline.accepted_on, timeline, timeline.referrer_kind
            )


def queued(timelines: Iterable[ReferralTimeline], period: Period) -> Iterator[Counted]:
    """M08 queue at the period's last day d: accepted by d, support not begun, not closed at d.

    Support begins with a match's start; where the team itself supports, with the first meeting.
    Somebody whose support begins on d, or whose case is closed on d, waits no more.
    """
    day = period.ends_on
    for timeline in timelines:
        if timeline.accepted_on is None or timeline.accepted_on > day:
            continue
        gone = (timeline.supported_from, timeline.closed_on)
        if all(left is None or left > day for left in gone):
            yield Counted(
                timeline.referral_id, day, timeline, value=(day - timeline.accepted_on).days
            )
