"""What can be asked of reports, and which lines and neighbours answer; nothing is stored."""

from datetime import date

import pytest

from services.reporting.disclosure.cells import ALL
from services.reporting.editions.events import Spread
from services.reporting.figures.domain import Cell, Report, ReportQuery, as_of, report_query
from services.reporting.figures.rules import Scope, kind_of, lines, longest
from services.reporting.indicators.months import Range
from shared.kernel.aggregate import Invalid
from tests.reporting.showing import Shown

USUAL = Range("2025-04", "2026-03")
MARCH, SPRING = Range("2026-03", "2026-03"), Range("2026-03", "2026-05")


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
        ([("2026-04", "2026-04"), ("2026-03", "2026-04")], Range("2026-03", "2026-04")),
        ([], SPRING),
    ],
)
def test_of_a_period_the_longest_and_then_the_last_part_that_is_shown(
    months: list[tuple[str, str]], expected: Range
) -> None:
    cells = {Cell(Range(first, last)): 7 for first, last in months}
    assert longest(Shown(cells), ("accepted", "queued"), SPRING) == expected


def test_a_part_is_shown_when_all_its_figures_are() -> None:
    cells = {Cell(SPRING): 7}
    for hidden in ("accepted", "queued"):
        reader = Shown(cells, hidden=(hidden,))
        assert longest(reader, ("accepted", "queued"), Range("2026-03", "2026-06")) == Range(
            "2026-03", "2026-06"
        )
        others = tuple({"accepted", "queued"} - {hidden})
        assert longest(reader, others, Range("2026-03", "2026-06")) == SPRING


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


TWO = Range("2026-03", "2026-04")
PARTS = {
    Cell(TWO): 20,
    Cell(TWO, class_="KEPT"): 10,
    Cell(TWO, class_="SHORT"): 10,
    Cell(TWO, class_="IMPROVED"): 15,
    Cell(MARCH): 5,
    Cell(TWO, programme="provider"): 16,
    Cell(TWO, programme="kaveri"): 8,
    Cell(TWO, programme="kaveri", class_="KEPT"): 6,
    Cell(TWO, place="853"): 4,
}


def parts(report: Report, name: str) -> list[tuple[str, str, int | None, int | None, int | None]]:
    """Of a figure each line that is shown: what it divides by, its part, the whole, the percent."""
    scope = Scope(ReportQuery(report, TWO), Shown(PARTS), ("kaveri",), ("provider",), ("853",))
    return [
        (
            line.group,
            line.code,
            line.numerator.value,
            line.denominator.value if line.denominator else None,
            line.percent,
        )
        for line in lines(scope)
        if line.name == name and line.numerator.value is not None
    ]


def test_ended_cases_are_divided_by_outcome_month_programme_and_place() -> None:
    assert parts(Report.OUTCOMES, "ended") == [
        ("total", "", 20, None, None),
        ("outcome", "IMPROVED", 15, 20, 75),
        ("month", "2026-03", 5, 20, 25),
        ("provider", "provider", 16, 20, 80),
        ("programme", "kaveri", 8, 20, 40),
        ("municipality", "853", 4, 20, 20),
    ]


def test_kept_promises_are_a_part_of_the_matches_that_ended() -> None:
    assert parts(Report.OUTCOMES, "parted") == [
        ("total", "", 10, 20, 50),
        ("programme", "kaveri", 6, 8, 75),
    ]
    of_kaveri = ReportQuery(Report.OUTCOMES, TWO, programme="kaveri")
    scope = Scope(of_kaveri, Shown(PARTS), ("kaveri",), ("provider",), ())
    assert [line.group for line in lines(scope) if line.name == "parted"] == ["total", "missing"]


def test_children_are_counted_beside_families_where_an_organisation_counts_its_own() -> None:
    def names(*own: str) -> list[tuple[str, str, str, int | None]]:
        scope = Scope(ReportQuery(Report.SUPPORT, TWO), Shown(PARTS, own=own), (), (), ("853",))
        return [
            (line.indicator, line.group, line.code, line.numerator.value)
            for line in lines(scope)
            if line.name == "children" and line.denominator is None
        ]

    assert names() == []
    assert names("children") == [
        ("M02", "total", "", 20),
        ("M02", "missing", "CHILDREN_UNTOLD", None),
        ("M02", "month", "2026-03", 5),
        ("M02", "month", "2026-04", None),
        ("M02", "municipality", "853", 4),
    ]


def test_waiting_and_kept_promises_say_the_median_of_the_whole_and_of_each_part() -> None:
    spreads = {
        Cell(TWO): Spread(median=3.0),
        Cell(MARCH): Spread(median=4.0),
        Cell(TWO, programme="kaveri"): Spread(median=5.0),
        Cell(TWO, place="853"): Spread(median=6.0),
    }

    def medians(report: Report, name: str) -> dict[str, float]:
        reader = Shown(PARTS, spreads=spreads)
        scope = Scope(ReportQuery(report, TWO), reader, ("kaveri",), (), ("853",))
        of_name = (line for line in lines(scope) if line.name == name)
        return {line.code: line.spread.median for line in of_name if line.spread}

    of_parts = {"2026-03": 4.0, "kaveri": 5.0, "853": 6.0}
    assert medians(Report.WAITING, "met") == {"": 3.0, **of_parts}
    assert medians(Report.OUTCOMES, "parted") == {"": 3.0, "kaveri": 5.0}
    assert medians(Report.DEMAND, "queued") == {"": 3.0, **of_parts}
    assert medians(Report.DEMAND, "accepted") == {}


def test_what_stands_at_an_end_of_a_month_is_no_part_of_the_whole() -> None:
    assert ("month", "2026-03", 5, None, None) in parts(Report.DEMAND, "queued")


def test_who_was_not_met_is_the_missing_row_of_waiting() -> None:
    rows = [(group, code) for name, group, code in divided(Report.WAITING) if name == "unmet"]
    assert rows == [("missing", "NOT_MET")]


def test_within_a_programme_no_other_is_a_part() -> None:
    query = ReportQuery(Report.SUPPORT, MARCH, programme="kaveri")
    scope = Scope(query, Shown({}), ("kaveri",), ("provider",), ("853",))
    assert [line.group for line in lines(scope)] == ["total", "missing", "month", "municipality"]


def test_a_place_says_its_kind() -> None:
    assert [kind_of(place) for place in ("area:turku", "county:02", "subregion:1", "853")] == [
        "area",
        "county",
        "subregion",
        "municipality",
    ]
