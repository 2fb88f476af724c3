"""An open event by clicking: a mother registers, it fills, a father waits, she cancels, he is in.

The mother is on her phone in Finnish, the father in Swedish; the coordinator says how many seats
there are, reads who comes and whom to call.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.journeys.clicking import PHONE, Visitor, Visitors, visiting
from tests.journeys.families import ago
from tests.journeys.server import Server
from tests.journeys.test_clicking_ways_in import CODE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-promises")]
EVENTS, PUBLIC = "/referral/happenings", "/referral/open-events"
TITLE = "Perheen pelipäivä"
LINK = "https://etana.example/pelit"


@pytest.fixture
def visitors(browser: "Browser", server: Server) -> Iterator[Visitors]:
    with visiting(browser, server.base, examined_at=PHONE) as everybody:
        yield everybody


def test_a_mother_gives_up_her_seat_and_a_father_has_it(visitors: Visitors) -> None:
    coordinator, mother, father = (visitors[each] for each in ("coordinator-mll", "mother", "dad"))
    for each in (mother, father):
        each.page.set_viewport_size({"width": PHONE, "height": 812})
    home = seats_are_offered(coordinator)
    hers = somebody_registers(mother, "fi", "Maija", "2")
    assert LINK in mother.page.content()
    his = somebody_registers(father, "sv", "Matti", "2")
    assert LINK not in father.page.content()
    coordinator.opens(f"{home}/registrations", named="registrations")
    she_cancels(mother, hers)
    he_is_in(father, his)
    coordinator.until(f"{home}/registrations?lang=sv", 'form[action$="/call"]')
    coordinator.looks("registrations-to-call-sv")
    coordinator.presses(coordinator.page.locator('form[action$="/call"] button').first)
    assert coordinator.page.locator('form[action$="/call"]').count() == 0
    somebody_has_called(coordinator, home)
    coordinator.opens(f"{home}?lang=fi")
    somebody_speaks(coordinator, home, father)
    coordinator.opens(f"{home}/opinions", named="opinions-none-yet")
    coordinator.opens(home, named="event-with-registrations")
    coordinator.sends("/cancellation")
    father.opens(his, named="registration-cancelled-event-sv")
    assert visitors.wrong == []


def seats_are_offered(coordinator: Visitor) -> str:
    """Plan, publish, and let people register; the event's address."""
    coordinator.opens(f"{EVENTS}/new")
    coordinator.fills(
        "main form",
        kind="WORKSHOP",
        audience="FAMILIES",
        programme="perhelinja",
        themes=["vanhemmuus"],
        title_fi=TITLE,
        municipality="400",
        place="Kirjasto, Testikatu 3",
        link=LINK,
    )
    coordinator.presses(coordinator.page.locator("main .form-end button").first)
    home = urlsplit(coordinator.page.url).path
    coordinator.follows("/days")
    coordinator.fills("main form", day=ago(-2), begins="18:00", minutes="90", times="2")
    coordinator.presses(coordinator.page.locator("main .form-end button").first)
    coordinator.sends("/publication")
    coordinator.follows("/terms", named="registration-terms")
    coordinator.fills("main form", seats="2")
    coordinator.presses(coordinator.page.locator("main .form-end button").first)
    coordinator.looks("registrations-none")
    return home


def somebody_registers(person: Visitor, language: str, name: str, people: str) -> str:
    """The address to which the code leads."""
    person.until(f"{PUBLIC}?lang={language}", f'main a:has-text("{TITLE}")')
    person.presses(person.page.locator(f'main a:has-text("{TITLE}")').first)
    person.looks(f"event-to-register-{language}")
    person.follows("/registration", anywhere=True, named=f"registration-form-{language}")
    person.fills("main form", day="all", calling_name=name, people=people, phone="040 123 4567")
    person.presses(person.page.locator("main .form-end button").first)
    assert CODE.search(person.reads())
    person.looks(f"registration-made-{language}")
    return urlsplit(person.page.url).path


def she_cancels(mother: Visitor, home: str) -> None:
    mother.opens(f"{PUBLIC}/registration", named="registration-code")
    mother.fills("main form", code=home.rpartition("/")[2])
    mother.presses(mother.page.locator("main .form-end button").first)
    mother.sends("/people", people="1")
    mother.looks("registration-own")
    mother.sends("/cancellation")
    mother.looks("registration-withdrawn")
    assert "Perunut" in mother.reads()


def he_is_in(father: Visitor, home: str) -> None:
    father.opens(home, named="registration-moved-up-sv")
    assert "Du stod i kö och har nu en plats." in father.reads()
    assert LINK in father.page.content()


def somebody_has_called(coordinator: Visitor, home: str) -> None:
    """The coordinator registers her, and reads the code to her."""
    for language in ("sv", "fi"):
        coordinator.opens(f"{home}/registrations?lang={language}")
        coordinator.follows("/new", named=f"registration-by-hand-{language}")
    coordinator.fills("main form", day="all", calling_name="Aino", people="1")
    coordinator.presses(coordinator.page.locator("main .form-end button").first)
    assert CODE.search(coordinator.reads())
    coordinator.looks("registration-by-hand-made")


def somebody_speaks(coordinator: Visitor, home: str, father: Visitor) -> None:
    coordinator.follows("/speakers", named="speakers-none")
    coordinator.follows("/new-speaker", named="speaker-new")
    coordinator.fills("main form", role="EXPERT_BY_EXPERIENCE", name="Elsa Esimerkki")
    coordinator.presses(coordinator.page.locator("main .form-end button").first)
    coordinator.looks("speakers")
    public = home.replace(EVENTS, PUBLIC)
    father.opens(f"{public}?lang=fi")
    assert "Kokemusasiantuntija" in father.reads() and "Elsa" not in father.reads()
    coordinator.sends("/agreement")
    father.opens(f"{public}?lang=sv", named="event-with-speaker-sv")
    assert "Elsa Esimerkki, erfarenhetsexpert" in father.reads()
