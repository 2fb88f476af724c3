"""What can be asked of reports, and which lines and neighbours answer; nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest

from services.reporting.disclosure.cube import ALL
from services.reporting.disclosure.figures import Figure, FigureStatus
from services.reporting.editions.events import Spread
from services.reporting.figures.domain import Cell, Report, ReportQuery, as_of, report_query
from services.reporting.figures.rules import Scope, kind_of, lines, longest
from services.reporting.indicators.months import Range, year_to
from services.reporting.reports.rules import Alternative, Reading, above, alternatives, hidden
from shared.kernel.aggregate import Invalid

USUAL = Range("2025-04", "2026-03")
MARCH, SPRING = Range("2026-03", "2026-03"), Range("2026-03", "2026-05")
HIDDEN = Figure(FigureStatus.SUPPRESSED)
PARENTS = {"853": "subregion:1", "subregion:1": "county:02", "county:02": ALL, "202": "subregion:1"}


def shown(value: int) -> Figure:
    return Figure(FigureStatus.SHOWN if value else FigureStatus.NIL, value)


@dataclass(frozen=True)
class Shown:
    """A reader to whom these cells alone are shown."""

    cells: Mapping[Cell, int]
    published: Range | None = None
    least_for_percent: int = 5

    def figure(self, _indicator: str, cell: Cell) -> Figure:
        return shown(self.cells[cell]) if cell in self.cells else HIDDEN

    def spread(self, _indicator: str, _cell: Cell) -> Spread | None:
        return None

    def missing(self, _indicator: str, _cell: Cell) -> Figure:
        return HIDDEN

    def nearest(self, _period: Range) -> Range | None:
        return self.published


def question(**values: str) -> ReportQuery:
    return report_query(
        Report.DEMAND, values, usual=USUAL, places={"853"}, programmes={"kaveri", "provider"}
    )


def test_a_report_is_of_the_usual_months_unless_others_are_named() -> None:
    periods = [
        question(**values).period
        for values in (
            {},
            {"from": "", "to": ""},
            {"from": "2026-01"},
            {"to": "2025-06"},
            {"to": "2024-06"},
            {"from": "2026-02", "to": "2026-02"},
        )
    ]
    assert periods == [
        USUAL,
        USUAL,
        Range("2026-01", "2026-03"),
        Range("2025-04", "2025-06"),
        Range("2024-06", "2024-06"),
        Range("2026-02", "2026-02"),
    ]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"from": "2026-02", "to": "2026-01"}, "range"),
        ({"from": "2020-01", "to": "2025-01"}, "range"),
        ({"from": "2026-13"}, "month"),
        ({"to": "2026-3"}, "month"),
        ({"municipality": "999"}, "municipality"),
        ({"programme": "other"}, "programme"),
    ],
)
def test_a_wrong_word_is_refused(values: dict[str, str], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        question(**values)
    assert refused.value.code == code


def test_a_report_spans_sixty_months_at_most() -> None:
    assert question(**{"from": "2020-01", "to": "2024-12"}).period == Range("2020-01", "2024-12")
    with pytest.raises(Invalid, match="at most 60 months"):
        question(**{"from": "2020-01", "to": "2025-01"})


def test_a_filter_left_out_or_empty_narrows_nothing() -> None:
    named = question(municipality="853", programme="kaveri")
    assert (named.place, named.programme) == ("853", "kaveri")
    for values in ({}, {"municipality": "", "programme": ""}):
        assert (question(**values).place, question(**values).programme) == (ALL, ALL)


def test_figures_are_asked_for_as_of_a_day_until_today() -> None:
    today = date(2026, 3, 31)
    assert [as_of(values, today=today) for values in ({}, {"as_of": ""})] == [None, None]
    assert as_of({"as_of": "2026-03-31"}, today=today) == today
    for text in ("2026-04-01", "2026-02-30", "20260331", "yesterday"):
        with pytest.raises(Invalid) as refused:
            as_of({"as_of": text}, today=today)
        assert refused.value.code == "as-of"


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        ([("2026-03", "2026-05"), ("2026-03", "2026-03")], SPRING),
        ([("2026-03", "2026-04"), ("2026-05", "2026-05")], Range("2026-03", "2026-04")),
        ([("2026-03", "2026-04"), ("2026-04", "2026-05")], Range("2026-04", "2026-05")),
        ([("2026-03", "2026-03"), ("2026-05", "2026-05")], Range("2026-05", "2026-05")),
        ([("2026-03", "2026-03")], MARCH),
        ([], SPRING),
    ],
)
def test_of_a_period_the_longest_and_then_the_last_part_that_is_shown(
    months: list[tuple[str, str]], expected: Range
) -> None:
    cells = {Cell(Range(first, last)): 7 for first, last in months}
    assert longest(Shown(cells), ("accepted", "queued"), SPRING) == expected


def divided(report: Report) -> list[tuple[str, str, str]]:
    query = ReportQuery(report, MARCH)
    places = ("county:02", "subregion:1", "853")
    scope = Scope(query, Shown({}), ("kaveri",), ("provider",), places)
    return [(line.name, line.group, line.code) for line in lines(scope)]


ALL_DIVISIONS = [
    ("month", "2026-03"),
    ("provider", "provider"),
    ("programme", "kaveri"),
    ("county", "county:02"),
    ("subregion", "subregion:1"),
    ("municipality", "853"),
]


def test_a_figure_is_divided_by_month_programme_and_place() -> None:
    names = {"queued": Report.DEMAND, "met": Report.WAITING, "supported": Report.SUPPORT}
    for name, report in names.items():
        rows = [(group, code) for figure, group, code in divided(report) if figure == name]
        assert [row for row in rows if row[0] not in ("total", "missing")] == ALL_DIVISIONS


def test_within_a_programme_no_other_is_a_part() -> None:
    query = ReportQuery(Report.SUPPORT, MARCH, programme="kaveri")
    scope = Scope(query, Shown({}), ("kaveri",), ("provider",), ("853",))
    assert [line.group for line in lines(scope)] == ["total", "missing", "month", "municipality"]


def test_a_place_says_its_kind() -> None:
    assert [kind_of(place) for place in ("county:02", "subregion:1", "853")] == [
        "county",
        "subregion",
        "municipality",
    ]


QUERY = ReportQuery(Report.DEMAND, MARCH, place="853")


def reading(cells: Mapping[Cell, int], published: Range | None = None) -> Reading:
    return Reading(
        reader=Shown(cells, published),
        reached=(),
        edition=None,
        is_live=False,
        programmes=("kaveri",),
        providers=("first", "second"),
        places=PARENTS,
        at=datetime(2026, 5, 3, tzinfo=UTC),
        last="2026-04",
        first="2025-06",
    )


def near(cells: Mapping[Cell, int], published: Range | None = None) -> list[Alternative]:
    return alternatives(reading(cells, published), QUERY)


def test_what_is_shown_has_no_alternatives() -> None:
    cells = {QUERY.cell: 7}
    assert (hidden(reading(cells), QUERY), near(cells)) == (None, [])
    assert hidden(reading({}), QUERY) is FigureStatus.SUPPRESSED
    live = replace(reading({Cell(MARCH): 9}), is_live=True)
    assert alternatives(live, QUERY) == []


def test_the_nearest_answer_is_a_provider_of_the_place_then_the_place_around_it() -> None:
    first, second = (replace(QUERY, programme=name) for name in ("first", "second"))
    wider = replace(QUERY, place="subregion:1")
    cells = {first.cell: 6, second.cell: 0, wider.cell: 9, Cell(MARCH): 20}
    assert near(cells) == [Alternative(first, shown(6)), Alternative(wider, shown(9))]


def test_the_nearest_published_months_answer_before_longer_ones() -> None:
    april = Range("2026-04", "2026-04")
    nearest, longer = (
        replace(QUERY, period=april),
        replace(QUERY, period=Range("2025-06", "2026-04")),
    )
    cells = {nearest.cell: 6, longer.cell: 30}
    assert near(cells, april)[0] == Alternative(nearest, shown(6))
    assert near({longer.cell: 30}, april)[0] == Alternative(longer, shown(30))
    assert near(cells) == []


def test_a_place_lies_in_others_up_to_the_region() -> None:
    assert above("853", PARENTS) == ("subregion:1", "county:02", ALL)
    assert above(ALL, PARENTS) == ()


def test_the_usual_months_are_a_year_or_what_there_is() -> None:
    there_is = reading({})
    assert there_is.usual == Range("2025-06", "2026-04")
    assert replace(there_is, first="").usual == year_to("2026-04") == Range("2025-05", "2026-04")
    assert replace(there_is, first="2026-05").usual == Range("2026-04", "2026-04")
