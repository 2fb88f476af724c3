"""Perhelinja's network by clicking: a lecture announced and found, a question asked and answered.

A coordinator plans and publishes a lecture, a father finds it on his phone in Swedish; a school's
worker asks the network about a child whom nobody names, and what helped becomes guidance.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.journeys.clicking import PHONE, Visitor, Visitors, visiting
from tests.journeys.families import ago
from tests.journeys.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-promises")]
EVENTS, PUBLIC, DESK = "/referral/happenings", "/referral/open-events", "/referral/consultations"
TITLE = "Kaksi kotia, yksi lapsuus"
QUESTION = "Kuusivuotias pelkää vaihtopäivää. Miten tuen vanhempia?"
ANSWER = "Piirtäkää yhdessä kalenteri, joka on sama molemmissa kodeissa."
GUIDANCE = "Sama kalenteri molempiin koteihin auttaa lasta."


@pytest.fixture
def visitors(browser: "Browser", server: Server) -> Iterator[Visitors]:
    with visiting(browser, server.base, examined_at=PHONE) as everybody:
        yield everybody


def test_a_lecture_is_announced_and_a_father_finds_it(visitors: Visitors) -> None:
    coordinator, father = visitors["coordinator-mll"], visitors["father"]
    father.page.set_viewport_size({"width": PHONE, "height": 812})
    a_lecture_is_planned(coordinator)
    father.until(f"{PUBLIC}?lang=sv", f'main a:has-text("{TITLE}")')
    father.looks("events-public")
    father.presses(father.page.locator(f'main a:has-text("{TITLE}")').first)
    father.looks("event-public")
    assert "Kirjasto, Testikatu 3" in father.reads()
    coordinator.sends("/cancellation")
    assert visitors.wrong == []


def a_lecture_is_planned(coordinator: Visitor) -> None:
    coordinator.opens(EVENTS, named="events")
    coordinator.follows(f"{EVENTS}/new")
    coordinator.fills(
        "main form",
        kind="LECTURE",
        audience="FAMILIES",
        programme="perhelinja",
        themes=["ero"],
        title_fi=TITLE,
        about_fi="Mitä lapsi tarvitsee, kun koteja on kaksi.",
        municipality="400",
        place="Kirjasto, Testikatu 3",
    )
    coordinator.looks("event-plan")
    coordinator.presses(coordinator.page.locator("main .form-end button").first)
    coordinator.looks("event-draft")
    coordinator.follows("/days")
    coordinator.fills("main form", day=ago(-2), begins="18:00", minutes="90", times="3")
    coordinator.looks("event-days")
    coordinator.presses(coordinator.page.locator("main .form-end button").first)
    coordinator.sends("/publication")
    coordinator.looks("event-published")
    coordinator.follows("/day-cancellation", named="event-day-off")
    coordinator.page.go_back()


def test_a_school_asks_and_what_helped_becomes_guidance(visitors: Visitors) -> None:
    worker, helper = visitors["municipal-turku"], visitors["coordinator-mll"]
    worker.opens(DESK, named="consultations-none")
    worker.follows(f"{DESK}/new")
    question = {"theme": "ero", "profession": "SCHOOL", "urgency": "SOON", "text": QUESTION}
    worker.fills("main form", **question)
    worker.looks("consultation-new")
    worker.presses(worker.page.locator("main .form-end button").first)
    home = urlsplit(worker.page.url).path
    worker.looks("consultation-open")
    helper.until(f"{DESK}?lang=sv", f'main a[href$="{home}"]')
    helper.looks("consultations-sv")
    helper.follows(home)
    helper.sends("/taking")
    helper.sends("/messages", text=ANSWER)
    helper.sends("/guidance", text=GUIDANCE)
    helper.looks("consultation-answered-sv")
    worker.until("/inbox", f'main a[href*="{home}"]')
    worker.follows(home, anywhere=True, named="consultation-to-agree")
    worker.sends("/guidance-agreement")
    worker.sends("/closing")
    worker.until(f"{DESK}/guidance", f'main:has-text("{GUIDANCE}")')
    worker.looks("consultation-guidance")
    assert visitors.wrong == []
