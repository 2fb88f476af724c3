"""Who reads of a booked time: made, moved, cancelled, soon, and over without a word."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from services.common.codes import ErasureGround, Register
from services.common.erasure.events import PersonErased
from services.referral.deadlines.projections import deadlines
from services.referral.inbox.projections import letters as written
from shared import inbox
from shared.inbox import member_of
from shared.kernel.clock import Clock
from shared.kernel.events import kind_of
from tests.clocks import let_pass, unread
from tests.following import waiting
from tests.platform import Stepped, csrf_of
from tests.referral.family_contacts.families import get, path_of, post, stranger
from tests.referral.receptions.planning import BOOKINGS, SLOTS, planned
from tests.referral.receptions.test_booking import CANCELLED, DAY, HELD, ID, MADE, MOVED
from tests.referral.receptions.test_families import booked, times

ERASED = PersonErased(
    person_id=ID,
    register=Register.CONTACTS,
    record_id=ID,
    classes=(),
    ground=ErasureGround.RETENTION,
    on=DAY,
)


@pytest.mark.parametrize(
    ("happened", "due"),
    [
        ((MADE,), DAY),
        ((MADE, MOVED), DAY + timedelta(days=7)),
        ((MADE, CANCELLED), None),
        ((MADE, HELD), None),
        ((MADE, ERASED), None),
    ],
)
def test_until_when_somebody_says_what_came_of_it(
    engine: Engine, happened: tuple[Any, ...], due: date | None
) -> None:
    assert waiting(engine, deadlines, *happened) == ({"reception": due} if due else {})


def letters(platform: Stepped, *people: str) -> list[list[str]]:
    return [unread(platform, "referral", each) for each in people]


def test_whoever_meets_a_family_hears_of_its_time_and_is_reminded(platform: Stepped) -> None:
    planned(platform)
    father, worker = stranger(platform), platform.caller("coordinator-mll")
    address = times(father)[0]
    home = path_of(booked(father, address)).partition("?")[0]
    platform.settle()
    assert letters(platform, "coordinator-mll", "coordinator-siipisulka") == [["booked"], []]
    day = date.fromisoformat(address.split("/")[-2])
    (line,) = worker.get(f"{BOOKINGS}?day={day}").json["bookings"]
    let_pass(platform, "referral", 1)
    assert letters(platform, "coordinator-mll") == [["booked", "booking-due"]]
    let_pass(platform, "referral", 3)
    assert letters(platform, "coordinator-mll") == [["booked", "booking-late"]]
    page = get(platform.browser("coordinator-mll"), "/referral/deadlines", "en").text
    assert f"{line['id']}" in page and "A booked time: did you meet" in page
    assert "TRIGGER:-P1D" in get(father, f"{home}/calendar.ics").text


def test_a_professional_who_booked_reads_moves_and_hears_but_says_nothing_of_the_outcome(
    platform: Stepped,
) -> None:
    planned(platform)
    sender, worker = platform.caller("municipal-turku"), platform.caller("coordinator-mll")
    first, second = sender.get(f"{SLOTS}?theme=ero").json["slots"][:2]
    body = {name: first[name] for name in ("reception", "day", "begins")} | {"theme": "ero"}
    at = f"{BOOKINGS}/{sender.post(BOOKINGS, body | {'agreed': True}).json['id']}"
    platform.settle()
    listed = sender.get(f"{BOOKINGS}?day={first['day']}").json["bookings"]
    assert [line["id"] for line in listed] == [at.rsplit("/", 1)[1]]
    assert sender.get(at).json["booked_by"] == "PROFESSIONAL"
    assert platform.caller("municipal-varha").get(at).status_code == 404
    assert sender.put(f"{at}/outcome", {"status": "HELD"}, of=at).status_code in (403, 404)
    time = f"{second['reception']}|{second['day']}|{second['begins']}"
    assert sender.put(f"{at}/time", {"time": time}, of=at).status_code == 200
    platform.settle()
    assert letters(platform, "coordinator-mll", "municipal-turku") == [["booking-moved"], []]
    assert worker.put(f"{at}/cancellation", {}, of=at).status_code == 200
    platform.settle()
    assert letters(platform, "coordinator-mll", "municipal-turku") == [[], ["booking-cancelled"]]
    browser = platform.browser("municipal-turku")
    page = get(browser, at.replace("/api/v1", ""), "en").text
    assert "What came of it" not in page
    address = f"/referral/referrals/new/of-booking/{at.rsplit('/', 1)[1]}"
    assert post(browser, address, {"csrf_token": csrf_of(page)}).status_code == 404


def test_after_one_time_comes_the_next_or_a_referral(platform: Stepped) -> None:
    planned(platform)
    father, browser = stranger(platform), platform.browser("coordinator-mll")
    address = times(father)[0]
    booked(father, address)
    platform.settle()
    day = address.split("/")[-2]
    worker = platform.caller("coordinator-mll")
    (line,) = worker.get(f"{BOOKINGS}?day={day}").json["bookings"]
    page = f"/referral/reception/bookings/{line['id']}"
    assert get(browser, f"{page}/next").status_code == 404
    at, service = f"{BOOKINGS}/{line['id']}", platform.platform.services["referral"]
    later = service.clock.now() + timedelta(days=3)
    service.clock = Clock(service.clock.zone, lambda: later)
    assert worker.put(f"{at}/outcome", {"status": "HELD"}, of=at).status_code == 200
    platform.settle()
    shown = get(browser, page, "en").text
    assert "Agree on the next time" in shown and "Record a referral with the family" in shown
    form = get(browser, f"{page}/next", "en").text
    key, time = _value(form, "form_key"), _option(form)
    sent = {"form_key": key, "time": time, "csrf_token": csrf_of(form)}
    answer = post(browser, f"{page}/next", sent)
    assert (answer.status_code, "new=1" in answer.headers["Location"]) == (303, True)
    again = post(browser, f"{page}/next", sent)
    assert path_of(again) == path_of(answer)
    platform.settle()
    (following,) = worker.get(f"{BOOKINGS}?day={time.split('|')[1]}").json["bookings"]
    assert worker.get(f"{BOOKINGS}/{following['id']}").json["calling_name"] == "Matti"
    begun = post(browser, f"/referral/referrals/new/of-booking/{line['id']}", sent)
    assert begun.status_code == 303
    assert "+358401234567" in get(browser, "/referral/referrals/new", "en").text
    other = platform.browser("coordinator-siipisulka")
    token = {"csrf_token": csrf_of(get(other, "/referral/", "en").text)}
    begun = post(other, f"/referral/referrals/new/of-booking/{line['id']}", token)
    assert begun.status_code == 404


def _value(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"')[0]


def _option(page: str) -> str:
    return next(
        part.split('"')[0] for part in page.split('<option value="')[1:] if "|" in part[:90]
    )


def test_whoever_was_to_meet_them_is_led_to_their_own_list(engine: Engine) -> None:
    """The booked time itself is somebody else's to read by then."""
    moved = replace(MOVED, worker=UUID(int=9))
    with engine.begin() as db:
        written.create(db)
        for number, event in enumerate((MADE, moved)):
            message: Any = SimpleNamespace(
                id=UUID(int=number),
                name=kind_of(event).name,
                metadata={"actor": "family"},
                recorded_at=MADE.starts_at,
            )
            written.call(db, event, message)
        c = inbox.letters.c
        query = select(c.recipient, c.kind, c.thing).order_by(c.recipient)
        rows = [tuple(row) for row in db.execute(query)]
    home = MADE.organisation
    assert rows == [
        (member_of(home, MADE.worker), "booking-moved", "bookings"),
        (member_of(home, moved.worker), "booking-moved", "booking"),
    ]
