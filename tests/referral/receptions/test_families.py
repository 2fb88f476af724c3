"""A father books a time without an account, moves it, comes back with his code, and cancels it."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from werkzeug.test import Client, TestResponse

from tests.platform import BASE, Stepped
from tests.referral.family_contacts.families import get, path_of, post, stranger
from tests.referral.receptions.planning import FAMILIES, SLOTS, planned

BOOKINGS = "/referral/api/v1/reception/bookings"
CALENDAR = f"{FAMILIES}?theme=ero&place=400"
WHO = {"theme": "ero", "calling_name": "Matti", "phone": "+358401234567"}


def times(browser: Client) -> list[str]:
    return re.findall(rf'href="({FAMILIES}/times/[^"?]+)', get(browser, CALENDAR, "en").text)


def booked(browser: Client, address: str, **changed: Any) -> TestResponse:
    page = get(browser, f"{address}?theme=ero", "en").text
    key = re.findall(r'name="form_key" value="([^"]+)"', page)
    return post(browser, address, WHO | {"form_key": key[0]} | changed)


def test_a_time_is_booked_moved_and_cancelled(platform: Stepped) -> None:
    planned(platform)
    father, other = stranger(platform), stranger(platform)
    first = times(father)[0]
    answer = booked(father, first)
    assert answer.status_code == 303, answer.text
    platform.settle()
    home = path_of(answer).partition("?")[0]
    page = get(father, home, "en").text
    assert "Testikatu 5" in page and "etana.example" in page and "Matti" not in page
    assert first not in times(other)
    entry = get(father, f"{home}/calendar.ics").text
    assert "Testikatu" in entry and "Matti" not in entry and "Separation" not in entry
    options = re.findall(r'<option value="([^"]+\|[^"]+)"', page)
    assert post(father, f"{home}/time", {"time": options[0]}).status_code == 303
    platform.settle()
    assert first in times(other)
    assert path_of(post(other, f"{FAMILIES}/return", {"code": home[-24:]})) == home
    assert post(father, f"{home}/cancellation").status_code == 303
    platform.settle()
    assert "Cancelled" in get(father, home, "en").text
    assert len(times(other)) == len(set(times(other))) > 5


def test_whoever_meets_the_family_sees_it_and_nobody_else(platform: Stepped) -> None:
    planned(platform)
    father = stranger(platform)
    address = times(father)[0]
    booked(father, address)
    platform.settle()
    day = address.split("/")[-2]
    ours, theirs = platform.caller("coordinator-mll"), platform.caller("coordinator-siipisulka")
    (line,) = ours.get(f"{BOOKINGS}?day={day}").json["bookings"]
    at = f"{BOOKINGS}/{line['id']}"
    assert (ours.get(at).json["calling_name"], theirs.get(at).status_code) == ("Matti", 404)
    assert theirs.get(f"{BOOKINGS}?day={day}").json["bookings"] == []
    early = ours.put(f"{at}/outcome", {"status": "HELD"}, of=at)
    assert early.status_code == 409
    browser = platform.browser("coordinator-mll")
    assert "12:00" in get(browser, f"/referral/reception/bookings?day={day}", "en").text
    shown = get(browser, f"/referral/reception/bookings/{line['id']}", "en").text
    assert "Matti" in shown and "Call the family" in shown
    assert get(browser, f"/referral/reception/bookings/{line['id']}/time").status_code == 200
    assert ours.put(f"{at}/cancellation", {}, of=at).json["status"] == "CANCELLED"


def test_a_professional_books_for_a_family_that_agrees(platform: Stepped) -> None:
    planned(platform)
    sender = platform.caller("municipal-turku")
    slot = sender.get(f"{SLOTS}?theme=ero").json["slots"][0]
    body = {name: slot[name] for name in ("reception", "day", "begins")} | {"theme": "ero"}
    assert sender.post(BOOKINGS, body | {"agreed": False}).status_code == 422
    made = sender.post(BOOKINGS, body | {"agreed": True})
    assert made.status_code == 201
    assert sender.post(BOOKINGS, body | {"agreed": True}).status_code == 409
    platform.settle()
    assert slot not in sender.get(f"{SLOTS}?theme=ero").json["slots"]
    at = f"{BOOKINGS}/{made.json['id']}"
    assert platform.caller("coordinator-mll").get(at).json["booked_by"] == "PROFESSIONAL"


def test_under_a_non_disclosure_order_no_place_leaves_the_page(platform: Stepped) -> None:
    planned(platform)
    father = stranger(platform)
    home = path_of(booked(father, times(father)[0], non_disclosure="yes")).partition("?")[0]
    entry = get(father, f"{home}/calendar.ics").text
    assert "BEGIN:VEVENT" in entry and "LOCATION" not in entry


def test_a_form_with_something_wrong_is_shown_again(platform: Stepped) -> None:
    planned(platform)
    father = stranger(platform)
    address = times(father)[0]
    for wrong in ({"theme": ""}, {"phone": "x"}, {"website": "http://spam.example"}):
        assert booked(father, address, **wrong).status_code == 422
    assert booked(father, address, theme="omaiset").status_code == 422
    assert get(father, f"{address[:-5]}03:07").status_code == 404
    assert get(father, f"{FAMILIES}/2222-2222-2222-2222-2222").status_code == 404
    assert post(father, f"{FAMILIES}/return", {"code": "x"}).status_code == 422


def test_the_calendar_is_kept_for_strangers_and_nothing_that_is_somebodys(
    platform: Stepped,
) -> None:
    planned(platform)
    father, worker = stranger(platform), platform.browser("coordinator-mll")

    def kept(browser: Client, address: str) -> str:
        return browser.get(address, base_url=BASE).headers["Cache-Control"]

    assert kept(father, CALENDAR) == "public, max-age=60"
    answer = father.get(CALENDAR, base_url=BASE)
    assert ({"Accept-Language", "Cookie"} <= set(answer.vary), "Set-Cookie" in answer.headers) == (
        True,
        False,
    )
    assert kept(worker, CALENDAR) == "no-store"
    assert kept(father, times(stranger(platform))[0]) == "no-store"
    assert kept(father, f"{CALENDAR}&lang=sv") == "no-store"
    assert kept(father, CALENDAR) == "no-store"  # the language lies in a cookie by now


def test_of_many_who_press_at_once_one_has_the_time(platform: Stepped) -> None:
    planned(platform)
    address = times(stranger(platform))[0]
    crowd = [stranger(platform) for _ in range(6)]
    with ThreadPoolExecutor(len(crowd)) as pool:
        answers = list(pool.map(lambda each: booked(each, address).status_code, crowd))
    assert sorted(answers) == [303, *[409] * (len(crowd) - 1)]
