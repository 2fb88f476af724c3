"""Figures by clicking: an indicator is defined and revised, a published table read, editions found.

A regional coordinator writes a definition on a phone, looks at what it counts, keeps it; a worker
of the team reads the published table beside its own; a funder finds the open data in Swedish.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.journeys.clicking import PHONE, Visitors, visiting
from tests.journeys.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-promises")]
INDICATORS, TABLE, DATA = (
    "/reporting/new-indicators",
    "/reporting/published-table",
    "/reporting/open-data",
)
VISITS = {
    "name_fi": "Perheitä tavattu",
    "name_sv": "Familjer som träffats",
    "name_en": "Families met",
    "counted_event": "visit.logged",
    "dimensions": ["MONTH", "PROGRAMME"],
    "counting": "CASES",
}


@pytest.fixture
def visitors(browser: "Browser", server: Server) -> Iterator[Visitors]:
    with visiting(browser, server.base, examined_at=PHONE) as everybody:
        yield everybody


def test_an_indicator_is_looked_at_kept_and_revised(visitors: Visitors) -> None:
    region, reader = visitors["regional"], visitors["coordinator-mll"]
    region.page.set_viewport_size({"width": PHONE, "height": 812})
    region.opens(INDICATORS, named="indicators")
    region.follows(f"{INDICATORS}/new")
    region.fills("main form", **VISITS, conditions="status = LOST")
    preview, keep = (region.page.locator(f"main button[value={step}]") for step in ("look", "keep"))
    region.presses(preview)
    region.looks("indicator-refused")
    assert "HELD" in region.reads(".error-summary, [role=alert]")
    region.fills("main form", conditions="status = HELD")
    region.presses(preview)
    region.looks("indicator-preview")
    region.presses(keep)
    region.looks("indicator-kept")
    address = region.page.url.removeprefix(region.base)
    region.follows("/definition")
    region.fills("main form", conditions="status = HELD\nminutes >= 60")
    region.presses(preview)
    region.presses(keep)
    region.looks("indicator-versions")
    reader.opens(f"{address}?lang=sv", named="indicator-own")
    assert "Familjer som träffats" in reader.reads("h1")
    assert visitors.wrong == []


def test_a_published_table_and_the_open_data_are_read(visitors: Visitors) -> None:
    team, funder = visitors["worker-helsinki"], visitors["funder"]
    team.opens(TABLE, named="published-table")
    assert "80 %" in team.reads()
    funder.opens(f"{TABLE}?lang=sv", named="published-table-others")
    funder.opens(f"{DATA}?lang=sv", named="open-data")
    assert "CC BY 4.0" in funder.reads()
    assert visitors.wrong == []
