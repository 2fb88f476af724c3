"""What to ask instead of a figure that is hidden, and what a report can be divided by."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from services.reporting.disclosure.cube import ALL
from services.reporting.disclosure.figures import FigureStatus
from services.reporting.editions.events import Reached
from services.reporting.editions.queries import Edition
from services.reporting.figures.domain import Cell, Report, ReportQuery
from services.reporting.indicators.months import Range, year_to
from services.reporting.reports.rules import Alternative, Reading, above, alternatives, hidden
from tests.reporting.showing import Shown, shown

MARCH = Range("2026-03", "2026-03")
PARENTS = {"853": "subregion:1", "subregion:1": "county:02", "county:02": ALL, "202": "subregion:1"}
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


def test_places_around_answer_until_one_answers_as_a_whole() -> None:
    subregion, county = (replace(QUERY, place=place) for place in ("subregion:1", "county:02"))
    of_provider = replace(subregion, programme="first")
    cells = {of_provider.cell: 6, county.cell: 9, Cell(MARCH): 20}
    assert near(cells) == [Alternative(of_provider, shown(6)), Alternative(county, shown(9))]
    assert near({county.cell: 9, Cell(MARCH): 20}) == [Alternative(county, shown(9))]


@pytest.mark.parametrize("report", Report)
def test_each_report_has_a_main_figure_that_may_be_hidden(report: Report) -> None:
    assert hidden(reading({}), ReportQuery(report, MARCH)) is FigureStatus.SUPPRESSED


def test_a_report_of_the_region_has_the_places_from_the_widest_on_and_those_withheld() -> None:
    places = {**PARENTS, "withheld": ALL, "elsewhere": ALL}
    anywhere = replace(reading({}), places=places)
    of_region = anywhere.scope(ReportQuery(Report.DEMAND, MARCH), anywhere.reader)
    assert of_region.places == ("county:02", "subregion:1", "202", "853", "withheld")
    of_part = anywhere.scope(replace(QUERY, place="subregion:1"), anywhere.reader)
    assert of_part.places == ("202", "853")


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
    since = replace(reading({Cell(Range("2026-03", "2026-04"), "853"): 8}, april), first="")
    assert alternatives(since, QUERY) == [
        Alternative(replace(QUERY, period=Range("2026-03", "2026-04")), shown(8))
    ]


REACHED = Reached(
    service="casework", position=7, head=7, missing=0, at=datetime(2026, 4, 1, tzinfo=UTC)
)


def test_figures_are_of_now_or_of_the_day_of_their_edition_and_complete_by_it() -> None:
    live = replace(reading({}), reached=(REACHED,))
    published_at = datetime(2026, 4, 1, tzinfo=UTC)
    edition = Edition(UUID(int=1), "2026-03", published_at.date(), published_at, (), {}, {}, {})
    of_edition = replace(live, edition=edition)
    assert [each.taken_at for each in (live, of_edition)] == [live.at, published_at]
    assert [each.is_complete for each in (live, of_edition)] == [False, True]


def test_a_place_lies_in_others_up_to_the_region() -> None:
    assert above("853", PARENTS) == ("subregion:1", "county:02", ALL)
    assert above(ALL, PARENTS) == ()


def test_the_usual_months_are_a_year_or_what_there_is() -> None:
    there_is = reading({})
    assert there_is.usual == Range("2025-06", "2026-04")
    assert replace(there_is, first="").usual == year_to("2026-04") == Range("2025-05", "2026-04")
    assert replace(there_is, first="2026-05").usual == Range("2026-04", "2026-04")
