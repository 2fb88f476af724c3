"""How long people wait: from acceptance to the first meeting (M09), and how far they have come."""

from collections.abc import Iterable, Iterator

from services.reporting.indicators.counted import Counted
from services.reporting.indicators.months import Period
from services.reporting.indicators.timeline import ReferralTimeline


def first_meeting(timelines: Iterable[ReferralTimeline], period: Period) -> Iterator[Counted]:
    """M09 waiting time: days from acceptance to the first HELD meeting, if that is in the period.

    The median is taken of `value`; n is the number of rows. A meeting held before acceptance
    was written down counts as no waiting at all.
    """
    for timeline in timelines:
        if timeline.accepted_on and timeline.met_on and timeline.met_on in period:
            days = max((timeline.met_on - timeline.accepted_on).days, 0)
            yield Counted(timeline.referral_id, timeline.met_on, timeline, value=days)


def closed_without_meeting(
    timelines: Iterable[ReferralTimeline], period: Period
) -> Iterator[Counted]:
    """The missing row of M09: accepted cases closed in the period without any meeting held."""
    for timeline in timelines:
        if (
            timeline.accepted_on
            and timeline.met_on is None
            and timeline.closed_on
            and timeline.closed_on in period
        ):
            yield Counted(timeline.referral_id, timeline.closed_on, timeline)


def matched(timelines: Iterable[ReferralTimeline], period: Period) -> Iterator[Counted]:
    """Referrals for which a support person and the family first agreed in the period.

    Where the team itself supports, nobody has to be found: its first meeting counts.
    """
    for timeline in timelines:
        day = timeline.matched_on if timeline.is_matched else timeline.met_on
        if day and day in period:
            yield Counted(timeline.referral_id, day, timeline)
