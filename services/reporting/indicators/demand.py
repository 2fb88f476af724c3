"""How much support is asked for: referral routes (M20) and the queue (M08)."""

from collections.abc import Iterable, Iterator

from services.reporting.indicators.counted import Counted
from services.reporting.indicators.months import Period
from services.reporting.indicators.ways import Way


def received(ways: Iterable[Way], period: Period) -> Iterator[Counted]:
    """Referrals by the day they are dated; what the shares of a funnel are taken of."""
    for way in ways:
        if way.referred_on and way.referred_on in period:
            yield Counted(way.referral_id, way.referred_on, way)


def accepted(ways: Iterable[Way], period: Period) -> Iterator[Counted]:
    """M20 referral routes: referrals accepted in the period, by source and municipality.

    Numerator: those of one source. Denominator: all accepted in the period. A withheld
    municipality is a row of its own, never left out.
    """
    for way in ways:
        if way.accepted_on and way.accepted_on in period:
            yield Counted(way.referral_id, way.accepted_on, way, way.referrer_kind)


def queued(ways: Iterable[Way], period: Period) -> Iterator[Counted]:
    """M08 queue at the period's last day d: accepted by d, support not begun, not closed at d.

    Support begins with a match's start; where the team itself supports, with the first meeting.
    Somebody whose support begins on d, or whose case is closed on d, waits no more.
    """
    day = period.ends_on
    for way in ways:
        if way.accepted_on is None or way.accepted_on > day:
            continue
        gone = (way.supported_from, way.closed_on)
        if all(left is None or left > day for left in gone):
            yield Counted(way.referral_id, day, way, value=(day - way.accepted_on).days)
