"""Lists of every service take `updated_since` and `sort` alike, and come in pages."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.casework.acceptance import Opened, a_case, ago
from tests.platform import Stepped, platform

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
    matches = "/volunteers/api/v1/matches"
    assert listed(case, matches, "matches", updated_since=now.isoformat()) == []


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
