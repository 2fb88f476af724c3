"""What the sender reads back at each disclosure level, however the support goes."""

from typing import Any

import pytest

from tests.casework.acceptance import ago, child_of_two_worlds
from tests.platform import BASE, Caller, Stepped

ROOT = "/referral/api/v1/referrals"
L0 = {"id", "status", "disclosure_level", "source_reference", "next_step", "sent"} | {
    "awaiting_reply_since",
    "answer_due",
}
L1 = L0 | {
    *("business_status", "programme", "municipality", "referred_on", "offered_to", "warnings"),
    *("case", "latest_on", "reason", "preconditions"),
}
L2 = L1 | {"phase", "frequency"}
L3 = L2 | {"outcome", "goals"}


def supported(platform: Stepped, level: str) -> tuple[str, str, Caller]:
    """A referral of that level whose case has visits, a goal and a score."""
    made, case = platform.after(_supported, level=level)
    return made, case, platform.caller("coordinator-siipisulka")


def _supported(platform: Stepped, *, level: str) -> tuple[str, str]:
    body = child_of_two_worlds(platform)
    body["consent"] |= {"disclosure_level": level}
    made = platform.caller("demo-varha").post(ROOT, body).headers["Location"]
    siipi = platform.caller("coordinator-siipisulka")
    accepted = siipi.put(f"{made}/acceptance", {"on": ago(platform, 60)}).json
    case = f"/casework/api/v1/cases/{accepted['case']}"
    visit = {"kind": "FACE", "minutes": 60, "present": 1}
    for status, day in (("HELD", 50), ("HELD", 40), ("MISSED", 30)):
        logged = siipi.post(
            f"{case}/visits", visit | {"status": status, "held_on": ago(platform, day)}
        )
        assert logged.status_code == 201, logged.text
    goal = siipi.post(
        f"{case}/goals", {"text": "Koulupäivät", "weight": 2, "on": ago(platform, 50)}
    )
    score = {"value": 1, "assessed_on": ago(platform, 20), "assessed_by": "JOINTLY"}
    siipi.put(f"{goal.headers['Location']}/score", score, of=case)
    return made, case


def close(platform: Stepped, case: str, coordinator: Caller) -> None:
    closure = {
        "on": ago(platform, 10),
        "end_reason": "FAMILY_ENDED",
        "outcome": "UNCHANGED",
        "assessed_by": "WORKER",
        "method": "PROFESSIONAL_JUDGEMENT",
        "early_reason": "Perhe halusi lopettaa.",
    }
    assert coordinator.put(f"{case}/closure", closure).status_code == 200


@pytest.mark.parametrize(("level", "names"), [("L0", L0), ("L1", L1), ("L2", L2), ("L3", L3)])
def test_a_level_reads_its_own_fields_and_no_more(
    platform: Stepped, level: str, names: set[str]
) -> None:
    made, _, _ = supported(platform, level)
    assert set(platform.caller("demo-varha").get(made).json) == names


def test_level_two_reads_the_phase_and_how_often_they_met(platform: Stepped) -> None:
    made, _, _ = supported(platform, "L2")
    read = platform.caller("demo-varha").get(made).json
    assert (read["phase"], read["frequency"]) == (
        "START",
        {"held": 2, "last_on": ago(platform, 40), "per_month": 1.0},
    )


def test_level_three_reads_goals_and_what_came_of_it(platform: Stepped) -> None:
    made, case, siipi = supported(platform, "L3")
    varha = platform.caller("demo-varha")
    (goal,) = varha.get(made).json["goals"]
    assert {**goal, "id": ""} == {
        "id": "",
        "text": "Koulupäivät",
        "weight": 2.0,
        "set_on": ago(platform, 50),
        "score": 1,
        "assessed_on": ago(platform, 20),
    }
    close(platform, case, siipi)
    assert varha.get(made).json["outcome"] == "UNCHANGED"


def test_goals_travel_at_level_three_alone(platform: Stepped) -> None:
    supported(platform, "L2")
    supported(platform, "L3")
    travelling = platform.platform.services["casework"].store.travelling(0, 500)
    disclosed = [event for event in travelling if event.name == "goal.disclosed"]
    assert len(disclosed) == 2  # set, then scored


def test_level_zero_never_tells_how_it_went(platform: Stepped) -> None:
    made, case, siipi = supported(platform, "L0")
    varha = platform.caller("demo-varha")
    before = varha.get(made).json
    close(platform, case, siipi)
    after = varha.get(made).json
    assert before == after
    assert (after["status"], after["next_step"]) == ("accepted", "NONE")
    assert siipi.get(made).json["status"] == "failed"
    lists = {
        status: varha.get(f"/referral/api/v1/referrals?status={status}").json["referrals"]
        for status in ("accepted", "failed")
    }
    assert lists == {"accepted": [after], "failed": []}


@pytest.mark.parametrize(("level", "shown"), [("L1", False), ("L3", True)])
def test_the_senders_page_says_as_much(platform: Stepped, level: str, shown: bool) -> None:
    body = child_of_two_worlds(platform) | {"programme": "kaveri", "client_status": "NONE"}
    body["consent"] |= {"disclosure_level": level}
    worker = platform.caller("municipal-turku")
    made = worker.post(ROOT, body)
    mll = platform.caller("coordinator-mll")
    accepted = mll.put(f"{made.headers['Location']}/acceptance", {"on": ago(platform, 60)}).json
    case = f"/casework/api/v1/cases/{accepted['case']}"
    mll.post(f"{case}/goals", {"text": "Yksi ystävä", "on": ago(platform, 5)})
    browser: Any = platform.browser("municipal-turku")
    page = browser.get(f"/referral/referrals/{made.json['id']}", base_url=BASE).text
    assert ("Yksi ystävä" in page) is shown
