"""The shape of an edition: which areas and programmes it has, and what decides together."""

from datetime import date

import pytest

from services.common import geography
from services.common.codes import Outcome, ReferrerKind
from services.reporting.coverage.rules import (
    BEGUN,
    DEMAND,
    ELSEWHERE,
    ENDED,
    HELPED,
    LEVELS,
    ONE_CLASS,
    OPEN,
    WITHHELD,
    Grid,
    grid,
)
from services.reporting.disclosure.tables import CLASS, PLACE, PROGRAMME
from services.reporting.facts.queries import Area
from services.reporting.indicators.catalogue import INDICATORS
from services.reporting.indicators.counted import Counted
from services.reporting.indicators.timeline import ReferralTimeline
from tests.reporting.timelines import timeline

PROVIDED = {"kaveri": "mll", "tukihenkilo": "siipisulka", "perhekummi": "mll"}
TURKU, LAITILA, SASTAMALA, PORI = "853", "400", "790", "609"


def counted(row: ReferralTimeline, class_: str) -> Counted:
    return Counted(row.referral_id, date(2026, 3, 1), row, class_)


def of(**served: str) -> Grid:
    places = {name: frozenset(codes.split()) for name, codes in served.items()}
    return Grid(PROVIDED, places)


def leaves(shape: Grid, axis: int) -> tuple[str, ...]:
    return next(each.leaves for each in shape.shape.divisions if each.axis == axis)


def test_a_municipality_lies_in_an_area_that_is_drawn_or_in_its_county() -> None:
    assert of(kaveri=f"{TURKU} {LAITILA} {PORI}").areas == {
        TURKU: "area:turku",
        LAITILA: "area:vakka-suomi",
        PORI: "county:06",
    }


def test_every_municipality_lies_in_one_area_and_neighbours_stand_side_by_side() -> None:
    areas = list(geography.reporting_areas())
    assert areas[:8] == [
        "area:turku",
        "area:kaarina",
        "area:raisio",
        "area:salo",
        "area:loimaa",
        "area:vakka-suomi",
        "area:turunmaa",
        "area:sastamala",
    ]
    assert {geography.reporting_area(code) for code in geography.municipalities()} == set(areas)
    drawn = [c for c in geography.municipalities() if geography.reporting_area(c)[0] != "c"]
    of_county = {c for c, place in geography.municipalities().items() if place.county == "05"}
    assert set(drawn) - of_county == {"619", SASTAMALA}


def test_areas_are_those_that_agreements_name_and_two_that_keep_everybody() -> None:
    shape = of(kaveri=f"{PORI} {LAITILA} {TURKU}")
    named = ("area:turku", "area:vakka-suomi", "county:06")
    assert leaves(shape, PLACE) == (*named, ELSEWHERE, WITHHELD)


def test_programmes_stand_beside_those_of_their_provider_after_those_that_nobody_offers() -> None:
    assert leaves(of(kaveri=TURKU, tukihenkilo=TURKU), PROGRAMME) == (
        "perhekummi",
        "kaveri",
        "tukihenkilo",
        OPEN,
    )
    turned = Grid(dict(reversed(PROVIDED.items())), {})
    assert leaves(turned, PROGRAMME) == ("kaveri", "perhekummi", "tukihenkilo", OPEN)


@pytest.mark.parametrize(
    ("municipality", "programme", "cell", "placed"),
    [
        (TURKU, "kaveri", (TURKU, "kaveri"), "area:turku"),
        (None, "kaveri", (WITHHELD, "kaveri"), WITHHELD),
        (SASTAMALA, "kaveri", (SASTAMALA, "kaveri"), ELSEWHERE),
        (TURKU, "unknown", (TURKU, OPEN), "area:turku"),
        (TURKU, None, (TURKU, OPEN), "area:turku"),
    ],
)
def test_every_counted_row_has_a_cell(
    municipality: str | None, programme: str | None, cell: tuple[str, str], placed: str
) -> None:
    row = counted(timeline(municipality=municipality, programme=programme), "SCHOOL")
    shape = of(kaveri=TURKU)
    assert shape.cell(row) == (*cell, "SCHOOL")
    assert shape.placed(("2026-03", *shape.cell(row))) == ("2026-03", placed, cell[1], "SCHOOL")


def test_a_figure_without_classes_has_one() -> None:
    assert of(kaveri=TURKU).cell(counted(timeline(), "")) == (TURKU, "kaveri", ONE_CLASS)


def test_every_figure_belongs_to_one_level_that_lies_within_another() -> None:
    figures = [name for level in LEVELS for name in (*level.deciding, *level.along)]
    assert sorted(figures) == sorted(INDICATORS)
    assert [(level.name, level.within) for level in LEVELS] == [
        ("demand", ""),
        ("begun", "demand"),
        ("helped", "begun"),
        ("ended", "helped"),
        ("never met", "begun"),
    ]


def test_what_is_divided_into_classes() -> None:
    classes = {
        each.figures: (each.leaves, each.all_tell)
        for each in of(kaveri=TURKU).shape.divisions
        if each.axis == CLASS
    }
    assert classes == {
        ("accepted",): (tuple(ReferrerKind), False),
        ("ended",): (tuple(Outcome), True),
        ("parted",): (("KEPT", "SHORT"), False),
    }


def test_places_and_programmes_divide_all_figures_of_a_level_in_one_way() -> None:
    divisions = of(kaveri=TURKU).shape.divisions
    for axis in (PLACE, PROGRAMME):
        assert [each.figures for each in divisions if each.axis == axis] == [
            level.deciding for level in (DEMAND, BEGUN, HELPED, ENDED)
        ]


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
