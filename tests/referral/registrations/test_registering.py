"""A mother registers without an account; the event fills, another waits, and moves up."""

import re
from datetime import timedelta
from typing import Any

import pytest

from services.platform import nightly
from shared.kernel.clock import Clock
from tests.platform import BASE, Stepped
from tests.referral.family_contacts.families import get, path_of, post, stranger
from tests.referral.happenings.announcing import day_after, drafted
from tests.referral.registrations.registering import MOTHER, PUBLIC, SEATS, opened, registered, sent

INBOX = "/referral/api/v1/inbox"


def lines(platform: Stepped, address: str, by: str = "coordinator-mll") -> list[dict[str, Any]]:
    answer = platform.caller(by).get(f"{address}/registrations")
    assert answer.status_code == 200, answer.text
    registrations: list[dict[str, Any]] = answer.json["registrations"]
    return registrations


def test_the_event_fills_another_waits_and_moves_up(platform: Stepped) -> None:
    address, form = opened(platform)
    mother, father = stranger(platform), stranger(platform)
    first = registered(mother, form)
    second = registered(father, form, calling_name="Matti", needs="Tulkki: somali")
    own = get(father, second, "en").text
    assert "On the waiting list" in own and "number 1 on" in own
    assert "etana.example" not in own and "etana.example" in get(mother, first, "en").text
    assert [each["status"] for each in lines(platform, address)] == ["REGISTERED", "WAITING"]
    assert post(mother, f"{first}/cancellation").status_code == 303
    platform.settle()
    letters = platform.caller("coordinator-mll").get(INBOX).json["letters"]
    page = address.replace("api/v1/happening-seats", "happenings")
    assert [each["page"] for each in letters if each["kind"] == "seat-given"] == [
        f"{page}/registrations"
    ]
    own = get(father, second, "en").text
    assert "You waited, and have a seat now." in own and "etana.example" in own
    (line,) = lines(platform, address)
    assert (line["calling_name"], line["needs"], line["is_to_be_called"]) == (
        "Matti",
        "Tulkki: somali",
        True,
    )
    caller = platform.caller("coordinator-mll")
    called = f"{address}/registrations/{line['id']}/call"
    assert caller.put(called, {}, of=address).status_code == 200
    assert [each["is_to_be_called"] for each in lines(platform, address)] == [False]
    assert "Withdrawn" in get(mother, first, "en").text


def test_the_number_of_people_is_changed_as_far_as_there_are_seats(platform: Stepped) -> None:
    address, form = opened(platform)
    mother = stranger(platform)
    own = registered(mother, form)
    assert post(mother, f"{own}/people", {"people": "3"}).status_code == 303
    assert post(mother, f"{own}/people", {"people": "4"}).status_code == 409
    assert post(mother, f"{own}/people", {"people": "x"}).status_code == 422
    days = platform.caller("coordinator-mll").get(address).json["days"]
    assert [(each["people"], each["free"]) for each in days] == [(3, 0)] * 3


def test_the_same_form_twice_is_one_registration_and_a_code_leads_back(platform: Stepped) -> None:
    address, form = opened(platform)
    mother = stranger(platform)
    key = {"form_key": "A" * 22}
    twice = {path_of(post(mother, form, MOTHER | key)) for _ in range(2)}
    assert (len(twice), len(lines(platform, address))) == (1, 1)
    own = twice.pop().partition("?")[0]
    back = post(stranger(platform), f"{PUBLIC}/registration", {"code": own[-24:].lower()})
    assert path_of(back) == own
    assert post(mother, f"{PUBLIC}/registration", {"code": "x"}).status_code == 422
    assert get(mother, f"{PUBLIC}/registration/2222-2222-2222-2222-2222").status_code == 404
    assert get(mother, f"{PUBLIC}/registration").status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": "0"},
        {"people": "11"},
        {"calling_name": ""},
        {"phone": "x"},
        {"email": "x"},
        {"day": ""},
        {"day": "2020-01-01"},
        {"website": "http://spam.example"},
    ],
)
def test_a_form_with_something_wrong_is_shown_again(
    platform: Stepped, wrong: dict[str, str]
) -> None:
    address, form = opened(platform)
    assert sent(stranger(platform), form, **wrong).status_code == 422
    assert lines(platform, address) == []


def test_who_registered_reads_first_what_has_changed(platform: Stepped) -> None:
    address, form = opened(platform)
    mother, happening = stranger(platform), address.replace("happening-seats", "happenings")
    own = registered(mother, form, day=day_after(platform, 1))
    other = registered(stranger(platform), form, day=day_after(platform, 8), people="1")
    caller = platform.caller("coordinator-mll")
    later = {"day": day_after(platform, 1), "begins": "19:00", "minutes": 90}
    assert caller.put(f"{happening}/days", later, of=happening).status_code == 200
    page = get(mother, own, "en").text
    assert "Something of the times has changed" in page and "19:00" in page
    assert "Something of the times has changed" not in get(mother, other, "en").text
    assert [each["is_to_be_called"] for each in lines(platform, address)] == [True, False]
    assert caller.put(f"{happening}/cancellation", {}, of=happening).status_code == 200
    assert "The event was cancelled." in get(mother, own, "en").text
    assert "etana.example" not in get(mother, own, "en").text
    assert "STATUS:CANCELLED" in get(mother, f"{own}/calendar.ics").text


def test_only_who_holds_it_reads_who_comes(platform: Stepped) -> None:
    address, form = opened(platform)
    registered(stranger(platform), form)
    for other in ("coordinator-siipisulka", "municipal-turku"):
        for path in (address, f"{address}/registrations"):
            assert platform.caller(other).get(path).status_code in (403, 404)
    browser, pages = platform.browser("coordinator-mll"), address.replace("api/v1/", "")
    pages = pages.replace("happening-seats", "happenings")
    platform.settle()
    assert "Registered: 2" in get(browser, pages, "en").text
    shown = get(browser, f"{pages}/registrations", "en").text
    assert "Maija" in shown and "+358401234567" in shown
    terms = get(browser, f"{pages}/terms", "sv").text
    assert 'value="3"' in terms and "checked" not in terms


def test_the_public_page_leads_to_the_form_and_stays_the_same_for_all(platform: Stepped) -> None:
    _, form = opened(platform)
    anybody = stranger(platform)
    answer = anybody.get(form.removesuffix("/registration"), base_url=BASE)
    assert form in answer.text and answer.headers["Cache-Control"] == "public, max-age=60"
    assert anybody.get(form, base_url=BASE).headers["Cache-Control"] == "no-store"


def test_registration_ends_when_its_host_says(platform: Stepped) -> None:
    _, form = opened(platform, until_day=day_after(platform, -1), drop_in=True)
    anybody = stranger(platform)
    assert "Registration has ended" in get(anybody, form, "en").text
    assert form not in get(anybody, form.removesuffix("/registration"), "en").text
    answer = post(anybody, form, MOTHER | {"form_key": "A" * 22})
    assert answer.status_code == 409


def test_what_they_wrote_goes_ninety_days_after_the_event(platform: Stepped) -> None:
    address, form = opened(platform)
    mother = stranger(platform)
    own = registered(mother, form, day=day_after(platform, 1))
    platform.settle()
    service = platform.platform.services["referral"]
    (line,), now = lines(platform, address), service.clock.now()

    def gone(days: int) -> list[str]:
        later = now + timedelta(days=days)
        service.clock = Clock(service.clock.zone, lambda: later)
        return [str(each.record_id) for each in nightly.expire(service)]

    assert gone(91) == []
    assert gone(92) == [line["id"]]
    platform.settle()
    assert get(mother, own).status_code == 404


def test_nobody_registers_for_a_draft(platform: Stepped) -> None:
    happening_id = drafted(platform)[-36:]
    address, form = f"{SEATS}/{happening_id}", f"{PUBLIC}/{happening_id}/registration"
    terms = platform.caller("coordinator-mll").put(f"{address}/terms", {"seats": 3}, of=address)
    assert terms.status_code == 200
    anybody = stranger(platform)
    assert get(anybody, form).status_code == 404
    assert post(anybody, form, MOTHER | {"form_key": "A" * 22}).status_code == 404


def test_a_host_reaches_nobody_of_another_event(platform: Stepped) -> None:
    address, form = opened(platform)
    other, _ = opened(platform)
    registered(stranger(platform), form)
    (line,) = lines(platform, address)
    host = platform.caller("coordinator-mll")
    for step in ("call", "withdrawal"):
        path = f"registrations/{line['id']}/{step}"
        assert host.put(f"{other}/{path}", {}, of=other).status_code == 404
        assert host.put(f"{address}/{path}", {}, of=address).status_code == 200
    assert lines(platform, address) == []


def test_heads_begin_with_who_registered_for_the_latest_day(platform: Stepped) -> None:
    address, form = opened(platform)
    registered(stranger(platform), form, day=day_after(platform, 1))
    home = address.replace("api/v1/happening-seats", "happenings")
    service, first = platform.platform.services["referral"], day_after(platform, 1)
    later = service.clock.now() + timedelta(days=2)
    service.clock = Clock(service.clock.zone, lambda: later)
    shown = get(platform.browser("coordinator-mll"), f"{home}/heads", "en").text
    assert f'value="{first}" selected' in shown
    assert re.search(r'name="others"[^>]*value="2"', shown)


def test_those_with_news_stand_first_and_the_list_goes_on_behind_them(platform: Stepped) -> None:
    address, form = opened(platform)
    anybody = stranger(platform)
    for name, people in (("Aino", "1"), ("Beata", "2"), ("Cia", "1"), ("Disa", "2")):
        last = registered(anybody, form, calling_name=name, people=people)
    host = platform.caller("coordinator-mll")
    names = [each["calling_name"] for each in lines(platform, address)]
    assert names == ["Aino", "Beata", "Cia", "Disa"]
    first = lines(platform, address)[0]["id"]
    assert post(anybody, f"{last}/people", {"people": "1"}).status_code == 303
    withdrawal = f"{address}/registrations/{first}/withdrawal"
    assert host.put(withdrawal, {}, of=address).status_code == 200
    assert [each["calling_name"] for each in lines(platform, address)] == ["Cia", "Beata", "Disa"]
