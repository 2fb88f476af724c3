"""Pair work by clicking: a school's worker asks, FinFami comes along, and both see their hours.

They ask, offer, move and agree before our eyes; a second meeting was agreed on before, and is over.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest

from services.common.codes import MeetingVenue, Profession, Theme
from services.demo.pairs import USUAL
from services.demo.year import DayClock, somebody
from services.platform.demo.people import fixed_id
from services.platform.embedded import HELSINKI, Platform
from services.referral.pairwork import commands
from shared.kernel.clock import Clock
from shared.work import Work
from tests.journeys.clicking import PHONE, Visitors, visiting
from tests.journeys.families import ago
from tests.journeys.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-promises")]
PAIRS = "/referral/professionals/pair-work"
SCHOOL, FINFAMI = "municipal-turku", "coordinator-finfami"
TEXT = "Nuoren äiti sairastaa, ja nuori kantaa huolta. Tavataan nuori yhdessä koululla."
OVER = timedelta(days=5)  # ago it was agreed on; the meeting was on the day after


@pytest.fixture
def visitors(browser: "Browser", new_server: Callable[[], Server]) -> Iterator[Visitors]:
    server = new_server()
    agree_on_a_meeting(server)
    server.start()
    with visiting(browser, server.base, examined_at=PHONE) as everybody:
        yield everybody


def agree_on_a_meeting(server: Server) -> None:
    """Let the two have agreed on a meeting that is over by now."""
    then = DayClock(Clock(HELSINKI).today() - OVER)
    platform = Platform(
        server.folder, server.base, clock=Clock(HELSINKI, then.now), sync="OFF"
    ).open()
    referral, day = platform.services["referral"], then.day + timedelta(days=1)
    school, finfami = somebody(SCHOOL, "turku"), somebody(FINFAMI, "finfami")

    def ask(work: Work) -> UUID:
        terms = USUAL | {"venue": MeetingVenue.ONLINE, "profession": Profession.SCHOOL}
        made, _ = commands.ask(work, theme=Theme.OMAISET, text=TEXT, first_day=day, **terms)
        return made

    made = referral.execute(ask, school)
    time: dict[str, Any] = {"day": day, "begins": "09:00", "minutes": 60}
    worker = fixed_id(FINFAMI)
    referral.execute(lambda work: commands.offer(work, made, worker=worker, **time), finfami)
    referral.execute(lambda work: commands.agree(work, made), school)
    platform.settle()
    platform.close()


def test_a_school_asks_and_finfami_comes_along(visitors: Visitors) -> None:
    school, finfami = visitors[SCHOOL], visitors[FINFAMI]
    school.opens(f"{PAIRS}/new")
    school.fills(
        "main form",
        theme="omaiset",
        profession="STUDENT_WELFARE",
        municipality="853",
        first_day=ago(-3),
        first_begins="9.00",
        second_day=ago(-4),
        second_begins="13.00",
        venue="MUNICIPALITY",
        text=TEXT,
    )
    school.looks("pair-new")
    school.presses(school.page.locator("main .form-end button").first)
    school.looks("pair-open")
    home = urlsplit(school.page.url).path
    finfami.until(f"{PAIRS}?lang=sv", f'main a[href$="{home}"]')
    finfami.looks("pairs-sv")
    finfami.follows(home)
    finfami.follows("/offer", named="pair-offer-sv")
    finfami.presses(finfami.page.locator("main .form-end button").first)
    finfami.looks("pair-offered-sv")
    school.until("/inbox", f'main a[href*="{home}"]')
    school.follows(home, anywhere=True, named="pair-to-agree")
    school.sends("/agreement")
    school.follows("/time", named="pair-move")
    school.fills("main form", begins="10.30")
    school.presses(school.page.locator("main .form-end button").first)
    finfami.opens(home)
    finfami.looks("pair-moving-sv")
    finfami.sends("/agreement")
    assert "10:30" in finfami.reads()
    finfami.looks("pair-agreed-sv")
    finfami.sends("/cancellation", reason="Den anställda har blivit sjuk.")
    finfami.looks("pair-cancelled-sv")
    assert visitors.wrong == []


def test_both_write_their_minutes_and_see_their_hours(visitors: Visitors) -> None:
    school, finfami = visitors[SCHOOL], visitors[FINFAMI]
    for person, minutes, language in ((finfami, "90", "sv"), (school, "75", "fi")):
        link = person.until(f"{PAIRS}?lang={language}", "main tbody th a")
        person.looks(f"pairs-{language}")
        person.presses(link)
        person.looks(f"pair-over-{language}")
        person.follows("/minutes", named=f"pair-minutes-{language}")
        person.fills("main form", work_minutes=minutes, brought="NEXT_STEP")
        person.presses(person.page.locator("main .form-end button").first)
        person.looks(f"pair-held-{language}")
    for person in (finfami, school):
        person.until(f"{PAIRS}-hours", 'main:has-text("1 h 15 min")')
        person.looks("pair-hours")
        assert "1 h 30 min" in person.reads()
    assert visitors.wrong == []
