"""A support person logs a visit to two siblings with what it cost, on a phone; it is paid back.

Presses are counted: a bus stop leaves no time for more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from services.platform.demo.people import fixed_id
from tests.journeys.actions import accept, candidates, id_of, propose, refer
from tests.journeys.clicking import PHONE, Visitor, Visitors, visiting
from tests.journeys.families import ago, child, to_a_friend
from tests.journeys.outside import Caller, Outside
from tests.journeys.server import Server
from tests.journeys.test_p1_http import a_volunteer_applies_and_is_vetted
from tests.shared.documents.files import telling_picture
from tests.volunteers.expenses.examples import IBAN, PAYER_IBAN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-clicking")]
MOST_PRESSES = 8
RUN = "/volunteers/payments"


@pytest.fixture
def visitors(browser: "Browser", server: Server) -> Iterator[Visitors]:
    with visiting(browser, server.base) as everybody:
        yield everybody


@dataclass
class Phone:
    """Somebody's thumb: every press is counted."""

    holder: Visitor
    presses: int = 0

    def press(self, what: "Locator") -> None:
        self.presses += 1
        what.click()

    def choose(self, what: "Locator", file: bytes) -> None:
        """Open the list of pictures, and press the newest."""
        self.presses += 2
        picture: Any = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": file}
        what.set_input_files(picture)


def test_a_visit_with_a_receipt_is_logged_in_eight_presses_and_paid(
    visitors: Visitors, outside: Outside
) -> None:
    siblings = two_siblings_have_a_friend(outside)
    visit = the_friend_logs_a_visit(visitors, siblings)
    the_coordinator_looks_and_approves(visitors, visit)
    the_money_goes_out(visitors)
    person = visitors["volunteer-mll"]
    person.until("/volunteers/me/expenses", "text=Maksettu")
    person.looks("own-expenses-paid")
    person.opens("/volunteers/me/calendar")
    person.presses(person.page.locator("main form button").first)
    person.looks("own-calendar-made")
    assert visitors.wrong == []


def two_siblings_have_a_friend(outside: Outside) -> list[str]:
    """The ids of their cases; one support person meets both."""
    coordinator = outside["coordinator-mll"]
    volunteer = a_volunteer_applies_and_is_vetted(outside, capacity=2)
    linked = coordinator.put(f"{volunteer}/sign-in", {"person": str(fixed_id("volunteer-mll"))})
    assert linked.status_code == 200, linked.text
    return [is_matched(outside, volunteer, name) for name in ("Aino", "Onni")]


def is_matched(outside: Outside, volunteer: str, name: str) -> str:
    coordinator: Caller = outside["coordinator-mll"]
    sibling = to_a_friend(subject=child(given_name=name))
    case = accept(coordinator, refer(outside["demo-turku"], sibling), on=ago(40))
    candidates(coordinator, case, volunteer=volunteer)
    match = propose(coordinator, case, volunteer, on=ago(30))
    for step, body in (
        ("volunteer-consent", {"given": True, "on": ago(29)}),
        ("family-consent", {"given": True, "on": ago(29), "by": "GUARDIAN"}),
        ("start", {"on": ago(28)}),
    ):
        done = coordinator.put(f"{match}/{step}", body)
        assert done.status_code == 200, done.text
    return id_of(case)


def the_friend_logs_a_visit(visitors: Visitors, siblings: list[str]) -> str:
    person = visitors["volunteer-mll"]
    person.page.set_viewport_size({"width": PHONE, "height": 812})
    for case in siblings:
        person.until("/casework/visits/new", f'[name="who"][value="{case}"]')
    person.opens("/volunteers/me")
    phone = Phone(person)
    with person.page.expect_navigation(wait_until="load"):
        phone.press(person.page.locator('main a[href^="/casework/visits/new"]').first)
    for case in siblings:
        chosen = person.page.locator(f'[name="who"][value="{case}"]')
        if not chosen.is_checked():
            phone.press(person.page.locator(f'label:has([name="who"][value="{case}"])'))
    phone.press(person.page.locator('label:has([name="length"][value="120"])'))
    phone.press(person.page.locator('[name="costs"]'))
    person.page.keyboard.type("12,50")
    phone.choose(person.page.locator('[name="file"]'), telling_picture())
    person.looks("visit-with-receipt")
    with person.page.expect_navigation(wait_until="load"):
        phone.press(person.page.locator(".save-bar button"))
    assert phone.presses <= MOST_PRESSES
    person.looks("visit-saved")
    link = 'main :is(li, tr):has-text("12,50") a[href^="/casework/visits/"]'
    visit = id_of(person.page.locator(link).first.get_attribute("href") or "")
    person.opens(f"/casework/visits/{visit}", named="visit-receipts")
    assert person.page.locator("img.picture").count() == 1
    return visit


def the_coordinator_looks_and_approves(visitors: Visitors, visit: str) -> None:
    coordinator = visitors["coordinator-mll"]
    claim = f"/volunteers/expenses/{visit}"
    coordinator.until("/volunteers/expenses", f'a[href="{claim}"]')
    coordinator.until(claim, "text=1 kuitti tapaamisen sivulla")
    coordinator.looks("claim-with-receipt")
    coordinator.follows(f"/casework/visits/{visit}", named="visit-of-claim")
    assert coordinator.page.locator("img.picture").evaluate("each => each.naturalWidth") > 0
    coordinator.opens(claim)
    coordinator.sends("/approval", receipt_seen="yes")


def the_money_goes_out(visitors: Visitors) -> None:
    person, coordinator = visitors["volunteer-mll"], visitors["coordinator-mll"]
    person.opens("/volunteers/me/account")
    person.sends("/account", iban=IBAN)
    coordinator.opens("/volunteers/expenses/terms")
    coordinator.sends("/terms/account", account_name="MLL ry", iban=PAYER_IBAN)
    coordinator.until(RUN, 'input[name="claims"]')
    coordinator.sends(RUN)
    coordinator.looks("payment-run")
    coordinator.sends("/confirmation")
