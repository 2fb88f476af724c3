"""Perhelinja's reception by clicking: planned, booked by a father and by a school, moved, read.

The father is on his phone, in Finnish; a school's worker books for a family in Swedish.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from services.platform.demo.people import fixed_id
from tests.journeys.clicking import PHONE, Visitor, Visitors, visiting
from tests.journeys.families import ago
from tests.journeys.server import Server
from tests.journeys.test_clicking_ways_in import CODE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-promises")]
PUBLIC, BOOKED = "/referral/reception", "/referral/reception/bookings"
PLACE = "Laitilan perhekeskus, Testikatu 5"
NEXT = 'main p a[href*="/bookings?day="]'


@pytest.fixture
def visitors(browser: "Browser", server: Server) -> Iterator[Visitors]:
    with visiting(browser, server.base, examined_at=PHONE) as everybody:
        yield everybody


def test_a_father_and_a_school_book_and_whoever_meets_them_reads_it(visitors: Visitors) -> None:
    father, coordinator = visitors["father"], visitors["coordinator-mll"]
    father.page.set_viewport_size({"width": PHONE, "height": 812})
    a_reception_is_planned(coordinator)
    home = he_books_and_moves(father)
    a_school_books(visitors["municipal-turku"])
    the_coordinator_reads_of_it(coordinator)
    father.opens(f"{home}?lang=fi")
    he_cannot_come(father)
    assert visitors.wrong == []


def a_reception_is_planned(coordinator: Visitor) -> None:
    coordinator.opens("/referral/reception/rota", named="reception-rota")
    coordinator.follows("/reception/rota/new")
    coordinator.fills(
        "main form",
        worker=str(fixed_id("coordinator-mll")),
        programme="perhelinja",
        themes=["ero", "vanhemmuus"],
        municipality="400",
        place=PLACE,
        link="https://etana.example/laitila",
        starts_on=ago(-1),
        begins="12:00",
        ends="16:00",
        minutes="45",
    )
    coordinator.looks("reception-plan")
    coordinator.presses(coordinator.page.locator("main .form-end button").first)
    assert PLACE in coordinator.reads()
    coordinator.looks("reception-planned")


def first_time(person: Visitor, language: str) -> str:
    """Choose a theme, and the first time that is free; its address."""
    person.until(f"{PUBLIC}?theme=ero&lang={language}", 'main a[href*="/times/"]')
    person.looks(f"reception-times-{language}")
    person.follows("/times/", anywhere=True, named=f"reception-time-{language}")
    return urlsplit(person.page.url).path


def he_books_and_moves(father: Visitor) -> str:
    """The address to which his code leads."""
    first_time(father, "fi")
    father.fills("main form", theme="ero", calling_name="Matti", phone="040 123 4567")
    father.presses(father.page.locator("main .form-end button").first)
    assert CODE.search(father.reads()) and PLACE in father.reads()
    father.looks("reception-booked")
    home = urlsplit(father.page.url).path
    before = father.reads("h1")
    times = father.page.locator("select[name=time] option")
    other = times.nth(2).get_attribute("value")
    father.sends("/time", time=other)
    assert father.reads("h1") != before
    return home


def a_school_books(worker: Visitor) -> None:
    worker.opens(f"{PUBLIC}?lang=sv")
    worker.opens("/referral/")
    first_time(worker, "sv")
    worker.fills("main form", theme="ero", calling_name="Aino")
    worker.presses(worker.page.locator("main .form-end button").first)
    assert CODE.search(worker.reads())
    that_day(worker, "reception-of-school")


def that_day(person: Visitor, name: str) -> None:
    """The day on which something is booked, found from today."""
    person.until(BOOKED, NEXT)
    person.presses(person.page.locator(NEXT))
    assert person.page.locator(f'main a[href*="{BOOKED}/"]').count() > 0
    person.looks(name)


def the_coordinator_reads_of_it(coordinator: Visitor) -> None:
    coordinator.until("/inbox", f'main a[href*="{BOOKED}/"]')
    coordinator.follows(f"{BOOKED}/", anywhere=True, named="reception-booking")
    that_day(coordinator, "reception-day")


def he_cannot_come(father: Visitor) -> None:
    father.sends("/cancellation")
    father.looks("reception-cancelled")
    assert "Peruttu" in father.reads()
