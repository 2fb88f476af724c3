"""How long people wait: from acceptance to the first meeting (M09), and how far they have come."""

from collections.abc import Iterable, Iterator

from services.reporting.indicators.counted import Counted
from services.reporting.indicators.months import Period
from services.reporting.indicators.ways import Way


def met(ways: Iterable[Way], period: Period) -> Iterator[Counted]:
    """M09 waiting time: days from acceptance to the first HELD meeting, if that is in the period.

    The median is taken of `value`; n is the number of rows. A meeting held before acceptance
    was written down counts as no waiting at all.
    """
    for way in ways:
        if way.accepted_on and way.met_on and way.met_on in period:
            days = max((way.met_on - way.accepted_on).days, 0)
            yield Counted(way.referral_id, way.met_on, way, value=days)


def unmet(ways: Iterable[Way], period: Period) -> Iterator[Counted]:
    """The missing row of M09: accepted cases closed in the period without any meeting held."""
    for way in ways:
        if way.accepted_on and way.met_on is None and way.closed_on and way.closed_on in period:
            yield Counted(way.referral_id, way.closed_on, way)


def found(ways: Iterable[Way], period: Period) -> Iterator[Counted]:
    """Referrals for which a support person and the family first agreed in the period.

    Where the team itself supports, nobody has to be found: its first meeting counts.
    """
    for way in ways:
        day = way.found_on if way.is_matched else way.met_on
        if day and day in period:
            yield Counted(way.referral_id, day, way)
