"""A figure for any range of months is put together from shown rows, or it is not given."""

import pytest

from services.reporting.disclosure.cells import ALL, Cells, Key, Kind
from services.reporting.disclosure.figures import (
    NOT_PUBLISHED,
    SUPPRESSED,
    Figure,
    FigureStatus,
    percent,
    sum_of,
)
from services.reporting.disclosure.published import Published, TableRow
from services.reporting.disclosure.rows import WHOLE
from services.reporting.disclosure.tables import CLASS, PLACE, PROGRAMME

CELLS = Cells(
    {
        ("2026-05", *WHOLE): 9,  # as older editions said it: by month, half-year and pool
        ("2026-06", *WHOLE): 11,
        ("2026-H1", *WHOLE): 60,
        ("2026-H1", "400", ALL, ALL): 6,
        ("2026-07", *WHOLE): None,
        ("2026-08..2026-09", *WHOLE): 14,
        ("2026-10~~2026-11", *WHOLE): 30,
        ("2026-12..2026-12", *WHOLE): 8,
    }
)
FLOW = Published(Kind.FLOW, CELLS)


def shown(count: int, *periods: str, is_rounded: bool = False) -> Figure:
    status = FigureStatus.SHOWN if count else FigureStatus.NIL
    return Figure(status, count, periods, is_rounded)


@pytest.mark.parametrize(
    ("first", "last", "figure"),
    [
        ("2026-05", "2026-06", shown(20, "2026-05", "2026-06")),
        ("2026-01", "2026-06", shown(60, "2026-H1")),
        ("2026-08", "2026-09", shown(14, "2026-08..2026-09")),
        (
            "2026-08",
            "2026-12",
            shown(52, "2026-08..2026-09", "2026-10~~2026-11", "2026-12..2026-12", is_rounded=True),
        ),
        ("2026-01", "2026-07", SUPPRESSED),
        ("2026-09", "2026-09", SUPPRESSED),
        ("2026-01", "2027-01", NOT_PUBLISHED),
    ],
)
def test_a_range_is_the_sum_of_shown_rows_or_nothing(first: str, last: str, figure: Figure) -> None:
    assert FLOW.figure(first, last) == figure


def test_the_longest_range_with_a_figure_is_the_nearest() -> None:
    assert FLOW.nearest("2026-01", "2026-10") == ("2026-01", "2026-06")
    assert FLOW.nearest("2026-07", "2026-12") == ("2026-08", "2026-12")
    assert FLOW.nearest("2026-07", "2026-07") is None


def test_a_municipality_of_an_older_edition_is_read_as_it_was() -> None:
    assert FLOW.figure("2026-01", "2026-06", ("400", ALL, ALL)) == shown(6, "2026-H1")


def test_a_stock_is_that_of_the_last_month() -> None:
    stock = Published(Kind.STOCK, CELLS)
    assert stock.figure("2026-01", "2026-09") == shown(14, "2026-08..2026-09")


def test_people_are_never_added_up() -> None:
    people = Published(Kind.PEOPLE, CELLS)
    assert people.figure("2026-05", "2026-06") == SUPPRESSED
    assert people.figure("2026-08", "2026-09") == shown(14, "2026-08..2026-09")


def test_the_rows_of_time_are_the_shortest_that_there_are() -> None:
    people = Published(
        Kind.PEOPLE,
        Cells(
            {
                ("2026-01..2026-01", *WHOLE): 9,
                ("2026-02..2026-03", *WHOLE): 12,
                ("2026-01..2026-03", *WHOLE): 15,
            }
        ),
    )
    assert [months for months, _ in people.rows("2026-01", "2026-12")] == [
        ("2026-01", "2026-01"),
        ("2026-02", "2026-03"),
    ]


FIRST, SECOND = "2026-01..2026-06", "2026-07..2026-12"
TABLES = Cells(
    {
        (FIRST, "turku", ALL, ALL): 9,
        (FIRST, "salo+loimaa", ALL, ALL): 7,
        (SECOND, "turku", ALL, ALL): 12,
        (SECOND, "salo", ALL, ALL): 8,
        (SECOND, "loimaa", ALL, ALL): 6,
        ("2026-01~~2026-06", ALL, ALL, "IMPROVED"): 20,
    }
)
OF_FIRST = [
    TableRow(("turku",), shown(9, FIRST)),
    TableRow(("salo", "loimaa"), shown(7, FIRST)),
]


def test_a_table_is_of_its_term() -> None:
    flow = Published(Kind.FLOW, TABLES)
    months = ("2026-01", "2026-06")
    assert flow.table(PLACE, *months) == (months, OF_FIRST)
    assert flow.table(PLACE, "2025-11", "2026-10") == (months, OF_FIRST)
    assert flow.table(PLACE, "2026-07", "2026-08") == (months, OF_FIRST)
    assert flow.table(2, *months) is None


def test_older_months_by_programme_are_no_terms() -> None:
    older = Cells({("2026-01", ALL, "kaveri", ALL): 9, ("2026-02", ALL, "kaveri", ALL): None})
    assert Published(Kind.FLOW, older).table(PROGRAMME, "2026-01", "2026-02") is None


def test_terms_that_follow_each_other_are_one_table_of_what_all_can_give() -> None:
    flow = Published(Kind.FLOW, TABLES)
    assert flow.table(PLACE, "2026-01", "2026-12") == (
        ("2026-01", "2026-12"),
        [
            TableRow(("turku",), shown(21, FIRST, SECOND)),
            TableRow(("salo", "loimaa"), shown(21, FIRST, SECOND)),
        ],
    )


def test_a_coarse_term_spoils_no_finer_one() -> None:
    cells: dict[Key, int | None] = {(FIRST, "turku+salo+loimaa", ALL, ALL): 20}
    cells.update({(SECOND, place, ALL, ALL): 9 for place in ("turku", "salo", "loimaa")})
    flow = Published(Kind.FLOW, Cells(cells))
    table = flow.table(PLACE, "2026-01", "2026-12")
    assert table is not None
    assert (table[0], len(table[1])) == (("2026-07", "2026-12"), 3)


def test_who_stands_at_an_end_is_that_of_the_last_term() -> None:
    stock = Published(Kind.STOCK, TABLES)
    table = stock.table(PLACE, "2026-01", "2026-12")
    assert table is not None
    assert table[0] == ("2026-07", "2026-12")


def test_rounded_rows_say_so() -> None:
    table = Published(Kind.FLOW, TABLES).table(CLASS, "2026-01", "2026-06")
    assert table is not None
    assert table[1] == [TableRow(("IMPROVED",), shown(20, "2026-01~~2026-06", is_rounded=True))]


def test_a_sum_is_rounded_where_a_part_is() -> None:
    parts = [shown(5, "2026-01..2026-01"), shown(30, "2026-02~~2026-02", is_rounded=True)]
    assert sum_of(parts) == shown(35, "2026-01..2026-01", "2026-02~~2026-02", is_rounded=True)
    assert sum_of([]) == shown(0)


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
    assert percent(shown(part), shown(whole), least=least) == rounded


@pytest.mark.parametrize(("part", "whole"), [(SUPPRESSED, shown(40)), (shown(12), SUPPRESSED)])
def test_a_percent_needs_both_its_numbers(part: Figure, whole: Figure) -> None:
    assert percent(part, whole) is None
