"""What to ask instead of a figure that is hidden, and what a report can be divided by."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from services.reporting.disclosure.cells import ALL
from services.reporting.disclosure.figures import FigureStatus
from services.reporting.editions.events import Reached
from services.reporting.editions.queries import Edition
from services.reporting.figures.domain import Cell, Report, ReportQuery
from services.reporting.indicators.months import Range, year_to
from services.reporting.reports.rules import Alternative, Reading, above, alternatives, hidden
from tests.reporting.showing import Shown, shown

MARCH = Range("2026-03", "2026-03")
PARENTS = {"853": "subregion:1", "subregion:1": "county:02", "county:02": ALL, "202": "subregion:1"}
AREAS = {"853": "area:turku", "734": "area:salo", "761": "area:salo"}
QUERY = ReportQuery(Report.DEMAND, MARCH, place="853", programme="kaveri")


def reading(cells: Mapping[Cell, int]) -> Reading:
    return Reading(
        reader=Shown(cells),
        reached=(),
        edition=None,
        is_live=False,
        programmes=("kaveri",),
        providers=("first", "second"),
        places=AREAS,
        at=datetime(2026, 5, 3, tzinfo=UTC),
        last="2026-04",
        first="2025-06",
    )


def near(cells: Mapping[Cell, int]) -> list[Alternative]:
    return alternatives(reading(cells), QUERY)


def test_what_is_shown_has_no_alternatives() -> None:
    cells = {QUERY.cell: 7}
    assert (hidden(reading(cells), QUERY), near(cells)) == (None, [])
    assert hidden(reading({}), QUERY) is FigureStatus.SUPPRESSED
    live = replace(reading({Cell(MARCH): 9}), is_live=True)
    assert alternatives(live, QUERY) == []


def test_the_nearest_answers_are_the_same_without_the_programme_or_the_place() -> None:
    place, programme = replace(QUERY, programme=ALL), replace(QUERY, place=ALL)
    cells = {place.cell: 6, programme.cell: 9, Cell(MARCH): 20}
    assert near(cells) == [
        Alternative(place, shown(6)),
        Alternative(programme, shown(9)),
        Alternative(replace(place, place=ALL), shown(20)),
    ]


def test_all_months_that_there_are_answer_where_those_asked_for_do_not() -> None:
    longer = replace(QUERY, period=Range("2025-06", "2026-04"), programme=ALL)
    assert near({longer.cell: 30}) == [Alternative(longer, shown(30))]
    assert near({}) == []


@pytest.mark.parametrize("report", Report)
def test_each_report_has_a_main_figure_that_may_be_hidden(report: Report) -> None:
    assert hidden(reading({}), ReportQuery(report, MARCH)) is FigureStatus.SUPPRESSED


def test_a_report_of_the_region_has_its_areas_and_of_one_none() -> None:
    anywhere = reading({})
    of_region = anywhere.scope(ReportQuery(Report.DEMAND, MARCH), anywhere.reader)
    assert of_region.places == ("area:turku", "area:salo")
    assert anywhere.scope(QUERY, anywhere.reader).places == ()


def test_an_organisation_has_the_places_from_the_widest_on_and_those_withheld() -> None:
    places = {**PARENTS, "withheld": ALL, "elsewhere": ALL}
    own = replace(reading({}), places=places, is_live=True)
    of_region = own.scope(ReportQuery(Report.DEMAND, MARCH), own.reader)
    assert of_region.places == ("county:02", "subregion:1", "202", "853", "withheld")
    of_part = own.scope(ReportQuery(Report.DEMAND, MARCH, place="subregion:1"), own.reader)
    assert of_part.places == ("202", "853")


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
