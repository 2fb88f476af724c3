"""Rows of time: months are joined until everybody may read all deciding figures."""

from collections.abc import Mapping

import pytest

from services.reporting.disclosure.cells import ALL, Cells, Kind
from services.reporting.disclosure.counting import Row
from services.reporting.disclosure.edition import Shape, book, decide
from services.reporting.disclosure.rows import WHOLE, Level

MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04")
KINDS = {"asked": Kind.FLOW, "met": Kind.FLOW, "waiting": Kind.STOCK, "helped": Kind.PEOPLE}
ASKED = Level("asked", ("asked",))
MET = Level("met", ("met",), along=("waiting",), within="asked")
HELPED = Level("helped", ("helped",))
Counts = Mapping[str, tuple[tuple[int, int], ...]]  # figure -> each month: of mll, of siipisulka


def row(who: object, month: str, organisation: str) -> Row:
    return Row(who, (month, "853", organisation, "any"), (organisation,))


def rows(figure: str, counts: tuple[tuple[int, int], ...]) -> list[Row]:
    return [
        row((figure, month, organisation, n), month, organisation)
        for month, several in zip(MONTHS, counts, strict=False)
        for organisation, count in zip(("mll", "siipisulka"), several, strict=True)
        for n in range(count)
    ]


def editions(
    books: Mapping[str, list[Row]], *levels: Level, through: str = MONTHS[-1]
) -> dict[str, dict[str, int | None]]:
    """For each figure what the editions say of the whole region, by period."""
    cells_by_figure: dict[str, Cells] = {}
    for closing in (month for month in MONTHS if month <= through):
        until = {name: [r for r in rows if r.key[0] <= closing] for name, rows in books.items()}
        added = decide(Shape(KINDS, levels, ()), until, closing=closing, before=cells_by_figure)
        cells_by_figure = {
            name: cells_by_figure.get(name, Cells()) | cells
            for name, cells in {**cells_by_figure, **added}.items()
        }
    return {
        name: {key[0]: n for key, n in cells.cells.items() if key[1:] == WHOLE}
        for name, cells in cells_by_figure.items()
    }


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (((5, 5), (6, 6)), {"2026-01..2026-01": 10, "2026-02..2026-02": 12}),
        (((2, 2), (6, 6)), {"2026-01..2026-02": 16}),
        (((9, 4), (6, 1)), {"2026-01..2026-02": 20}),
        (((9, 0), (0, 0)), {"2026-01..2026-01": 9, "2026-02..2026-02": 0}),
        (((1, 1), (1, 1)), {}),
        (((9, 4), (9, 0)), {}),
    ],
)
def test_months_are_joined_until_nobody_is_left_with_a_few(
    months: tuple[tuple[int, int], ...], expected: dict[str, int]
) -> None:
    by_figure = editions({"asked": rows("asked", months)}, ASKED, through="2026-02")
    assert by_figure.get("asked", {}) == expected


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (((26, 3),), {}),
        (((27, 3),), {"2026-01~~2026-01": 30}),
        (((20, 1), (9, 2)), {"2026-01~~2026-02": 30}),
    ],
)
def test_where_one_organisation_does_nearly_all_a_great_number_is_rounded(
    months: tuple[tuple[int, int], ...], expected: dict[str, int]
) -> None:
    through = MONTHS[len(months) - 1]
    by_figure = editions({"asked": rows("asked", months)}, ASKED, through=through)
    assert by_figure.get("asked", {}) == expected


def test_a_level_has_a_row_only_where_the_level_around_has_one() -> None:
    asked_for, met = ((5, 5), (2, 2), (5, 5)), ((5, 5), (5, 5), (2, 3))
    by_figure = editions({"asked": rows("asked", asked_for), "met": rows("met", met)}, ASKED, MET)
    assert by_figure["asked"] == {
        "2026-01..2026-01": 10,
        "2026-02..2026-03": 14,
        "2026-04..2026-04": 0,
    }
    assert by_figure["met"] == {
        "2026-01..2026-01": 10,
        "2026-02..2026-03": 15,
        "2026-04..2026-04": 0,
    }


def test_what_stands_at_the_end_of_a_row_is_said_or_not_and_holds_up_nothing() -> None:
    books = {
        "asked": rows("asked", ((5, 5), (5, 5))),
        "met": rows("met", ((5, 5), (5, 5))),
        "waiting": rows("waiting", ((5, 4), (7, 7))),
    }
    by_figure = editions(books, ASKED, MET, through="2026-02")
    assert by_figure["waiting"] == {"2026-01..2026-01": None, "2026-02..2026-02": 14}


def staying(*months: tuple[int, int]) -> list[Row]:
    """For each month the first and the last of the families who are helped, all of mll."""
    return [
        row(who, month, "mll")
        for month, (first, last) in zip(MONTHS, months, strict=False)
        for who in range(first, last + 1)
    ]


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        (((1, 10), (1, 10)), {"2026-01..2026-01": 10, "2026-02..2026-02": 10}),
        (((1, 10), (1, 14)), {"2026-01..2026-01": 10}),
        (((1, 10), (1, 15)), {"2026-01..2026-01": 10, "2026-02..2026-02": 15}),
        (((1, 10), (5, 10)), {"2026-01..2026-01": 10}),
        (((1, 10), (6, 10)), {"2026-01..2026-01": 10, "2026-02..2026-02": 5}),
    ],
)
def test_of_people_nobody_reads_that_a_few_came_or_left(
    months: tuple[tuple[int, int], ...], expected: dict[str, int]
) -> None:
    by_figure = editions({"helped": staying(*months)}, HELPED, through="2026-02")
    rows_alone = {p: n for p, n in by_figure["helped"].items() if p != "2026-01..2026-02"}
    assert rows_alone == expected


def test_people_of_several_rows_are_counted_once() -> None:
    by_figure = editions({"helped": staying((1, 10), (6, 15), (6, 15))}, HELPED, through="2026-03")
    assert by_figure["helped"] == {
        "2026-01..2026-01": 10,
        "2026-02..2026-02": 10,
        "2026-01..2026-02": 15,
        "2026-03..2026-03": 10,
        "2026-01..2026-03": 15,
        "2026-02..2026-03": 10,
    }


def test_people_of_several_rows_are_rounded_where_a_row_of_them_is() -> None:
    months = ((1, 40), (1, 42), (1, 60))
    assert editions({"helped": staying(*months)}, HELPED, through="2026-03")["helped"] == {
        "2026-01..2026-01": 40,
        "2026-02~~2026-02": 40,
        "2026-01~~2026-02": 40,
        "2026-03..2026-03": 60,
        "2026-01~~2026-03": 60,
    }


def test_rows_go_on_after_months_that_older_editions_closed_by_themselves() -> None:
    older = {"asked": Cells({("2026-01", *WHOLE): 7, ("2026-02", *WHOLE): None})}
    books = {"asked": rows("asked", ((5, 5), (1, 1), (5, 5)))}
    added = decide(Shape(KINDS, (ASKED,), ()), books, closing="2026-03", before=older)
    assert added["asked"].cells == {("2026-03..2026-03", *WHOLE): 10}


def test_a_late_fact_is_counted_once_in_the_month_that_is_open() -> None:
    early, late = (row(n, "2026-01", "mll") for n in (1, 2))
    assert book([early, late], closing="2026-03", booked={1}) == [row(2, "2026-03", "mll")]


def test_a_fact_of_a_month_still_open_waits() -> None:
    assert book([row(1, "2026-04", "mll")], closing="2026-03", booked=set()) == []


def test_a_threshold_has_a_floor() -> None:
    shape = Shape(KINDS, (ASKED,), ())
    assert decide(shape, {}, closing="2026-01", before={}, threshold=3) != {}
    with pytest.raises(ValueError, match="below the least"):
        decide(shape, {}, closing="2026-01", before={}, threshold=2)


def test_decisions_survive_as_json() -> None:
    cells = Cells({("2026-01..2026-01", ALL, "a+b", ALL): 9, ("2026-01~~2026-01", *WHOLE): None})
    assert Cells.from_json(cells.to_json()) == cells
