"""What a reader of editions gets for what was asked: the nearest rows, and never two divisions."""

import pytest

from services.reporting.disclosure.cells import ALL, Cells, Key, Kind
from services.reporting.disclosure.figures import NOT_PUBLISHED, SUPPRESSED
from services.reporting.disclosure.published import Published
from services.reporting.disclosure.rows import WHOLE
from services.reporting.editions.events import Spread
from services.reporting.editions.queries import Edition, InForce
from services.reporting.editions.rules import spread_key
from services.reporting.figures.domain import Cell
from services.reporting.figures.queries import PublishedFigures
from services.reporting.indicators.months import Range
from tests.reporting.timelines import number

HALF, MONTHS = "2026-01..2026-06", Range("2026-01", "2026-06")
PLACES = {"853": "area:turku", "734": "area:salo", "430": "area:loimaa"}
SALO = "area:salo+area:loimaa"
CELLS: dict[Key, int | None] = {
    ("2026-01..2026-04", *WHOLE): 20,
    ("2026-05..2026-06", *WHOLE): 9,
    (HALF, "area:turku", ALL, ALL): 19,
    (HALF, SALO, ALL, ALL): 10,
    (HALF, ALL, "kaveri", ALL): 11,
    (HALF, ALL, "perhekummi", ALL): 6,
    (HALF, ALL, "amm+open", ALL): 12,
}
PROVIDED = {"kaveri": "mll", "perhekummi": "mll", "amm": "siipisulka"}


def reader(cells: dict[Key, int | None], **spreads: Spread) -> PublishedFigures:
    newest = Edition(number(1), "2026-06", None, None, (), {}, {}, PLACES)  # type: ignore[arg-type]  # no day is read
    published = {"met": Published(Kind.FLOW, Cells(cells))}
    return PublishedFigures(InForce(newest, (), published, {"met": spreads}), PROVIDED)


@pytest.mark.parametrize(
    ("wanted", "answer", "value"),
    [
        (Cell(MONTHS), Cell(MONTHS), 29),
        (Cell(Range("2026-02", "2026-06")), Cell(Range("2026-05", "2026-06")), 9),
        (Cell(Range("2025-09", "2026-08")), Cell(MONTHS), 29),
        (Cell(MONTHS, place="853"), Cell(MONTHS, place="area:turku"), 19),
        (Cell(MONTHS, place="430"), Cell(MONTHS, place=SALO), 10),
        (Cell(Range("2026-03", "2026-09"), place="734"), Cell(MONTHS, place=SALO), 10),
        (Cell(MONTHS, programme="kaveri"), Cell(MONTHS, programme="kaveri"), 11),
        (Cell(MONTHS, programme="amm"), Cell(MONTHS, programme="amm+open"), 12),
    ],
)
def test_the_nearest_row_answers(wanted: Cell, answer: Cell, value: int) -> None:
    figures = reader(CELLS)
    assert figures.at("met", wanted) == answer
    assert figures.figure("met", answer).value == value


@pytest.mark.parametrize(
    "wanted",
    [
        Cell(MONTHS, place="853", programme="kaveri"),
        Cell(MONTHS, place="853", class_="SCHOOL"),
        Cell(MONTHS, place="999"),
        Cell(MONTHS, programme="provider:mll"),
    ],
)
def test_what_no_row_tells_is_not_published(wanted: Cell) -> None:
    figures = reader(CELLS)
    assert figures.figure("met", figures.at("met", wanted)) == NOT_PUBLISHED
    assert figures.figure("ended", wanted) == NOT_PUBLISHED


def test_a_table_has_its_rows_in_the_order_of_what_was_asked() -> None:
    places = [Cell(MONTHS, place=code) for code in ("area:salo", "area:turku")]
    rows = [(part.code, part.figure.value) for part in reader(CELLS).divided("met", "area", places)]
    assert rows == [(SALO, 10), ("area:turku", 19)]
    months = [Cell(Range(month, month)) for month in MONTHS]
    rows = [(p.code, p.figure.value) for p in reader(CELLS).divided("met", "month", months)]
    assert rows == [("2026-01..2026-04", 20), ("2026-05..2026-06", 9)]


def test_beside_a_place_nothing_is_divided() -> None:
    figures = reader(CELLS)
    months = [Cell(Range(month, month), place="853") for month in MONTHS]
    programmes = [Cell(MONTHS, place="853", programme=code) for code in PROVIDED]
    assert figures.divided("met", "month", months) == []
    assert figures.divided("met", "programme", programmes) == []


def test_an_organisation_is_shown_where_its_programmes_share_no_row_with_another() -> None:
    wanted = [Cell(MONTHS, programme=f"provider:{name}") for name in ("mll", "siipisulka")]
    parts = reader(CELLS).divided("met", "provider", wanted)
    assert [(part.code, part.figure.value) for part in parts] == [("provider:mll", 17)]


def test_a_table_of_one_row_is_the_whole_and_says_nothing_of_a_place() -> None:
    whole: dict[Key, int | None] = {(HALF, "+".join(PLACES.values()), ALL, ALL): 29}
    whole[HALF, "county:06", ALL, ALL] = 0
    figures = reader(whole)
    assert figures.divided("met", "area", [Cell(MONTHS, place="area:turku")]) == []
    assert figures.figure("met", Cell(MONTHS, place="853")) == NOT_PUBLISHED


def test_the_median_is_that_of_the_row_that_answers() -> None:
    spread = Spread(median=25.0)
    figures = reader(CELLS, **{spread_key(MONTHS, SALO, ALL): spread})
    assert figures.spread("met", figures.at("met", Cell(MONTHS, place="430"))) == spread
    assert figures.spread("met", Cell(MONTHS, place="area:turku")) is None


def test_editions_of_before_are_read_as_they_were() -> None:
    older: dict[Key, int | None] = {
        ("2026-H1", "400", ALL, ALL): 6,
        ("2026-H1", "430", ALL, ALL): None,
        ("2026-03", ALL, "kaveri", ALL): 8,
    }
    figures, march = reader(older), Range("2026-03", "2026-03")
    assert figures.figure("met", Cell(MONTHS, place="400")).value == 6
    assert figures.figure("met", Cell(MONTHS, place="430")) == SUPPRESSED
    assert figures.at("met", Cell(MONTHS, programme="kaveri")) == Cell(march, programme="kaveri")
