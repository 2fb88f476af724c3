"""The grid of an edition: which places it has, and what each is part of."""

from datetime import date

import pytest

from services.common import geography
from services.reporting.coverage.rules import (
    ELSEWHERE,
    EVERYWHERE,
    ONE_CLASS,
    OPEN,
    WITHHELD,
    Grid,
    grid,
)
from services.reporting.disclosure.cube import ALL
from services.reporting.facts.queries import Area
from services.reporting.indicators.catalogue import INDICATORS
from services.reporting.indicators.counted import Counted
from services.reporting.indicators.timeline import ReferralTimeline
from tests.reporting.timelines import timeline

PROVIDED = {"kaveri": "mll", "perhekummi": "mll", "tukihenkilo": "siipisulka"}
TURKU, LAITILA, SASTAMALA = "853", "400", "790"


def counted(row: ReferralTimeline, class_: str) -> Counted:
    return Counted(row.referral_id, date(2026, 3, 1), row, class_)


def of(**served: str) -> Grid:
    places = {name: frozenset(codes.split()) for name, codes in served.items()}
    return Grid(PROVIDED, places)


def test_a_place_is_part_of_its_subregion_its_county_and_the_region() -> None:
    _, subregion, county = geography.areas_of(TURKU)
    assert of(kaveri=TURKU).parents == {
        TURKU: subregion,
        subregion: county,
        county: ALL,
        WITHHELD: ALL,
        ELSEWHERE: ALL,
    }


def test_a_subregion_of_two_counties_is_left_out() -> None:
    shared = two_counties()
    parents = of(kaveri=" ".join(shared)).parents
    counties = {code: geography.areas_of(code)[2] for code in shared}
    assert {code: parents[code] for code in shared} == counties
    alone = shared[0]
    assert of(kaveri=alone).parents[alone] == geography.areas_of(alone)[1]


def test_places_and_programmes_stand_in_one_order_however_they_came() -> None:
    codes = sorted(geography.municipalities())[:40]
    parents = [of(kaveri=" ".join(order)).parents for order in (codes, codes[::-1])]
    places = [code for code in parents[0] if code in codes]
    assert [list(each) for each in parents] == [list(parents[0])] * 2
    assert places == codes
    turned = Grid(dict(reversed(PROVIDED.items())), {}).layout(INDICATORS["accepted"])
    assert turned.programmes == ("kaveri", "perhekummi", "tukihenkilo", OPEN)


def two_counties() -> list[str]:
    """Two municipalities of one subregion that belong to different counties."""
    seen: dict[str, geography.Municipality] = {}
    for place in geography.municipalities().values():
        first = seen.setdefault(place.subregion, place)
        if first.county != place.county:
            return [first.code, place.code]
    raise AssertionError("Every subregion lies in one county.")


@pytest.mark.parametrize(
    ("place", "programme", "providers"),
    [
        (TURKU, "kaveri", {"mll"}),
        (TURKU, "perhekummi", set()),
        (TURKU, ALL, {"mll", "siipisulka"}),
        (LAITILA, ALL, {"siipisulka"}),
        (SASTAMALA, ALL, set()),
        (ALL, "tukihenkilo", {"siipisulka"}),
        (EVERYWHERE, "kaveri", {"mll"}),
        (WITHHELD, ALL, {"mll", "siipisulka"}),
        (WITHHELD, "perhekummi", set()),
        (ELSEWHERE, ALL, set()),
    ],
)
def test_who_can_have_people_where_is_known_from_the_agreements(
    place: str, programme: str, providers: set[str]
) -> None:
    layout = of(kaveri=TURKU, tukihenkilo=f"{TURKU} {LAITILA}").layout(INDICATORS["accepted"])
    assert layout.providers(place, programme) == providers


@pytest.mark.parametrize(
    ("municipality", "programme", "cell"),
    [
        (TURKU, "kaveri", (TURKU, "kaveri", "SCHOOL")),
        (None, "kaveri", (WITHHELD, "kaveri", "SCHOOL")),
        (SASTAMALA, "kaveri", (ELSEWHERE, "kaveri", "SCHOOL")),
        (TURKU, "unknown", (TURKU, OPEN, "SCHOOL")),
        (TURKU, None, (TURKU, OPEN, "SCHOOL")),
    ],
)
def test_every_counted_row_has_a_cell(
    municipality: str | None, programme: str | None, cell: tuple[str, str, str]
) -> None:
    row = counted(timeline(municipality=municipality, programme=programme), "SCHOOL")
    assert of(kaveri=TURKU).cell(INDICATORS["accepted"], row) == cell


def test_a_figure_without_places_or_classes_has_one_of_each() -> None:
    row = counted(timeline(), "")
    assert of(kaveri=TURKU).cell(INDICATORS["found"], row) == (EVERYWHERE, "kaveri", ONE_CLASS)


@pytest.mark.parametrize(
    ("key", "is_carried"),
    [
        (("2026-H1", TURKU, ALL, ALL), True),
        (("2026-H1", TURKU, "provider:mll", ALL), True),
        (("2026-H1", TURKU, OPEN, ALL), True),
        (("2026-H1", TURKU, "kaveri", ALL), False),
        (("2026-H1", TURKU, ALL, "SCHOOL"), False),
        (("2026-H1", "county:02", ALL, "SCHOOL"), True),
        (("2026-H1", "county:02", "kaveri", "SCHOOL"), False),
        (("2026-H1", "county:02", "kaveri", ALL), True),
        (("2026-H1", ALL, "kaveri", ALL), True),
        (("2026-H1", ALL, "provider:mll", ALL), True),
        (("2026-01", ALL, "provider:mll", ALL), False),
        (("2026-01", ALL, "kaveri", ALL), True),
        (("2026-01", TURKU, ALL, ALL), False),
        (("2026-01", "county:02", ALL, ALL), False),
        (("2026-01", ALL, ALL, "SCHOOL"), False),
    ],
)
def test_small_places_are_divided_by_provider_alone(
    key: tuple[str, str, str, str], is_carried: bool
) -> None:
    assert of(kaveri=TURKU).layout(INDICATORS["accepted"]).carries(key) == is_carried


def test_an_agreement_with_a_county_serves_all_its_municipalities() -> None:
    county = geography.municipality(TURKU).county
    areas = [
        Area(programmes=("kaveri",), municipalities=(SASTAMALA, "999"), counties=()),
        Area(programmes=("kaveri", "perhekummi"), municipalities=(), counties=(county,)),
    ]
    of_county = {p.code for p in geography.municipalities().values() if p.county == county}
    assert grid(areas, PROVIDED).served == {
        "kaveri": of_county | {SASTAMALA},
        "perhekummi": of_county,
    }
