"""A closed group by clicking: planned, published with seats, joined on a phone, and then closed.

A second group began yesterday: whoever comes now reads that registration has ended, and not where.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest

from services.common.codes import Guiding, HappeningKind, Theme
from services.demo.open_events import OF_GROUP, USUAL
from services.demo.year import DayClock, organisation_id, somebody
from services.platform.embedded import HELSINKI, Platform
from services.referral.happenings import commands
from services.referral.registrations import commands as registrations
from shared.kernel.clock import Clock
from shared.work import Work
from tests.journeys.clicking import PHONE, Visitor, Visitors, visiting
from tests.journeys.families import ago
from tests.journeys.server import Server
from tests.journeys.test_clicking_ways_in import CODE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-promises")]
EVENTS, PUBLIC = "/referral/happenings", "/referral/open-events"
COORDINATOR, HOME = "coordinator-mll", "mll-vs"
TITLE, BEGUN = "Äitien ryhmä", "Isien ryhmä"
PLACE = "Asukastalo, Testikuja 4"


@pytest.fixture
def visitors(browser: "Browser", new_server: Callable[[], Server]) -> Iterator[Visitors]:
    server = new_server()
    begin_a_group(server)
    server.start()
    with visiting(browser, server.base, examined_at=PHONE) as everybody:
        yield everybody


def begin_a_group(server: Server) -> None:
    """Let a group have begun yesterday, with one more evening to come."""
    then = DayClock(Clock(HELSINKI).today() - timedelta(days=4))
    platform = Platform(
        server.folder, server.base, clock=Clock(HELSINKI, then.now), sync="OFF"
    ).open()
    referral = platform.services["referral"]
    plan = partial(_plan, organisation_id(HOME))
    referral.execute(plan, somebody(COORDINATOR, HOME))
    platform.settle()
    platform.close()


def _plan(organisation: UUID, work: Work) -> None:
    what = USUAL | {
        "kind": HappeningKind.PEER_GROUP,
        "themes": (Theme.VANHEMMUUS,),
        "language": "fi",
        "guides": (Guiding.VOLUNTEER,),
        "title_fi": BEGUN,
        "municipality": "400",
        "place": PLACE,
    }
    made, _ = commands.plan(work, organisation, **what)
    days: dict[str, Any] = {
        "begins": "17:30",
        "minutes": 90,
        "topic": "",
        "times": 2,
        "every_weeks": 1,
    }
    commands.plan_days(work, made, day=work.today + timedelta(days=3), **days)
    registrations.offer_seats(work, made, **OF_GROUP)
    commands.publish(work, made)


def test_a_mother_joins_a_closed_group_on_her_phone(visitors: Visitors) -> None:
    coordinator, mother = visitors[COORDINATOR], visitors["mother"]
    mother.page.set_viewport_size({"width": PHONE, "height": 812})
    a_group_is_planned(coordinator)
    mother.until(f"{PUBLIC}?lang=fi", f'main a:has-text("{TITLE}")')
    mother.presses(mother.page.locator(f'main a:has-text("{TITLE}")').first)
    mother.looks("group-to-join")
    mother.follows("/registration", anywhere=True, named="group-form")
    assert mother.page.locator('select[name="day"]').count() == 0
    mother.fills("main form", calling_name="Amina", people="2", phone="040 123 4567")
    mother.presses(mother.page.locator("main .form-end button").first)
    assert CODE.search(mother.reads())
    assert PLACE in mother.reads() and "arabia, somali" in mother.reads()
    mother.looks("group-joined")
    mother.opens(f"{urlsplit(mother.page.url).path}?lang=sv", named="group-joined-sv")
    assert visitors.wrong == []


def test_after_its_first_day_nobody_joins_or_reads_where(visitors: Visitors) -> None:
    coordinator, mother = visitors[COORDINATOR], visitors["mother"]
    mother.page.set_viewport_size({"width": PHONE, "height": 812})
    link = coordinator.until(f"{EVENTS}?lang=fi", f'main a:has-text("{BEGUN}")')
    coordinator.presses(link)
    assert PLACE in coordinator.reads()
    coordinator.looks("group-begun-staff")
    public = urlsplit(coordinator.page.url).path.replace(EVENTS, PUBLIC)
    mother.opens(f"{PUBLIC}?lang=fi")
    assert BEGUN not in mother.reads()
    for language, ended in (("fi", "Ilmoittautuminen on päättynyt"), ("sv", "Anmälan")):
        for name, path in (("begun", public), ("begun-form", f"{public}/registration")):
            mother.opens(f"{path}?lang={language}", named=f"group-{name}-{language}")
            assert ended in mother.reads() and PLACE not in mother.reads()
    assert visitors.wrong == []


def a_group_is_planned(coordinator: Visitor) -> None:
    """Plan it, say first for how many it is, and publish it."""
    coordinator.opens(f"{EVENTS}/new?lang=fi")
    coordinator.fills(
        "main form",
        kind="PEER_GROUP",
        audience="FAMILIES",
        programme="perhelinja",
        themes=["vanhemmuus"],
        language="ar",
        languages=["so"],
        guides=["PROFESSIONAL", "VOLUNTEER"],
        title_fi=TITLE,
        rules_fi="Mitä täällä puhutaan, jää tänne.",
        municipality="400",
        place=PLACE,
    )
    coordinator.looks("group-new")
    coordinator.presses(coordinator.page.locator("main .form-end button").first)
    coordinator.follows("/days")
    coordinator.fills("main form", day=ago(-2), begins="17:30", minutes="90", times="3")
    coordinator.presses(coordinator.page.locator("main .form-end button").first)
    coordinator.looks("group-without-seats")
    coordinator.follows("/terms", named="group-terms")
    coordinator.fills("main form", seats="8")
    coordinator.presses(coordinator.page.locator("main .form-end button").first)
    home = urlsplit(coordinator.page.url).path.removesuffix("/registrations")
    coordinator.opens(home)
    coordinator.sends("/publication")
    coordinator.opens(f"{home}?lang=sv", named="group-published-sv")
