"""What was recorded of a case by mistake is put right over HTTP, with a reason that stays."""

from typing import Any

import pytest

from tests.casework.acceptance import Opened, ago
from tests.casework.visiting import Browser, path

REASON = {"reason": "Väärä kirjaus."}
CLOSURE = {"end_reason": "FAMILY_ENDED", "outcome": "NOT_ASSESSED", "early_reason": "Muutto."}


def timeline(seat: Browser, case: Opened) -> str:
    page: str = seat.get(f"{path(case)}/timeline").text
    return page


def close(case: Opened, **more: Any) -> int:
    status: int = case.put("closure", CLOSURE | more).status_code
    return status


def test_a_case_closed_by_mistake_goes_on_and_can_be_closed_again(
    case: Opened, coordinator: Browser
) -> None:
    sender = case.platform.caller("demo-varha")
    there = f"/referral/api/v1/referrals/{case.referral}"
    assert close(case) == 200
    assert sender.get(there).json["status"] == "failed"
    assert case.put("reopening", REASON).status_code == 200
    assert (case.read()["status"], case.read()["closure"]) == ("open", None)
    assert sender.get(there).json["status"] == "accepted"
    assert "Väärä kirjaus." in timeline(coordinator, case)
    assert close(case) == 200
    assert (case.read()["status"], sender.get(there).json["status"]) == ("closed", "failed")


def test_reopening_says_why_and_an_open_case_stays_as_it_is(case: Opened) -> None:
    assert case.put("reopening", {"reason": " "}).status_code == 422
    before = case.read()
    assert (case.put("reopening", REASON).status_code, case.read()) == (200, before)


def test_a_follow_up_on_the_day_of_closing_leaves_the_programmes_ahead(
    case: Opened, coordinator: Browser
) -> None:
    close(case)
    follow_up = {"outcome": "UNCHANGED", "assessed_on": ago(case.platform, 0)}
    assert case.put("follow-up", follow_up).status_code == 200
    assert str(case.id) in coordinator.get("/casework/?state=follow_up").text
    assert case.put("follow-up/entered-in-error", REASON).status_code == 200
    assert case.read()["follow_up"] is None


def test_a_follow_up_in_its_time_is_the_programmes(case: Opened, coordinator: Browser) -> None:
    close(case, on=ago(case.platform, 200))
    case.put("follow-up", {"outcome": "UNCHANGED", "assessed_on": ago(case.platform, 10)})
    assert str(case.id) not in coordinator.get("/casework/?state=follow_up").text


def test_a_task_settled_by_mistake_is_open_again(case: Opened, coordinator: Browser) -> None:
    tasks = [task["code"] for task in case.read()["tasks"]]
    case.settle(tasks[0], on=ago(case.platform, 100))
    assert tasks[0] not in case.read()["open_tasks"]
    assert case.put(f"tasks/{tasks[0]}/entered-in-error", REASON).status_code == 200
    assert case.read()["open_tasks"] == tasks
    assert "Väärä kirjaus." in timeline(coordinator, case)


def test_a_phase_that_had_not_begun_is_taken_back(case: Opened) -> None:
    case.settle(*case.read()["open_tasks"], on=ago(case.platform, 200))
    since = case.read()["phase_since"]
    assert case.move("TRUST", on=ago(case.platform, 190)).status_code == 200
    assert case.put("phase/entered-in-error", REASON).status_code == 200
    assert (case.read()["phase"], case.read()["phase_since"]) == ("START", since)
    assert case.put("phase/entered-in-error", REASON).status_code == 409


def test_a_goal_and_its_score_are_put_right(case: Opened, coordinator: Browser) -> None:
    goal = case.post("goals", {"text": "Käy koulua.", "on": ago(case.platform, 90)}).json["id"]
    score = {"value": 1, "assessed_by": "JOINTLY", "assessed_on": ago(case.platform, 60)}
    case.put(f"goals/{goal}/score", score)
    better = {"text": "Käy koulua viitenä päivänä.", **REASON}
    assert case.put(f"goals/{goal}/correction", better).status_code == 200
    wrong = {"assessed_on": ago(case.platform, 60), **REASON}
    assert case.put(f"goals/{goal}/score/entered-in-error", wrong).status_code == 200
    (shown,) = case.read()["plan"]["goals"]
    assert (shown["text"], shown["scores"]) == ("Käy koulua viitenä päivänä.", [])
    page = timeline(coordinator, case)
    assert ("Käy koulua." in page, "Käy koulua viitenä päivänä." in page) == (True, True)
    assert case.put(f"goals/{goal}/entered-in-error", REASON).status_code == 200
    assert case.read()["plan"]["goals"] == []


def test_a_meeting_is_put_right_and_what_is_left_out_stays(case: Opened) -> None:
    held = {"goals_being_met": False, "participants": ["Outi"], "held_on": ago(case.platform, 9)}
    other = case.post("plan-meetings", held | {"participants": ["Aila"]}).json["id"]
    meeting = case.post("plan-meetings", held).json["id"]
    body = {"goals_being_met": True, **REASON}
    assert case.put(f"plan-meetings/{meeting}/correction", body).status_code == 200
    shown = [(m["goals_being_met"], m["participants"]) for m in case.read()["plan"]["meetings"]]
    assert shown == [(False, ["Aila"]), (True, ["Outi"])]
    assert case.put(f"plan-meetings/{meeting}/entered-in-error", REASON).status_code == 200
    assert [left["id"] for left in case.read()["plan"]["meetings"]] == [other]


def test_a_goal_that_stays_as_it_is_was_not_corrected(case: Opened) -> None:
    goal = case.post("goals", {"text": "Käy koulua."}).json["id"]
    before = case.coordinator.get(case.path).headers["ETag"]
    same = {"text": "Käy koulua. ", **REASON}
    assert case.put(f"goals/{goal}/correction", same).status_code == 200
    assert case.coordinator.get(case.path).headers["ETag"] == before


@pytest.mark.parametrize(
    ("what", "body", "day"),
    [
        ("measurements", {"indicator": "3x10d.6", "value": 7}, "measured_on"),
        ("plan-meetings", {"goals_being_met": True, "participants": ["Outi"]}, "held_on"),
    ],
)
@pytest.mark.parametrize(("days", "status"), [(99, 200), (-1, 422)])
def test_what_is_put_right_lies_within_the_case(
    case: Opened, what: str, body: dict[str, Any], day: str, days: int, status: int
) -> None:
    there = case.post(what, body | {day: ago(case.platform, 50)}).json["id"]
    answer = case.put(f"{what}/{there}/correction", {day: ago(case.platform, days), **REASON})
    assert answer.status_code == status


@pytest.mark.parametrize(("value", "status"), [(10, 200), (11, 422)])
def test_a_corrected_measurement_stays_on_its_scale(case: Opened, value: int, status: int) -> None:
    body = {"indicator": "3x10d.6", "value": 7, "measured_on": ago(case.platform, 100)}
    taken = case.post("measurements", body).json["id"]
    answer = case.put(f"measurements/{taken}/correction", {"value": value, **REASON})
    assert answer.status_code == status
    assert case.put(f"measurements/{taken}/entered-in-error", REASON).status_code == 200
    assert case.read()["plan"]["measurements"] == []


def test_the_plan_leads_to_the_form_of_each_correction(case: Opened, coordinator: Browser) -> None:
    goal = case.post("goals", {"text": "Käy koulua."}).json["id"]
    there = f"{path(case)}/goals/{goal}/correction"
    assert there in coordinator.get(f"{path(case)}/plan").text
    assert "Käy koulua." in coordinator.get(there).text
    answer = coordinator.send(there, {"text": "Käy koulua joka päivä.", "weight": "1", **REASON})
    assert answer.status_code == 303
    assert "Käy koulua joka päivä." in coordinator.get(f"{path(case)}/plan").text


def test_a_part_that_is_not_there_cannot_be_put_right(case: Opened) -> None:
    for part in ("goals", "plan-meetings", "measurements"):
        address = f"{part}/{case.id}/entered-in-error"
        assert case.put(address, REASON).status_code == 404, part


def test_several_tasks_are_recorded_in_one_form(case: Opened, coordinator: Browser) -> None:
    tasks = case.read()["open_tasks"]
    there = f"{path(case)}/phase-tasks"
    answer = coordinator.send(there, {"done": tasks[:2], "on": ago(case.platform, 100)})
    assert answer.status_code == 303
    assert case.read()["open_tasks"] == tasks[2:]
    assert coordinator.send(there, {}).status_code == 422


def test_closing_says_first_what_will_happen(case: Opened, coordinator: Browser) -> None:
    page = coordinator.get(f"{path(case)}/closing").text
    assert "Mitään ei ole vielä tapahtunut" in page
    assert "Lähettäjä saa tietää päättymisestä" in page
