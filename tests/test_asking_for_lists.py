"""Lists of every service take `updated_since` and `sort` alike, and come in pages."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.casework.acceptance import Opened, a_case, ago
from tests.casework.visiting import SUPPORTER, agree
from tests.platform import Stepped, platform
from tests.volunteers.bodies import proposed, vetted, waiting_case

__all__ = ["platform"]
HOUR = timedelta(hours=1)
CASES, PEOPLE = "/casework/api/v1/cases", "/volunteers/api/v1/volunteers"
PERSON = {"given_name": "Anna", "family_name": "Esimerkki", "date_of_birth": "1990-01-01"}
MORE = {"municipality": "853", "kind": "PROFESSIONAL", "programmes": ["amm-tukihenkilo"]}


@pytest.fixture
def case(platform: Stepped) -> Opened:
    case = a_case(platform)
    for day in (9, 5):
        visit = {"held_on": ago(platform, day), "kind": "FACE", "minutes": 30, "present": 1}
        assert case.post("visits", visit).status_code == 201
    assert case.coordinator.post(PEOPLE, PERSON | MORE).status_code == 201
    return case


def listed(case: Opened, path: str, name: str, **query: str) -> list[Any]:
    asking = "&".join(f"{key}={value}" for key, value in query.items())
    answer = case.coordinator.get(f"{path}?{asking}".replace("+00:00", "Z"))
    assert answer.status_code == 200, answer.text
    shown: list[Any] = answer.json[name]
    return shown


def test_each_list_tells_what_is_new(case: Opened) -> None:
    now = datetime.now(UTC)
    for path, name in ((CASES, "cases"), (PEOPLE, "volunteers"), (f"{case.path}/visits", "visits")):
        everything = listed(case, path, name)
        assert everything
        assert listed(case, path, name, updated_since=(now - HOUR).isoformat()) == everything
        assert listed(case, path, name, updated_since=(now + HOUR).isoformat()) == []
    referral = "/referral/api/v1"
    of_case = f"{referral}/referrals/{case.referral}/messages"
    assert case.coordinator.post(of_case, {"text": "Kiitos."}).status_code == 201
    agree(case, person=SUPPORTER, on=ago(case.platform, 30))
    assert case.coordinator.post(f"{case.path}/messages", {"text": "Hei."}).status_code == 201
    other = (
        *((f"{referral}/{name}", name) for name in ("organisations", "programmes", "agreements")),
        (f"{referral}/people", "people"),
        (of_case, "messages"),
        (f"{case.path}/messages", "messages"),
    )
    for path, name in other:
        everything = listed(case, path, name)
        assert everything
        soon, late = (now - HOUR).isoformat(), (now + HOUR).isoformat()
        assert listed(case, path, name, updated_since=soon) == everything, path
        assert listed(case, path, name, updated_since=late) == [], path
    matches = "/volunteers/api/v1/matches"
    assert listed(case, matches, "matches", updated_since=now.isoformat()) == []


def test_the_letters_and_the_waiting_cases_tell_what_is_new(platform: Stepped) -> None:
    match = proposed(platform, waiting_case(platform), vetted(platform, sign_in="volunteer-mll"))
    coordinator, now = platform.caller("coordinator-mll"), datetime.now(UTC)
    later = f"updated_since={(now + HOUR).isoformat()}".replace("+00:00", "Z")
    sooner = f"updated_since={(now - HOUR).isoformat()}".replace("+00:00", "Z")
    needs, inbox = "/volunteers/api/v1/needs", "/volunteers/api/v1/inbox"
    assert coordinator.get(f"{needs}?{later}").json["needs"] == []
    assert len(coordinator.get(f"{needs}?{sooner}").json["needs"]) == 1
    volunteer = platform.caller("volunteer-mll")
    assert len(volunteer.get(f"{inbox}?{sooner}").json["letters"]) == 1
    assert volunteer.get(f"{inbox}?{later}").json["letters"] == []
    assert match


def test_a_list_of_what_is_new_comes_in_pages_too(case: Opened) -> None:
    soon = (datetime.now(UTC) - HOUR).isoformat().replace("+00:00", "Z")
    address = f"/referral/api/v1/organisations?limit=2&updated_since={soon}"
    first = case.coordinator.get(address)
    link = first.headers["Link"].partition(">")[0].lstrip("<")
    assert "updated_since" in link
    second = case.coordinator.get(link)
    codes = [each["code"] for page in (first, second) for each in page.json["organisations"]]
    assert len(set(codes)) == 4


def test_each_list_comes_in_either_order(case: Opened) -> None:
    a_case(case.platform)
    for path, name, by in (
        (CASES, "cases", "opened_on"),
        (PEOPLE, "volunteers", "applied_on"),
        (f"{case.path}/visits", "visits", "held_on"),
    ):
        days = [each.get(by) for each in listed(case, path, name, sort=by)]
        assert days == sorted(days)
        falling = [each.get(by) for each in listed(case, path, name, sort=f"-{by}")]
        assert falling == days[::-1]
        assert case.coordinator.get(f"{path}?sort=name").status_code == 422
