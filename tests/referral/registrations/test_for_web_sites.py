"""A municipality's own web site registers somebody: no account, and the code in the answer."""

from typing import Any
from uuid import uuid4

from shared.web.rates import Counter, Rate
from tests.platform import BASE, Stepped
from tests.referral.family_contacts.families import get, stranger
from tests.referral.happenings.announcing import drafted
from tests.referral.registrations import test_joining_a_group as groups
from tests.referral.registrations.registering import SEATS, opened
from tests.referral.registrations.test_registering import lines

OPEN = "/referral/api/v1/open-events"
MOTHER: dict[str, Any] = {"calling_name": "Maija", "people": 2, "phone": "+358401234567"}
ALL = MOTHER | {"day": "all"}


def sent(platform: Stepped, happening_id: str, body: dict[str, Any], key: str = "") -> Any:
    return stranger(platform).post(
        f"{OPEN}/{happening_id}/registration",
        json=body,
        headers={"Idempotency-Key": key or str(uuid4())},
        base_url=BASE,
    )


def read(platform: Stepped, happening_id: str) -> Any:
    return stranger(platform).get(f"{OPEN}/{happening_id}/registration", base_url=BASE)


def test_somebody_is_registered_once_and_comes_back_with_the_code(platform: Stepped) -> None:
    address, _ = opened(platform)
    happening_id, key = address[-36:], str(uuid4())
    made = sent(platform, happening_id, ALL, key)
    assert (made.status_code, made.json["status"]) == (201, "REGISTERED"), made.text
    assert sent(platform, happening_id, ALL, key).json == made.json
    assert sent(platform, happening_id, ALL | {"people": 1}, key).status_code == 422
    second = sent(platform, happening_id, ALL)
    assert (second.json["status"], second.json["code"] != made.json["code"]) == ("WAITING", True)
    own = get(stranger(platform), made.json["page"], "en")
    assert (own.status_code, made.json["code"] in own.text) == (200, True)
    platform.settle()
    assert [each["calling_name"] for each in lines(platform, address)] == ["Maija", "Maija"]


def test_what_can_be_registered_for_names_nobody(platform: Stepped) -> None:
    address, _ = opened(platform, seats=2)
    happening_id = address[-36:]
    before = read(platform, happening_id).json
    assert (before["is_open"], before["for_all_times"]) == (True, False)
    assert [each["is_full"] for each in before["days"]] == [False] * len(before["days"])
    sent(platform, happening_id, ALL)
    shown = read(platform, happening_id)
    assert all(each["is_full"] for each in shown.json["days"])
    assert "Maija" not in shown.text and before["notice"].startswith("/referral/")


def test_what_the_form_refuses_is_refused(platform: Stepped) -> None:
    address, _ = opened(platform)
    happening_id = address[-36:]
    for wrong in ({"day": "2020-01-01"}, {"phone": "x"}, {"people": 0}, {"calling_name": ""}):
        assert sent(platform, happening_id, ALL | wrong).status_code == 422, wrong
    assert sent(platform, happening_id, ALL | {"form_key": "A" * 22}).status_code == 422
    assert sent(platform, happening_id, ALL, "A" * 21).status_code == 422
    assert sent(platform, happening_id, ALL, "A" * 22).status_code == 201
    assert sent(platform, str(uuid4()), ALL).status_code == 404
    assert read(platform, str(uuid4())).status_code == 404


def test_a_draft_and_an_event_without_registration_are_nobodys(platform: Stepped) -> None:
    address = drafted(platform)
    seats = f"{SEATS}/{address[-36:]}"
    platform.caller("coordinator-mll").put(f"{seats}/terms", {"seats": 3}, of=seats)
    for answer in (sent(platform, address[-36:], ALL), read(platform, address[-36:])):
        assert answer.status_code == 404


def test_a_closed_group_that_has_begun_tells_no_day(platform: Stepped) -> None:
    happening_id = groups.opened(platform)
    assert read(platform, happening_id).json["for_all_times"] is True
    assert sent(platform, happening_id, MOTHER | {"people": 1}).status_code == 201
    groups.begin(platform)
    begun = read(platform, happening_id)
    assert (begun.json["is_open"], begun.json["days"]) == (False, [])
    assert groups.PLACE not in begun.text
    assert sent(platform, happening_id, MOTHER).status_code == 409


def test_one_address_registers_no_oftener_than_with_the_form(platform: Stepped) -> None:
    address, _ = opened(platform, seats=0)
    rate = Rate("public", 2, 3600)
    platform.platform.apps["referral"].extensions["public_rates"]["public"] = Counter(rate)
    made = [sent(platform, address[-36:], ALL).status_code for _ in range(3)]
    assert made == [201, 201, 429]
    assert read(platform, address[-36:]).status_code == 200
