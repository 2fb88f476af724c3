"""A camp with a child is written down on a phone and paid; a paper of the case is kept."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.clicking import PHONE, Visitor, Visitors, visiting
from tests.journeys.outside import Outside
from tests.journeys.server import Server
from tests.journeys.test_clicking_receipt import two_siblings_have_a_friend
from tests.shared.documents.files import paper

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-clicking")]
TITLE = "Koulun lausunto keväältä"


@pytest.fixture
def visitors(browser: "Browser", new_server: Callable[[], Server]) -> Iterator[Visitors]:
    """On a server of their own: the support person who signs in is nobody else's there."""
    server = new_server()
    server.start()
    with visiting(browser, server.base, examined_at=PHONE) as everybody:
        yield everybody
    server.kill()


def test_a_camp_is_paid_and_a_paper_kept(visitors: Visitors) -> None:
    case = two_siblings_have_a_friend(Outside(visitors.base))[0]
    coordinator, person = visitors["coordinator-mll"], visitors["volunteer-mll"]
    days_are_paid(coordinator)
    a_camp_is_written_down(person, case)
    coordinator.until("/volunteers/expenses?lang=sv", 'main td:has-text("dagtraktamente")')
    coordinator.looks("claim-of-a-camp")
    a_paper_is_kept(coordinator, case)
    coordinator.opens("/volunteers/guidance/people?lang=sv", named="guidance-week")
    assert visitors.wrong == []


def days_are_paid(coordinator: Visitor) -> None:
    coordinator.opens("/volunteers/expenses/terms?lang=fi")
    coordinator.sends("/agreed", pays_days=["yes"])
    coordinator.looks("terms-with-days")
    assert "54,00" in coordinator.reads()


def a_camp_is_written_down(person: Visitor, case: str) -> None:
    person.page.set_viewport_size({"width": PHONE, "height": 812})
    person.until(f"/casework/visits/new?case={case}&lang=fi", f'[name="who"][value="{case}"]')
    chosen = person.page.locator(f'[name="who"][value="{case}"]')
    if not chosen.is_checked():
        person.page.locator(f'label:has([name="who"][value="{case}"])').click()
    form = 'form[action$="/visits/new"]'
    person.fills(form, length="180", hours_away="11,5", distance="60", free_meals=["yes"])
    person.looks("camp")
    person.presses(person.page.locator(".save-bar button"))
    assert "poissa 11,5 h, 60 km kotoa" in person.reads()
    person.until("/volunteers/me/expenses?lang=fi", 'main td:has-text("päivärahapäivä")')
    person.looks("own-days")


def a_paper_is_kept(coordinator: Visitor, case: str) -> None:
    home = f"/casework/cases/{case}/documents"
    coordinator.opens(f"{home}?lang=sv", named="papers-none")
    coordinator.follows(f"{home}/new", named="paper-new")
    file: Any = {"name": "lausunto.pdf", "mimeType": "application/pdf", "buffer": paper()}
    coordinator.page.locator('[name="file"]').set_input_files(file)
    coordinator.sends("/documents/new", text=TITLE, kind="STATEMENT", circle="COORDINATORS")
    coordinator.looks("papers")
    assert TITLE in coordinator.reads()
    coordinator.presses(coordinator.page.locator('main a[href$="/removal"]').first)
    coordinator.looks("paper-removal")
    coordinator.sends("/removal", reason="Väärä paperi.")
    assert TITLE not in coordinator.reads()
