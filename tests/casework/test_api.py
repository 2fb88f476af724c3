"""Steps 9 to 12 over HTTP: a case from its acceptance to its follow-up."""

from typing import Any

import pytest

from tests.casework.acceptance import API, OTHER_WORKER, WORKER, Opened, a_case, ago
from tests.platform import Stepped
from tests.sightings import revealed

START = ("T1", "T2", "T3", "T4", "T5", "T6", "T7")
TRUST = ("T8", "T9", "T10", "T11")
FUTURE = ("T12", "T13", "T14", "T15")


@pytest.fixture
def case(platform: Stepped) -> Opened:
    return a_case(platform)


def in_trust(case: Opened) -> None:
    case.settle(*START, on=ago(case.platform, 240))
    assert case.move("TRUST", on=ago(case.platform, 230)).status_code == 200


def in_future(case: Opened) -> None:
    in_trust(case)
    case.settle(*TRUST, on=ago(case.platform, 200))
    meeting = {"held_on": ago(case.platform, 190), "participants": 5, "goals_being_met": True}
    assert case.post("plan-meetings", meeting).status_code == 201
    assert case.move("FUTURE", on=ago(case.platform, 180)).status_code == 200


def test_acceptance_opens_a_case_in_the_programmes_first_phase(case: Opened) -> None:
    body = case.read()
    assert (body["referral"], body["phase"], body["programme_version"]) == (
        case.referral,
        "START",
        1,
    )
    assert body["open_tasks"] == list(START)
    assert (body["next_phase"], body["missing"]) == ("TRUST", list(START))


def test_a_case_is_found_by_its_referral(case: Opened) -> None:
    listed = case.coordinator.get(f"{API}?referral={case.referral}").json
    assert [row["id"] for row in listed["cases"]] == [str(case.id)]
    assert case.coordinator.get(f"{API}?referral={case.id}").json["cases"] == []
    assert case.coordinator.get(f"{API}?referral=nothing").json["cases"] == []


def test_only_the_team_and_the_coordinators_open_a_case(case: Opened) -> None:
    stranger = case.worker.get(case.path)
    missing = case.worker.get(f"{API}/{case.referral}")
    assert (stranger.status_code, missing.status_code) == (404, 404)
    assert stranger.json | {"instance": ""} == missing.json | {"instance": ""}
    assert case.worker.get(f"{API}?referral={case.referral}").json["cases"] == []
    assert case.put(f"team/{WORKER}", {"role": "RESPONSIBLE"}).status_code == 200
    assert case.worker.get(case.path).json["team"] == [
        {"person": str(WORKER), "role": "RESPONSIBLE", "profession": None}
    ]


def test_nobody_else_opens_it(case: Opened) -> None:
    others = {"coordinator-mll": 404, "worker-helsinki": 404, "demo-varha": 403, "regional": 403}
    answers = {who: case.platform.caller(who).get(case.path).status_code for who in others}
    assert answers == others


def test_somebody_of_another_organisation_cannot_join_the_team(case: Opened) -> None:
    assert case.put(f"team/{OTHER_WORKER}", {"role": "WORKER"}).status_code == 422
    assert case.read()["team"] == []


def test_a_worker_does_not_choose_the_team(case: Opened) -> None:
    case.put(f"team/{WORKER}", {"role": "WORKER"})
    answer = case.worker.put(f"{case.path}/team/{WORKER}", {"role": "RESPONSIBLE"}, of=case.path)
    assert answer.status_code == 403


def test_who_leaves_the_team_no_longer_opens_the_case(case: Opened) -> None:
    case.put(f"team/{WORKER}", {"role": "WORKER"})
    left = case.coordinator._send(
        "DELETE",
        f"{case.path}/team/{WORKER}",
        headers={"If-Match": case.coordinator.get(case.path).headers["ETag"]},
    )
    assert left.status_code == 200
    assert case.worker.get(case.path).status_code == 404


def test_a_phase_is_refused_with_everything_that_is_missing(case: Opened) -> None:
    case.settle("T1", on=ago(case.platform, 240))
    refused = case.move("TRUST", on=ago(case.platform, 230))
    assert (refused.status_code, refused.json["missing"]) == (409, list(START[1:]))
    assert "Get to know the family" in refused.json["detail"]


def test_a_task_is_waived_with_a_reason_and_not_without(case: Opened) -> None:
    assert case.put("tasks/T5", {"state": "WAIVED"}).status_code == 422
    waived = {"state": "WAIVED", "reason": "Koulu ei ole vielä alkanut."}
    assert case.put("tasks/T5", waived).status_code == 200
    assert [task["state"] for task in case.read()["tasks"] if task["code"] == "T5"] == ["WAIVED"]


NONSENSE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("tasks/T99", {"state": "DONE"}),
    ("tasks/T1", {"state": "OPEN"}),
    ("tasks/T1", {"state": "DONE", "on": "2999-01-01"}),
    ("tasks/T1", {"state": "DONE", "surprise": 1}),
    ("phase", {"to": "LIMBO"}),
    ("phase", {}),
    ("closure", {"end_reason": "BORED", "outcome": "IMPROVED"}),
    ("closure", {"end_reason": "MOVED", "outcome": "IMPROVED"}),
)


def test_what_makes_no_sense_is_refused_and_nothing_happens(case: Opened) -> None:
    before = case.coordinator.get(case.path).headers["ETag"]
    assert [case.put(what, body).status_code for what, body in NONSENSE] == [422] * len(NONSENSE)
    assert case.coordinator.get(case.path).headers["ETag"] == before


def test_a_change_names_the_version_it_saw(case: Opened) -> None:
    path, body = f"{case.path}/tasks/T1", {"state": "DONE"}
    assert case.coordinator._send("PUT", path, json=body).status_code == 428
    assert case.coordinator.put(path, body, seen='"1"').status_code == 412
    done = case.put("tasks/T1", body)
    assert (done.status_code, done.headers["ETag"]) == (
        200,
        case.coordinator.get(case.path).headers["ETag"],
    )
    assert case.coordinator.put(path, body, seen='"1"').status_code == 200


def test_trust_is_left_when_a_plan_meeting_found_the_goals_being_met(case: Opened) -> None:
    in_trust(case)
    case.settle(*TRUST, on=ago(case.platform, 200))
    lacking = case.move("FUTURE", on=ago(case.platform, 180))
    assert (lacking.status_code, lacking.json["missing"]) == (
        409,
        ["PLAN_MEETING_GOALS_BEING_MET"],
    )
    meeting = {
        "held_on": ago(case.platform, 190),
        "participants": ["lapsi", "äiti", "sosiaalityöntekijä"],
        "goals_being_met": True,
        "decisions": "Jatketaan.",
    }
    assert case.post("plan-meetings", meeting).status_code == 201
    assert case.move("FUTURE", on=ago(case.platform, 180)).json["phase"] == "FUTURE"


def test_goals_are_scored_and_give_one_figure(case: Opened) -> None:
    goals = [
        case.post("goals", {"text": text, "on": ago(case.platform, 240)}).json["id"]
        for text in ("Koulu", "Harrastus", "Illat")
    ]
    for goal in goals:
        data = {"value": 1, "assessed_by": "JOINTLY", "assessed_on": ago(case.platform, 100)}
        assert case.put(f"goals/{goal}/score", data).status_code == 200
    plan = case.read()["plan"]
    assert (plan["t_score"], [goal["score"] for goal in plan["goals"]]) == ("63.69", [1, 1, 1])


def test_indicators_are_measured_on_their_scale(case: Opened) -> None:
    measurement = {"indicator": "3x10d.6", "value": 7, "measured_on": ago(case.platform, 100)}
    assert case.post("measurements", measurement).status_code == 201
    assert case.post("measurements", measurement | {"value": 11}).status_code == 422
    assert case.post("measurements", measurement | {"indicator": "mood"}).status_code == 422


def test_visits_are_logged_and_read_back(case: Opened) -> None:
    data = {
        "held_on": ago(case.platform, 3),
        "kind": "FACE",
        "status": "HELD",
        "minutes": 95,
        "present": 1,
    }
    made = case.post("visits", data)
    assert made.status_code == 201
    visit = case.coordinator.get(made.headers["Location"]).json
    assert {name: visit[name] for name in data} == data


def test_a_visit_lies_within_the_case_and_not_in_the_future(case: Opened) -> None:
    def log(days: int) -> int:
        day = ago(case.platform, days)
        data = {"held_on": day, "kind": "FACE", "status": "HELD", "minutes": 60}
        status: int = case.post("visits", data).status_code
        return status

    assert {days: log(days) for days in (251, 250, 0, -1)} == {251: 409, 250: 201, 0: 201, -1: 422}


def test_a_case_goes_to_its_last_phase_and_is_closed_and_followed_up(case: Opened) -> None:
    in_future(case)
    case.settle(*FUTURE, on=ago(case.platform, 100))
    bare = case.move("REDUNDANCY", on=ago(case.platform, 60))
    assert (bare.status_code, bare.json["missing"]) == (
        409,
        ["POSSIBLE_FOUND", "BEST_INTEREST_STATED"],
    )
    stated = {"possible_found_on": ago(case.platform, 70), "best_interest": "Oma verkosto kantaa."}
    assert case.move("REDUNDANCY", on=ago(case.platform, 60), **stated).status_code == 200
    case.settle("T16", on=ago(case.platform, 50))
    closure = {
        "on": ago(case.platform, 40),
        "end_reason": "REDUNDANT",
        "outcome": "IMPROVED",
        "assessed_by": "JOINTLY",
        "method": "GAS",
    }
    closed = case.put("closure", closure)
    assert (closed.status_code, closed.json["closure"]) == (200, closure)
    assert case.put("closure", closure).headers["ETag"] == closed.headers["ETag"]
    looked_at = {"assessed_on": ago(case.platform, 0), "outcome": "IMPROVED", "placed_on": None}
    assert case.put("follow-up", looked_at).json["follow_up"] == looked_at


def test_a_case_may_go_back_to_trust(case: Opened) -> None:
    in_future(case)
    back = case.move("TRUST", on=ago(case.platform, 100))
    assert (back.json["phase"], back.json["missing"]) == (
        "TRUST",
        ["PLAN_MEETING_GOALS_BEING_MET"],
    )


def test_an_end_before_the_minimum_says_why(case: Opened) -> None:
    closure = {
        "on": ago(case.platform, 200),
        "end_reason": "FAMILY_ENDED",
        "outcome": "NOT_ASSESSED",
    }
    refused = case.put("closure", closure)
    assert (refused.status_code, refused.json["missing"][-1]) == (409, "early_reason")
    explained = case.put("closure", closure | {"early_reason": "Perhe toivoi taukoa."})
    assert explained.json["status"] == "closed"


def test_under_non_disclosure_no_place_leaves_the_case(platform: Stepped) -> None:
    case = a_case(platform, non_disclosure=True)
    answer = case.coordinator.get(case.path)
    assert answer.json["municipality"] is None
    assert revealed(answer.text, ("Salakuja", "+358401234567", "853")) == []
    public = [
        message
        for message in platform.platform.services["casework"].store.travelling(0, 500, None)
        if "Salakuja" in str(message.data) or "853" in str(message.data.get("municipality"))
    ]
    assert public == []
