"""A program asks which referrals have moved, and learns no more than by reading each of them."""

from typing import Any
from urllib.parse import urlencode

import pytest

from tests.casework.acceptance import a_case, child_of_two_worlds
from tests.platform import Caller, Stepped

ROOT = "/referral/api/v1/referrals"


def listed(caller: Caller, **query: str) -> list[str]:
    answer = caller.get(f"{ROOT}?{urlencode(query)}")
    assert answer.status_code == 200, answer.text
    return [each["id"] for each in answer.json["referrals"]]


def now(platform: Stepped) -> str:
    return platform.platform.clock.now().isoformat()


def waiting(platform: Stepped) -> str:
    body = child_of_two_worlds(platform)
    made: Any = platform.caller("demo-varha").post(ROOT, body).json["id"]
    return str(made)


@pytest.mark.parametrize(
    ("level", "is_told"), [("L0", False), ("L1", True), ("L2", True), ("L3", True)]
)
def test_a_sender_is_told_what_its_level_reads_back(
    platform: Stepped, level: str, is_told: bool
) -> None:
    body = child_of_two_worlds(platform)
    body["consent"]["disclosure_level"] = level
    county = platform.caller("demo-varha")
    referral = county.post(ROOT, body).json["id"]
    owner = platform.caller("coordinator-siipisulka")
    accepted = owner.put(f"{ROOT}/{referral}/acceptance", {}, of=f"{ROOT}/{referral}")
    case = f"/casework/api/v1/cases/{accepted.json['case']}"
    before = now(platform)
    visit = {"kind": "FACE", "status": "HELD", "minutes": 30, "present": 1}
    assert owner.post(f"{case}/visits", visit).status_code == 201
    for task in ("T1", "T2", "T3", "T4", "T5", "T6", "T7"):
        owner.put(f"{case}/tasks/{task}", {"state": "DONE"}, of=case)
    assert owner.put(f"{case}/phase", {"to": "TRUST"}, of=case).status_code == 200
    assert (listed(county, updated_since=before) == [referral]) is is_told
    assert listed(owner, updated_since=before) == [referral]


def test_what_moved_before_is_not_news(platform: Stepped) -> None:
    county, first = platform.caller("demo-varha"), waiting(platform)
    moment = now(platform)
    second = waiting(platform)
    assert listed(county, updated_since=moment) == [second]
    assert set(listed(county, updated_since="2026-01-01T00:00:00Z")) == {first, second}
    assert listed(county, updated_since="2099-01-01T00:00:00+02:00") == []


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00+14:00", "1899-12-31T23:59:59Z"])
def test_the_beginning_of_time_is_before_all(platform: Stepped, since: str) -> None:
    assert listed(platform.caller("demo-varha"), updated_since=since) == []
    referral = waiting(platform)
    assert listed(platform.caller("demo-varha"), updated_since=since) == [referral]


@pytest.mark.parametrize("since", ["", "yesterday", "2026-01-01", "2026-01-01T00:00:00", "²"])
def test_what_is_no_moment_is_refused(platform: Stepped, since: str) -> None:
    answer = platform.caller("demo-varha").get(f"{ROOT}?{urlencode({'updated_since': since})}")
    assert (answer.status_code, list(answer.json["errors"]["query"])) == (422, ["updated_since"])


def test_referrals_are_asked_for_by_status(platform: Stepped) -> None:
    accepted, offered = a_case(platform).referral, waiting(platform)
    county = platform.caller("demo-varha")
    assert listed(county, status="accepted") == [accepted]
    assert county.get(f"{ROOT}/{offered}").json["status"] == "offered"
    assert listed(county, status="offered") == [offered]
    assert listed(county, status="rejected") == []
    assert county.get(f"{ROOT}?status=ACCEPTED").status_code == 422


def test_referrals_come_in_the_order_that_is_asked_for(platform: Stepped) -> None:
    county = platform.caller("demo-varha")
    for day in ("2026-03-02", "2026-03-01", "2026-03-03"):
        county.post(ROOT, child_of_two_worlds(platform) | {"referred_on": day})
    rising = listed(county, sort="referred_on")
    assert listed(county, sort="-referred_on") == rising[::-1]
    assert [county.get(f"{ROOT}/{each}").json["referred_on"] for each in rising] == [
        "2026-03-01",
        "2026-03-02",
        "2026-03-03",
    ]
    assert county.get(f"{ROOT}?sort=name").status_code == 422


def test_cases_are_asked_for_by_status(platform: Stepped) -> None:
    case = a_case(platform)
    root = "/casework/api/v1/cases"
    answers = {
        status: case.coordinator.get(f"{root}?status={status}").json["cases"]
        for status in ("open", "closed")
    }
    assert ([each["id"] for each in answers["open"]], answers["closed"]) == ([str(case.id)], [])
