"""An invented region of some families, for editions: timelines with a fixed seed, and its grid."""

from datetime import date, timedelta
from random import Random

from services.common.codes import Outcome
from services.reporting.coverage.rules import Grid, grid
from services.reporting.facts.queries import Area
from services.reporting.indicators.timeline import ReferralTimeline
from tests.reporting.timelines import OTHER, PROVIDER, match, number, timeline

PROVIDED = {
    "kaveri": str(PROVIDER),
    "perhekummi": str(PROVIDER),
    "ystavaksi": str(PROVIDER),
    "perhelinja": str(OTHER),
    "amm": str(number(904)),
    "rinnalla": str(number(905)),
    "nuorten": str(number(906)),
}
AREAS = [
    Area(("kaveri", "perhekummi", "ystavaksi", "perhelinja"), (), ("05",)),
    Area(("amm",), (), ("05", "06")),
    Area(("rinnalla",), ("790",), ()),
    Area(("nuorten",), ("091",), ()),
]
SENDERS = [number(n) for n in range(910, 914)]
KINDS = ("SCHOOL", "HOME", "NEUVOLA", "SOCIAL_SERVICES", "KELA")


def region() -> Grid:
    return grid(AREAS, PROVIDED)


def families(
    count: int, *, seed: int = 1, first: date = date(2025, 11, 22)
) -> list[ReferralTimeline]:
    """A year of referrals, most of them to the largest programmes and towns."""
    random = Random(seed)
    return [_family(n, random, first) for n in range(count)]


def _family(n: int, random: Random, first: date) -> ReferralTimeline:
    home = sorted(code for code in region().areas if code not in "790 091")
    programme = random.choices(tuple(PROVIDED), (8, 4, 3, 3, 4, 2, 2))[0]
    place: str | None = random.choice(["853", "853", "202", "680", "734", *home])
    place = {"rinnalla": "790", "nuorten": "091"}.get(programme, place)
    referred = first + timedelta(days=random.randrange(365))
    days = [random.randrange(1, 25) for _ in range(3)]
    accepted = referred + timedelta(days=days[0]) if random.random() < 0.85 else None
    started = accepted and random.random() < 0.8 and accepted + timedelta(days=days[1])
    met = (started or None) and (started or first) + timedelta(days=days[2])
    ended = (
        started and random.random() < 0.4 and started + timedelta(days=random.randrange(40, 300))
    )
    return timeline(
        n,
        programme=programme,
        municipality=None if random.random() < 0.02 else place,
        provider=number(int(PROVIDED[programme][-12:], 16)),
        sender=random.choice(SENDERS),
        referrer_kind=random.choice(KINDS),
        referred_on=referred,
        answered_on=accepted,
        accepted_on=accepted,
        met_on=met,
        closed_on=ended or None,
        outcome=random.choice(list(Outcome)) if ended else None,
        matches=(
            match(n, agreed_on=started, started_on=started, ended_on=ended or None, least_months=6),
        )
        if started
        else (),
    )
