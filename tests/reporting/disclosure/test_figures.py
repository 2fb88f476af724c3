"""A figure for any range of months is put together from shown cells, or it is not given."""

import pytest

from services.reporting.disclosure.cube import ALL
from services.reporting.disclosure.figures import (
    NOT_PUBLISHED,
    SUPPRESSED,
    Figure,
    FigureStatus,
    Published,
    may_show_median,
    percent,
)
from services.reporting.disclosure.layout import Kind
from services.reporting.disclosure.protect import Protected
from tests.reporting.disclosure.region import layout

CELLS = Protected(
    {
        ("2026-05", ALL, ALL, ALL): 9,
        ("2026-06", ALL, ALL, ALL): 11,
        ("2026-H1", ALL, ALL, ALL): 60,
        ("2026-07", ALL, ALL, ALL): None,
        ("2026-08", ALL, ALL, ALL): None,
        ("2026-07..2026-08", ALL, ALL, ALL): 14,
        ("2026-09", ALL, ALL, ALL): 8,
        ("2026-H1", "laitila", ALL, ALL): 6,
        ("2026-H1", "loimaa", ALL, ALL): None,
        ("2026-H1", "naantali", ALL, ALL): 0,
    }
)
FLOW = Published(layout(), CELLS)


def number(n: int) -> Figure:
    return Figure(FigureStatus.SHOWN, n)


@pytest.mark.parametrize(
    ("first", "last", "figure"),
    [
        ("2026-05", "2026-06", Figure(FigureStatus.SHOWN, 20, ("2026-05", "2026-06"))),
        ("2026-01", "2026-06", Figure(FigureStatus.SHOWN, 60, ("2026-H1",))),
        (
            "2026-01",
            "2026-09",
            Figure(FigureStatus.SHOWN, 82, ("2026-H1", "2026-07..2026-08", "2026-09")),
        ),
        ("2026-06", "2026-08", Figure(FigureStatus.SHOWN, 25, ("2026-06", "2026-07..2026-08"))),
        ("2026-01", "2026-07", SUPPRESSED),
        ("2026-08", "2026-09", SUPPRESSED),
        ("2026-02", "2026-06", SUPPRESSED),
        ("2026-01", "2026-10", NOT_PUBLISHED),
    ],
)
def test_a_range_is_the_sum_of_shown_periods_or_nothing(
    first: str, last: str, figure: Figure
) -> None:
    assert FLOW.figure(first=first, last=last) == figure


@pytest.mark.parametrize(
    ("place", "text"), [("laitila", "6"), ("loimaa", ".."), ("naantali", "–"), ("turku", "..")]
)
def test_a_cell_reads_as_its_number_as_dots_or_as_a_dash(place: str, text: str) -> None:
    assert FLOW.figure(first="2026-01", last="2026-06", place=place).text == text


def test_the_nearest_answerable_range_is_offered() -> None:
    assert FLOW.nearest(first="2026-01", last="2026-10") == ("2026-01", "2026-09")


def test_the_nearest_range_of_a_municipality_is_the_half_year() -> None:
    assert FLOW.nearest(first="2026-01", last="2026-10", place="laitila") == ("2026-01", "2026-06")


def test_where_nothing_is_shown_nothing_is_offered() -> None:
    assert FLOW.nearest(first="2026-01", last="2026-10", place="loimaa") is None


def test_a_stock_is_that_of_the_last_month() -> None:
    assert Published(layout(kind=Kind.STOCK), CELLS).figure(
        first="2026-01", last="2026-09"
    ) == Figure(FigureStatus.SHOWN, 8, ("2026-09",))


def test_people_are_never_added_up_over_periods() -> None:
    people = Published(layout(kind=Kind.PEOPLE), CELLS)
    assert people.figure(first="2026-05", last="2026-06") == SUPPRESSED


@pytest.mark.parametrize(
    ("part", "whole", "least", "rounded"),
    [
        (1, 8, 5, 13),
        (1, 200, 5, 1),
        (3, 4, 5, None),
        (2, 5, 5, 40),
        (29, 37, 10, 78),
        (7, 14, 10, 50),
        (5, 9, 10, None),
        (5, 9, 5, 56),
        (0, 0, 5, None),
    ],
)
def test_a_percent_is_a_whole_number_rounded_half_up(
    part: int, whole: int, least: int, rounded: int | None
) -> None:
    assert percent(number(part), number(whole), least=least) == rounded


@pytest.mark.parametrize(("part", "whole"), [(SUPPRESSED, number(40)), (number(12), SUPPRESSED)])
def test_a_percent_needs_both_its_numbers(part: Figure, whole: Figure) -> None:
    assert percent(part, whole) is None


@pytest.mark.parametrize(("n", "may"), [(SUPPRESSED, False), (number(4), False), (number(5), True)])
def test_a_median_needs_its_number_of_people(n: Figure, may: bool) -> None:
    assert may_show_median(n, threshold=5) is may
