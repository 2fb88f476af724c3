"""A mother joins a closed group; once it has begun nobody does, and only its members read where."""

import re
from datetime import timedelta
from typing import Any

import pytest

from shared.kernel.clock import Clock
from tests.platform import BASE, Stepped, csrf_of
from tests.referral.family_contacts.families import get, post, stranger
from tests.referral.happenings.announcing import HAPPENINGS, day_after, drafted, open_events
from tests.referral.registrations.registering import MOTHER, PUBLIC, SEATS, registered, sent

PLACE = "Asukastalo, Testikuja 4"
GROUP: dict[str, Any] = {
    "kind": "PEER_GROUP",
    "languages": ["ar", "so", "ar"],
    "guides": ["PROFESSIONAL", "VOLUNTEER"],
    "rules_fi": "Mitä täällä puhutaan, jää tänne.",
    "place": PLACE,
    "link": "",
}


def opened(platform: Stepped, **terms: object) -> str:
    """A closed group that was published, with two seats; its id."""
    address = drafted(platform, **GROUP)
    caller, seats = platform.caller("coordinator-mll"), f"{SEATS}/{address[-36:]}"
    assert caller.put(f"{address}/publication", {}, of=address).status_code == 422
    assert caller.put(f"{seats}/terms", {"seats": 2} | terms, of=seats).status_code == 200
    assert caller.put(f"{address}/publication", {}, of=address).status_code == 200
    platform.settle()
    return address[-36:]


def begin(platform: Stepped) -> None:
    """Let its first time, tomorrow at six, be over."""
    service = platform.platform.services["referral"]
    later = service.clock.now() + timedelta(days=2)
    service.clock = Clock(service.clock.zone, lambda: later)


def test_everybody_reads_what_it_is_before_they_join(platform: Stepped) -> None:
    happening_id = opened(platform)
    (line,) = open_events(platform).json["happenings"]
    assert (line["kind"], line["languages"], line["guides"], line["rules"]) == (
        "PEER_GROUP",
        ["fi", "ar", "so"],
        ["PROFESSIONAL", "VOLUNTEER"],
        {"fi": "Mitä täällä puhutaan, jää tänne."},
    )
    shown = get(stranger(platform), f"{PUBLIC}/{happening_id}", "en").text
    for text in (PLACE, "Finnish, Arabic, Somali", "A professional, a volunteer", "jää tänne"):
        assert text in shown, text
    form = get(stranger(platform), f"{PUBLIC}/{happening_id}/registration", "en").text
    assert "nobody new joins" in form and "Free seats: 2" in form and 'name="day"' not in form
    own = platform.caller("coordinator-mll").get(f"{HAPPENINGS}/{happening_id}").json
    assert own["languages"] == ["ar", "so"]


@pytest.mark.parametrize("terms", [{"seats": 0}, {"seats": 4, "drop_in": True}])
def test_terms_on_which_others_would_come_are_refused(
    platform: Stepped, terms: dict[str, object]
) -> None:
    seats = f"{SEATS}/{drafted(platform, **GROUP)[-36:]}"
    answer = platform.caller("coordinator-mll").put(f"{seats}/terms", terms, of=seats)
    assert answer.status_code == 422


def test_once_it_has_begun_nobody_joins_and_only_members_read_where(platform: Stepped) -> None:
    happening_id = opened(platform)
    event, form = f"{PUBLIC}/{happening_id}", f"{PUBLIC}/{happening_id}/registration"
    mother, waiting, anybody = (stranger(platform) for _ in range(3))
    assert sent(mother, form, day=day_after(platform, 1)).status_code == 422
    hers = registered(mother, form, day="")
    theirs = registered(waiting, form, calling_name="Matti", people="1", day="")
    platform.settle()
    assert PLACE in get(waiting, theirs, "en").text
    begin(platform)
    for path in (event, f"{event}/calendar.ics", form, theirs, f"{theirs}/calendar.ics"):
        assert PLACE not in get(anybody, path, "en").text, path
        assert "Testikuja" not in get(anybody, path, "en").text, path
    assert open_events(platform).json["happenings"] == []
    assert "Ero vanhempana" not in get(anybody, PUBLIC, "fi").text
    assert happening_id not in get(anybody, f"{PUBLIC}/calendar.ics").text
    assert "Registration has ended" in get(anybody, event, "en").text
    answer = post(anybody, form, MOTHER | {"form_key": "A" * 22, "day": ""})
    assert answer.status_code == 409
    assert "there was no seat for you" in get(waiting, theirs, "en").text
    own = get(mother, hers, "en").text
    assert PLACE in own and "jää tänne" in own
    assert "Testikuja" in get(mother, f"{hers}/calendar.ics").text


def test_once_it_has_begun_professionals_of_elsewhere_read_no_place_either(
    platform: Stepped,
) -> None:
    happening_id = opened(platform)
    ours, theirs = (f"/referral/{path}" for path in ("api/v1/happenings", "happenings"))

    def read(sign_in: str) -> tuple[bool, bool, int]:
        """Whether the place stands in the answer and on the page, and how many days there are."""
        answer = platform.caller(sign_in).get(f"{ours}/{happening_id}")
        browser = platform.browser(sign_in, "referral")
        page = browser.get(f"{theirs}/{happening_id}", base_url=BASE)
        assert (answer.status_code, page.status_code) == (200, 200)
        return PLACE in answer.text, PLACE in page.text, len(answer.json["days"])

    assert read("coordinator-siipisulka") == read("coordinator-mll")
    begin(platform)
    assert read("coordinator-siipisulka") == (False, False, 0)
    assert read("municipal-turku") == (False, False, 0)
    assert read("coordinator-mll")[:2] == (True, True)
    lists = {who: platform.caller(who).get(ours).text for who in ("regional", "coordinator-mll")}
    assert [happening_id in text for text in lists.values()] == [False, True]


def test_nobody_moves_up_and_no_party_grows_once_it_has_begun(platform: Stepped) -> None:
    form = f"{PUBLIC}/{opened(platform)}/registration"
    mother, waiting = stranger(platform), stranger(platform)
    hers = registered(mother, form, day="")
    theirs = registered(waiting, form, calling_name="Matti", people="1", day="")
    begin(platform)
    assert post(mother, f"{hers}/people", {"people": "1"}).status_code == 303
    assert "On the waiting list" in get(waiting, theirs, "en").text
    assert post(mother, f"{hers}/people", {"people": "2"}).status_code == 409
    assert post(mother, f"{hers}/cancellation").status_code == 303
    assert "On the waiting list" in get(waiting, theirs, "en").text


def test_before_it_begins_whoever_waits_moves_up(platform: Stepped) -> None:
    form = f"{PUBLIC}/{opened(platform)}/registration"
    mother, waiting = stranger(platform), stranger(platform)
    hers = registered(mother, form, day="")
    theirs = registered(waiting, form, calling_name="Matti", people="1", day="")
    assert post(mother, f"{hers}/people", {"people": "1"}).status_code == 303
    assert "have a seat now" in get(waiting, theirs, "en").text


def test_its_planner_may_end_registration_before_it_begins(platform: Stepped) -> None:
    happening_id = opened(platform, until_day=day_after(platform, -1))
    form = f"{PUBLIC}/{happening_id}/registration"
    assert open_events(platform).json["happenings"] == []
    assert PLACE not in get(stranger(platform), form, "en").text
    answer = post(stranger(platform), form, MOTHER | {"form_key": "A" * 22, "day": ""})
    assert answer.status_code == 409


def test_its_planner_reads_on_pages_what_is_missing(platform: Stepped) -> None:
    address = drafted(platform, **GROUP)
    home = address.replace("/api/v1", "")
    browser = platform.browser("coordinator-mll")
    assert "a closed group is published once" in get(browser, home, "en").text
    shown = get(browser, home, "en").text
    seen = re.findall(r'name="seen" value="([^"]+)"', shown)[0]
    early = post(browser, f"{home}/publication", {"csrf_token": csrf_of(shown), "seen": seen})
    assert early.status_code == 422 and "Say how many seats" in early.text
    terms = get(browser, f"{home}/terms", "en").text
    assert 'name="drop_in"' not in terms and "nobody new joins" in terms
    plan = get(browser, f"{home}/plan", "sv").text
    assert plan.count("checked") == 2 + 2 + 2  # themes, languages, guides
