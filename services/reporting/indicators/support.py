"""Who is supported, families and children (M02)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from uuid import uuid5

from services.reporting.indicators.counted import Counted
from services.reporting.indicators.months import Period
from services.reporting.indicators.timeline import ReferralTimeline


def supported(timelines: Iterable[ReferralTimeline], period: Period) -> Iterator[Counted]:
    """M02 supported families: referrals with at least one day of active support in the period.

    A match is active from its start to its end, both days included: started_on <= to and
    (ended_on is null or ended_on >= from). Where the team itself supports: from the first
    meeting to the closing. A family counts once, however many matches it has had. One referral
    is one family, and `children` counts its children.
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


def children(timelines: Iterable[ReferralTimeline], period: Period) -> Iterator[Counted]:
    """M02 supported children: those of the supported families, the siblings who come along too.

    How many a referral is for is told when it is accepted and when the register is put right. An
    adult's programme counts the children who are named, which may be none.
    """
    for row in supported(timelines, period):
        for number in range(row.timeline.children or 0):
            yield replace(row, who=uuid5(row.who, str(number)))


def untold_children(timelines: Iterable[ReferralTimeline], period: Period) -> Iterator[Counted]:
    """Their missing row: supported families of whom it was never told how many children they are.

    They were accepted before that was told with the acceptance.
    """
    for row in supported(timelines, period):
        if row.timeline.children is None:
            yield row
