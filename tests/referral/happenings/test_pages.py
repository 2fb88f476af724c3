"""An event from its plan to who came, on pages; and what anybody reads of it."""

import re
from datetime import date, timedelta

from shared.kernel.clock import Clock
from tests.platform import BASE, Stepped, csrf_of
from tests.referral.family_contacts.families import get, path_of, post, stranger
from tests.referral.happenings.announcing import LECTURE, announced, day_after, drafted

PAGES, PUBLIC = "/referral/happenings", "/referral/open-events"


def test_it_is_planned_published_and_counted_on_pages(platform: Stepped) -> None:
    browser = platform.browser("coordinator-mll")
    form = get(browser, f"{PAGES}/new", "en").text
    sent = LECTURE | {"csrf_token": csrf_of(form), "language": "fi"}
    assert post(browser, f"{PAGES}/new", sent | {"title_fi": "", "title_sv": ""}).status_code == 422
    home = path_of(post(browser, f"{PAGES}/new", sent))
    shown = get(browser, home, "en").text
    assert "Only your organisation sees it yet" in shown and "Say first when it is" in shown

    def send(step: str, **values: str) -> int:
        seen = re.findall(r'name="seen" value="([^"]+)"', get(browser, home, "en").text)
        token = {"csrf_token": sent["csrf_token"], "seen": seen[0]}
        return post(browser, f"{home}/{step}", token | values).status_code

    evening = {"day": day_after(platform, 1), "begins": "18:00", "minutes": "90"}
    assert get(browser, f"{home}/days", "sv").status_code == 200
    assert send("days", **evening, topic="Kaksi kotia", times="2", every_weeks="1") == 303
    assert send("publication") == 303
    platform.settle()
    assert "Ero vanhempana" in get(browser, PAGES, "fi").text
    service = platform.platform.services["referral"]
    later = service.clock.now() + timedelta(days=3)
    service.clock = Clock(service.clock.zone, lambda: later)
    assert get(browser, f"{home}/heads", "fi").status_code == 200
    assert send("heads", day=evening["day"], parents="12", is_estimate="yes") == 303
    assert "About 12 came" in get(browser, home, "en").text
    assert get(browser, f"{home}/day-cancellation", "en").status_code == 200
    assert send("cancellation") == 303
    platform.settle()
    assert "Cancelled" in get(browser, home, "en").text


def test_anybody_reads_what_is_published_and_no_link(platform: Stepped) -> None:
    address, hidden = announced(platform), drafted(platform, title_fi="Luonnos")
    anybody = stranger(platform)
    own, draft = (f"{PUBLIC}/{each.rsplit('/', 1)[1]}" for each in (address, hidden))
    listed = get(anybody, PUBLIC, "fi").text
    assert "Ero vanhempana" in listed and "Luonnos" not in listed
    shown = get(anybody, own, "sv").text
    assert "Skilsmässa som förälder" in shown and "etana.example" not in shown
    assert get(anybody, draft, "fi").status_code == 404
    assert "Nothing is announced" in get(anybody, f"{PUBLIC}?theme=omaiset", "en").text
    assert "Ero vanhempana" in get(anybody, f"{PUBLIC}?theme=ero&place=400", "fi").text
    assert "Ero vanhempana" in get(anybody, f"{PUBLIC}?place=online", "fi").text
    assert "Ero vanhempana" not in get(anybody, f"{PUBLIC}?place=853", "fi").text
    theirs = platform.browser("coordinator-siipisulka")
    assert get(theirs, draft.replace(PUBLIC, PAGES), "fi").status_code == 404
    read = get(theirs, own.replace(PUBLIC, PAGES), "en").text
    assert "Ero vanhempana" in read and "etana.example" not in read


def test_calendars_hold_its_days_and_what_was_cancelled(platform: Stepped) -> None:
    address = announced(platform)
    own, anybody = f"{PUBLIC}/{address.rsplit('/', 1)[1]}", stranger(platform)
    caller, day = platform.caller("coordinator-mll"), day_after(platform, 8)
    assert caller.put(f"{address}/day-cancellation", {"day": day}, of=address).status_code == 200
    platform.settle()
    for path in (f"{own}/calendar.ics", f"{PUBLIC}/calendar.ics?theme=ero&place=400"):
        answer = anybody.get(path, base_url=BASE)
        assert answer.headers["Cache-Control"] == "public, max-age=60"
        assert (answer.text.count("BEGIN:VEVENT"), answer.text.count("STATUS:CANCELLED")) == (3, 1)
        assert "etana.example" not in answer.text
    assert f"{date.fromisoformat(day):%-d.%-m.%Y}" not in get(anybody, own, "fi").text


def test_what_is_over_stays_in_its_own_list_until_long_after(platform: Stepped) -> None:
    """Who came is counted then; nobody else looks for it any more."""
    own = announced(platform).replace("/api/v1", "")
    ours, theirs = platform.browser("coordinator-mll"), platform.browser("coordinator-siipisulka")
    service = platform.platform.services["referral"]
    later = service.clock.now() + timedelta(days=40)
    service.clock = Clock(service.clock.zone, lambda: later)
    assert own in get(ours, PAGES, "fi").text
    assert own not in get(theirs, PAGES, "fi").text
    assert "Ero vanhempana" not in get(stranger(platform), PUBLIC, "fi").text
