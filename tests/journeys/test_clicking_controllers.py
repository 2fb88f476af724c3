"""A network's members become controllers together, and a mother reads it before she books.

Its coordinator says it; the mother looks at the network on her phone, in Swedish.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.journeys.clicking import PHONE, Visitors, visiting
from tests.journeys.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-promises")]
DIRECTORY, PUBLIC = "/referral/directory/networks", "/referral/networks"
TEXT = "VSLS vastaa ajanvarauksesta."
TOGETHER = "ansvarar tillsammans för det du berättar"


@pytest.fixture
def visitors(browser: "Browser", server: Server) -> Iterator[Visitors]:
    with visiting(browser, server.base, examined_at=PHONE) as everybody:
        yield everybody


def test_a_mother_reads_who_keeps_what_she_tells(visitors: Visitors) -> None:
    coordinator, mother = visitors["coordinator-vsls"], visitors["mother"]
    mother.page.set_viewport_size({"width": PHONE, "height": 812})
    mother.opens(f"{PUBLIC}?lang=sv", named="network-public-sv")
    assert TOGETHER not in mother.reads()
    coordinator.opens(DIRECTORY)
    coordinator.follows(f"{DIRECTORY}/", anywhere=True)
    coordinator.follows("/control", named="network-control")
    form = coordinator.fills("main form", control="JOINT", arrangement=TEXT)
    form.locator('select[name="contact"]').select_option(index=1)
    coordinator.presses(coordinator.page.locator("main .form-end button").first)
    coordinator.looks("network-controllers")
    mother.until(f"{PUBLIC}/perhelinja?lang=sv", f'main:has-text("{TOGETHER}")')
    mother.looks("network-public-joint-sv")
    mother.opens("/referral/notices/perhelinja", named="notice-joint-sv")
    assert "tillsammans" in mother.reads()
    coordinator.follows("/control")
    coordinator.fills("main form", control="OWN")
    coordinator.presses(coordinator.page.locator("main .form-end button").first)
    assert visitors.wrong == []
