"""Help made to measure by clicking: a class of Turku's from the request to what came of it.

A school's worker asks, a coordinator plans with them and both agree; heads and costs are written
down, it is closed and kept, and another organisation begins it again in Swedish elsewhere.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from services.platform.demo.people import fixed_id
from tests.journeys.clicking import PHONE, Visitor, Visitors, visiting
from tests.journeys.families import ago
from tests.journeys.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-promises")]
PAGES = "/referral/professionals/packages"
SAVE = "main .form-end button"
REQUEST = {
    "municipality": "853",
    "phenomenon": "Seitsemännellä luokalla osa jätetään ulkopuolelle.",
    "theme": "murrosika",
    "audience": "CLASS",
    "kind": "WORKSHOP_FOR_CLASS",
    "people": "24",
    "by_when": ago(-40),
}
SESSION = {"title": "Työpaja", "day": ago(1), "begins": "10:00", "minutes": "90", "place": "Koulu"}
TITLE = "Rauhaa luokkaan"
FOLKHALSAN = str(fixed_id("organisation:folkhalsan"))


@pytest.fixture
def visitors(browser: "Browser", server: Server) -> Iterator[Visitors]:
    with visiting(browser, server.base, examined_at=PHONE) as everybody:
        yield everybody


def test_a_class_is_helped_and_it_is_begun_again_elsewhere(visitors: Visitors) -> None:
    town, lead, partner = (
        visitors[each] for each in ("municipal-turku", "coordinator-mll", "coordinator-folkhalsan")
    )
    home = it_is_asked_for(town)
    it_is_planned(lead, home)
    a_partner_answers(partner, home)
    both_agree(town, lead, home)
    it_is_done_and_closed(lead, home)
    town.opens(home, named="package-closed")
    assert TITLE not in town.reads() and "Luokka sai säännöt" in town.reads()
    it_is_begun_again(partner)
    assert visitors.wrong == []


def saves(person: Visitor, name: str, **fields: object) -> None:
    """Fill in the form of the page, look at it and save it."""
    person.fills("main form", **fields)
    person.looks(name)
    person.presses(person.page.locator(SAVE).first)


def it_is_asked_for(town: Visitor) -> str:
    town.opens(PAGES, named="packages-none")
    town.follows(f"{PAGES}/new")
    saves(town, "package-request", **REQUEST)
    town.looks("package-open")
    return urlsplit(town.page.url).path


def it_is_planned(lead: Visitor, home: str) -> None:
    lead.until(PAGES, f'main a[href$="{home}"]')
    lead.follows(home, named="package-to-take")
    lead.sends("/taking")
    for part, fields in (
        ("scope", {"scope": "Työpaja luokalle ja ilta vanhemmille.", "partners": [FOLKHALSAN]}),
        ("goals", {"goal": "Kukaan ei jää välitunnilla yksin."}),
        ("sessions", SESSION),
        ("lines", {"purpose": "Ohjaajat", "amount": "600", "payer": "MUNICIPALITY"}),
    ):
        lead.follows(f"/{part}")
        saves(lead, f"package-{part}", **fields)
    lead.looks("package-planned")
    lead.sends("/approval")


def a_partner_answers(partner: Visitor, home: str) -> None:
    partner.until(PAGES, f'main a[href$="{home}"]')
    partner.opens(f"{home}?lang=sv", named="package-partner-sv")
    partner.sends("/partner-refusal", reason="Vi hinner inte i höst.")
    partner.looks("package-partner-declined-sv")
    assert "deltar inte. Vi hinner inte" in partner.reads()
    partner.sends("/partner-agreement")
    partner.opens(f"{home}?lang=fi", named="package-partner-agreed")
    assert "on mukana, suunnitelman versio" in partner.reads()


def both_agree(town: Visitor, lead: Visitor, home: str) -> None:
    """The town changes something: a new edition, to which both agree."""
    town.opens(f"{home}?lang=sv", named="package-to-agree-sv")
    town.follows("/plan")
    saves(town, "package-session-anew", begins="11:00")
    town.sends("/approval")
    lead.opens(home, named="package-changed")
    lead.sends("/approval")
    lead.looks("package-agreed")


def it_is_done_and_closed(lead: Visitor, home: str) -> None:
    lead.follows("/heads")
    saves(lead, "package-heads", children="22", professionals="2")
    lead.follows("/costs")
    line = lead.page.locator('select[name="line_id"] option').nth(1).get_attribute("value")
    saves(lead, "package-cost", line_id=line, day=ago(1), amount="640,50", purpose="Palkkio")
    lead.looks("package-over-budget")
    lead.follows("/withdrawal", named="package-cost-withdrawal")
    lead.opens(home)
    lead.follows("/closing")
    saves(lead, "package-closing", outcome="Luokka sai säännöt.", title=TITLE)


def it_is_begun_again(partner: Visitor) -> None:
    link = partner.until(f"{PAGES}/templates?lang=sv", f'main a:has-text("{TITLE}")')
    partner.looks("package-templates-sv")
    partner.presses(link)
    partner.looks("package-template-sv")
    partner.follows("/new")
    again = {"municipality": "400", "people": "20", "by_when": ago(-60)}
    wanted = REQUEST | again | {"organisation": str(fixed_id("organisation:laitila"))}
    saves(partner, "package-again-sv", **wanted)
    partner.looks("package-begun-sv")
    assert "Työpaja" in partner.reads()
