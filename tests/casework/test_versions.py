"""A case goes by the programme's version that it began with, whatever is published later."""

from typing import Any

import pytest

from tests.casework.acceptance import WORKER, Opened, a_case, ago
from tests.casework.visiting import Browser, browser
from tests.platform import Stepped
from tests.publishing import publish

CODE = "amm-tukihenkilo"
RENAMED = {"{fi: Aloitus, sv: Inledning, en: Start}": "{fi: Alku, sv: Början, en: Beginning}"}


def shown(coordinator: Browser, **filters: str) -> str:
    """The list of cases, in English."""
    query = "&".join(f"{name}={value}" for name, value in {"lang": "en", **filters}.items())
    return str(coordinator.get(f"/casework/?{query}").text)


def begun_in(platform: Stepped, version: int, **facts: Any) -> tuple[Opened, Browser]:
    """A case of that version with somebody on its team, and its coordinator's browser."""
    publish(platform, CODE, version, **facts)
    case = a_case(platform)
    assert case.put(f"team/{WORKER}", {"role": "RESPONSIBLE"}).status_code == 200
    assert case.read()["programme_version"] == version
    return case, browser(platform, "coordinator-siipisulka")


def closed(case: Opened, *, days_ago: int) -> None:
    closure = {"end_reason": "OTHER", "outcome": "NOT_ASSESSED", "early_reason": "Muutti."}
    on = ago(case.platform, days_ago)
    assert case.put("closure", closure | {"on": on}).status_code == 200


def test_its_phase_is_called_as_when_it_began(case: Opened, coordinator: Browser) -> None:
    publish(case.platform, CODE, 2, words=RENAMED)
    assert ("Start" in shown(coordinator), "Beginning" in shown(coordinator)) == (True, False)


@pytest.mark.parametrize(("quiet_days", "is_marked"), [(249, True), (250, False)])
def test_it_is_marked_as_quiet_after_its_own_days(
    platform: Stepped, quiet_days: int, is_marked: bool
) -> None:
    _, coordinator = begun_in(platform, 2, quiet_days=quiet_days)
    publish(platform, CODE, 3, quiet_days=10 if not is_marked else 400)
    assert ("No visit for 250 days" in shown(coordinator)) is is_marked


def test_a_programme_that_says_nothing_waits_thirty_days_for_a_visit(platform: Stepped) -> None:
    case = a_case(platform)
    assert case.put(f"team/{WORKER}", {"role": "RESPONSIBLE"}).status_code == 200
    assert "No visit for 250 days" in shown(browser(platform, "coordinator-siipisulka"))


@pytest.mark.parametrize(("months", "is_late"), [(3, True), (12, False)])
def test_it_is_followed_up_after_its_own_months(
    platform: Stepped, months: int, is_late: bool
) -> None:
    case, coordinator = begun_in(platform, 2, follow_up_months=months)
    publish(platform, CODE, 3, follow_up_months=15 - months)
    closed(case, days_ago=120)
    assert ("Follow-up is late" in shown(coordinator, state="follow_up")) is is_late


def test_a_programme_that_says_nothing_is_followed_up_after_half_a_year(platform: Stepped) -> None:
    case, coordinator = a_case(platform), browser(platform, "coordinator-siipisulka")
    closed(case, days_ago=120)
    assert "Follow-up is late" not in shown(coordinator, state="follow_up")


@pytest.mark.parametrize("months", [3, 9])
def test_its_end_is_early_before_its_own_minimum(platform: Stepped, months: int) -> None:
    case, _ = begun_in(platform, 2, minimum_months=months)
    publish(platform, CODE, 3, minimum_months=12 - months)
    closure = {"end_reason": "MOVED", "outcome": "NOT_ASSESSED", "on": ago(platform, 70)}
    assert case.put("closure", closure).status_code == (200 if months == 3 else 409)
