"""A city and an NGO agree on what comes first next year, by clicking, in Finnish.

The NGO's proposal waits from before; the city answers with another one, and the NGO agrees.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.journeys.clicking import PHONE, Visitor, Visitors, visiting
from tests.journeys.families import ago, today
from tests.journeys.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-partnership")]
YEAR = str(today().year + 1)
AGREED = "Sovittu, versio 1"


@pytest.fixture
def visitors(browser: "Browser", server: Server) -> Iterator[Visitors]:
    with visiting(browser, server.base, examined_at=PHONE) as everybody:
        yield everybody


def test_a_city_and_an_ngo_agree_on_next_year(visitors: Visitors) -> None:
    city, ngo = visitors["municipal-turku"], visitors["coordinator-mll"]
    page = the_ngo_proposes(ngo)
    the_city_proposes_something_else(city, page)
    the_ngo_agrees(ngo, page)
    city.opens(page)
    assert AGREED in city.reads()
    city.looks("partnership-agreed")
    the_city_writes_down_the_meeting(city, page)
    assert visitors.wrong == []


def the_ngo_proposes(ngo: Visitor) -> str:
    """The address of the page that both read."""
    ngo.opens("/referral/directory")
    row = ngo.page.locator("tr:has-text('Turun kaupunki') a[href*='/directory/agreements/']")
    address = row.first.get_attribute("href") or ""
    ngo.presses(row.first)
    ngo.follows("/emphases")
    ngo.sends("/emphases", year=YEAR, programmes="perhekummi", share="50", text="Vauvaperheille.")
    assert "Odottaa vastausta" in ngo.reads()
    return address


def the_city_proposes_something_else(city: Visitor, page: str) -> None:
    city.opens(page)
    city.looks("partnership-waits")
    city.follows("/emphases?", anywhere=True)
    city.looks("partnership-proposal")
    city.sends("/emphases", share="40", text="Perhekummeja, mutta kavereita yhä eniten.")


def the_ngo_agrees(ngo: Visitor, page: str) -> None:
    ngo.opens(page)
    assert "Vastaehdotus tehty" in ngo.page.content()
    ngo.follows("/agreement")
    ngo.looks("partnership-agreement")
    ngo.sends("/agreement")
    assert AGREED in ngo.reads()


def the_city_writes_down_the_meeting(city: Visitor, page: str) -> None:
    city.follows("/meetings")
    city.looks("partnership-meeting")
    city.sends(
        "/meetings",
        held_on=ago(0),
        provider_roles="COORDINATION",
        party_roles="FIELD_WORK",
        decisions="Perhekummeja koulutetaan keväällä.",
    )
    assert "Perhekummeja koulutetaan keväällä." in city.reads()
