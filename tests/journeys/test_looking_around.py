"""Everybody's pages with months of a region in them: in Finnish, some in Swedish and English."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from services.platform.demo import people
from tests.journeys.clicking import DESK, Visitors, visiting
from tests.journeys.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-looking")]

PAGES = {  # person -> address -> name of the picture
    "coordinator-mll": {
        "/referral/": "worklist",
        "/referral/referrals/new": "referral-new",
        "/volunteers/": "pipeline",
        "/volunteers/matching": "families-who-wait",
        "/casework/": "cases-of-an-organisation",
        "/reporting/": "dashboard-of-an-organisation",
    },
    "municipal-turku": {
        "/referral/": "worklist-of-a-sender",
        "/referral/directory/programmes/kaveri": "programme",
    },
    "worker-siipisulka": {"/casework/": "my-cases", "/casework/visits/new": "visit-new"},
    "volunteer-mll": {"/volunteers/me": "me"},
    "vetting-mll": {"/volunteers/": "checks"},
    "regional": {
        "/reporting/": "dashboard",
        "/reporting/reports/demand": "report-demand",
        "/reporting/reports/waiting": "report-waiting",
        "/reporting/reports/support": "report-support",
        "/reporting/reports/outcomes": "report-outcomes",
        "/volunteers/": "refused",
        "/reporting/reports/nothing": "missing",
    },
    "admin": {"/referral/directory/publication": "publication"},
}
EVERYBODYS = {
    "/": "home",
    "/accessibility": "accessibility",
    "/privacy": "privacy",
    "/referral/directory": "directory",
}
ABROAD = {  # person and language -> the same
    ("municipal-turku", "fi"): EVERYBODYS,
    ("municipal-turku", "sv"): EVERYBODYS,
    ("municipal-turku", "en"): EVERYBODYS,
    ("coordinator-mll", "sv"): {"/referral/": "worklist", "/volunteers/": "pipeline"},
    ("worker-siipisulka", "sv"): {"/casework/": "my-cases", "/casework/visits/new": "visit-new"},
    ("regional", "sv"): {"/reporting/": "dashboard", "/reporting/reports/waiting": "waiting"},
}
FIRST = {  # person: list, and what its rows' links begin with -> name
    "coordinator-mll": {
        ("/referral/", "/referral/referrals/"): "referral",
        ("/volunteers/?stage=active", "/volunteers/people/"): "person",
        ("/volunteers/matching", "/volunteers/matching/"): "matching",
    },
    "worker-siipisulka": {("/casework/", "/casework/cases/"): "case"},
}


@pytest.fixture(scope="module")
def visitors(browser: "Browser", server_of_a_region: Server) -> Iterator[Visitors]:
    with visiting(browser, server_of_a_region.base, examined_at=DESK) as everybody:
        yield everybody


@pytest.mark.parametrize("sign_in", PAGES)
def test_a_persons_pages_read_well_in_finnish(visitors: Visitors, sign_in: str) -> None:
    person = visitors[sign_in]
    for path, name in PAGES[sign_in].items():
        person.opens(path, named=f"year-{name}")
        assert (person.language, person.titles) == ("fi", 1)
    assert person.wrong == []


@pytest.mark.parametrize("sign_in", FIRST)
def test_the_first_of_each_list_reads_well(visitors: Visitors, sign_in: str) -> None:
    person = visitors[sign_in]
    for (path, begins), name in FIRST[sign_in].items():
        person.opens(path)
        person.presses(person.page.locator(f'main th a[href^="{begins}"]').first)
        person.looks(f"year-{name}")
        assert (person.language, person.titles) == ("fi", 1)
    assert person.wrong == []


@pytest.mark.parametrize(("sign_in", "language"), ABROAD)
def test_pages_read_well_in_the_language_asked_for(
    visitors: Visitors, sign_in: str, language: str
) -> None:
    person = visitors[sign_in]
    for path, name in ABROAD[sign_in, language].items():
        person.opens(f"{path}?lang={language}", named=f"year-{name}-{language}")
        assert (person.language, person.titles) == (language, 1)
    person.opens("/?lang=fi")
    assert person.wrong == []


@pytest.mark.parametrize("sign_in", [person.sign_in for person in people.PEOPLE])
def test_everybodys_own_day_reads_well(visitors: Visitors, sign_in: str) -> None:
    person = visitors[sign_in]
    person.opens("/inbox")
    for language in ("sv", "fi"):
        person.opens(f"/?lang={language}", named=f"day-of-{sign_in}-{language}")
        assert (person.language, person.titles) == (language, 1)
        assert person.page.locator("nav [aria-current]").count() == 1
    assert person.wrong == []
