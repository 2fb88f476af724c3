"""P10 over HTTP: the county buys support, a professional walks four phases beside the child.

A provider's worker sees nothing before the coordinator puts them on the team; the buyer reads
the phase back, and at the end the outcome.
"""

import pytest

from tests.journeys.actions import (
    NEEDS,
    VOLUNTEERS,
    accept,
    candidates,
    id_of,
    propose,
    refer,
    settle,
)
from tests.journeys.contract import Stores, unfit
from tests.journeys.families import ago, born, supporter, to_a_professional
from tests.journeys.outside import REFERRALS, Caller, Outside

pytestmark = pytest.mark.xdist_group("journeys")

START = ("T1", "T2", "T3", "T4", "T5", "T6", "T7")
TRUST = ("T8", "T9", "T10", "T11")
FUTURE = ("T12", "T13", "T14", "T15")


def test_a_professional_walks_four_phases_beside_a_child(server: Stores, outside: Outside) -> None:
    referral = the_county_refers(outside)
    case = accept(outside["coordinator-siipisulka"], referral, on=ago(250))
    professional = a_professional_shows_the_extract(outside)
    match = the_child_has_a_say(outside, case, professional)
    worker = the_worker_joins_the_team(outside, case)
    outside["demo-varha"].sees(referral, business_status="IN_PROGRESS")
    trust_begins_when_every_task_is_settled(worker, case)
    outside["demo-varha"].sees(referral, phase="TRUST")
    the_future_begins_when_the_goals_are_being_met(worker, case)
    outside["demo-varha"].sees(referral, phase="FUTURE")
    support_becomes_redundant(worker, case)
    outside["demo-varha"].sees(referral, phase="REDUNDANCY")
    the_case_closes_and_is_followed_up(outside, case, match, referral)
    assert unfit(server) == []


def the_county_refers(outside: Outside) -> str:
    varha, body = outside["demo-varha"], to_a_professional()
    unassessed = varha.post(REFERRALS, body | {"preconditions": {}})
    assert (unassessed.status_code, unassessed.json()["code"]) == (422, "NEEDS_ASSESSMENT_DONE")
    no_client = varha.post(REFERRALS, body | {"client_status": "NONE"})
    assert no_client.status_code == 422
    return refer(varha, body)


def a_professional_shows_the_extract(outside: Outside) -> str:
    coordinator = outside["coordinator-siipisulka"]
    application = supporter(
        kind="PROFESSIONAL",
        given_name="Raimo",
        date_of_birth=born(41),
        languages=["fi"],
        capacity=5,
        programmes=["amm-tukihenkilo"],
        on=ago(300),
    )
    volunteer = coordinator.post(VOLUNTEERS, application).headers["Location"]
    interview = {"held_on": ago(295), "recommended": True}
    assert coordinator.put(f"{volunteer}/interview", interview).status_code == 200
    consent = dict.fromkeys(("informed_purpose", "informed_content", "informed_rights"), True)
    consented = coordinator.put(f"{volunteer}/consent", consent | {"given_on": ago(294)})
    assert consented.status_code == 409  # act 148/2014 does not apply to who is employed
    check = {"extract_issue_date": ago(293), "checked_on": ago(292)}
    contact = outside["vetting-siipisulka"]
    ordered = contact.put(f"{volunteer}/extract-check", check | {"source": "ORDERED_BY_ORGANISER"})
    assert ordered.status_code == 422
    shown = contact.put(f"{volunteer}/extract-check", check | {"source": "SHOWN_BY_WORKER"})
    assert shown.status_code == 200, shown.text
    approval = {"programme": "amm-tukihenkilo", "on": ago(290)}
    approved = coordinator.put(f"{volunteer}/approval", approval)
    assert (approved.status_code, approved.json()["status"]) == (200, "vetted")
    return volunteer


def the_child_has_a_say(outside: Outside, case: str, professional: str) -> str:
    coordinator = outside["coordinator-siipisulka"]
    candidates(coordinator, case, volunteer=professional)
    match = propose(coordinator, case, professional, on=ago(245))
    family = {"given": True, "on": ago(243), "by": "GUARDIAN"}
    consented = coordinator.put(f"{match}/family-consent", family)
    assert (consented.status_code, consented.json()["waits_for"]) == (200, ["CHILD"])
    unsure = coordinator.put(f"{match}/child-view", {"view": "UNSURE", "on": ago(242)})
    assert unsure.json()["waits_for"] == ["CHILD"]
    wants = coordinator.put(f"{match}/child-view", {"view": "WANTS", "on": ago(241)})
    assert (wants.status_code, wants.json()["status"]) == (200, "agreed")
    assert coordinator.put(f"{match}/start", {"on": ago(240)}).json()["status"] == "started"
    return match


def the_worker_joins_the_team(outside: Outside, case: str) -> Caller:
    coordinator, worker = outside["coordinator-siipisulka"], outside["worker-siipisulka"]
    assert worker.get(case).status_code == 404
    people = coordinator.get("/referral/api/v1/people").json()["people"]
    person = next(row["id"] for row in people if row["sign_in"] == "worker-siipisulka")
    body = {"role": "RESPONSIBLE", "on": ago(248)}
    joined = coordinator.put(f"{case}/team/{person}", body, of=case)
    assert joined.status_code == 200, joined.text
    seat = {"person": person, "role": "RESPONSIBLE", "profession": None}
    assert worker.get(case).json()["team"] == [seat]
    assert outside["worker-helsinki"].get(case).status_code == 404
    assert outside["regional"].get(case).status_code == 403
    return worker


def trust_begins_when_every_task_is_settled(worker: Caller, case: str) -> None:
    settle(worker, case, *START[:-1], on=ago(230))
    to_trust = {"to": "TRUST", "on": ago(225)}
    refused = worker.put(f"{case}/phase", to_trust)
    assert (refused.status_code, refused.json()["missing"]) == (409, ["T7"])
    waived = {"state": "WAIVED", "on": ago(228), "reason": "Yhteinen tekeminen löytyi jo."}
    assert worker.put(f"{case}/tasks/T7", waived, of=case).status_code == 200
    assert worker.put(f"{case}/phase", to_trust).json()["phase"] == "TRUST"
    visit = {"held_on": ago(220), "kind": "FACE", "status": "HELD", "minutes": 95, "present": 1}
    assert worker.post(f"{case}/visits", visit).status_code == 201
    goal = {"text": "Koulupäivät kokonaan", "weight": 2, "on": ago(224)}
    made = worker.post(f"{case}/goals", goal)
    score = {"value": 1, "assessed_on": ago(120), "assessed_by": "JOINTLY"}
    path = f"{case}/goals/{made.json()['id']}/score"
    assert worker.put(path, score, of=case).status_code == 200


def the_future_begins_when_the_goals_are_being_met(worker: Caller, case: str) -> None:
    settle(worker, case, *TRUST, on=ago(190))
    to_future = {"to": "FUTURE", "on": ago(170)}
    refused = worker.put(f"{case}/phase", to_future)
    assert refused.json()["missing"] == ["PLAN_MEETING_GOALS_BEING_MET"]
    meeting = {
        "held_on": ago(175),
        "participants": ["lapsi", "äiti", "sosiaalityöntekijä"],
        "goals_being_met": True,
        "decisions": "Jatketaan sovitulla tavalla.",
    }
    assert worker.post(f"{case}/plan-meetings", meeting).status_code == 201
    assert worker.put(f"{case}/phase", to_future).json()["phase"] == "FUTURE"


def support_becomes_redundant(worker: Caller, case: str) -> None:
    settle(worker, case, *FUTURE, on=ago(100))
    move = {"to": "REDUNDANCY", "on": ago(60)}
    refused = worker.put(f"{case}/phase", move)
    assert refused.json()["missing"] == ["POSSIBLE_FOUND", "BEST_INTEREST_STATED"]
    stated = {"possible_found_on": ago(70), "best_interest": "Oma verkosto kantaa."}
    assert worker.put(f"{case}/phase", move | stated).json()["phase"] == "REDUNDANCY"
    settle(worker, case, "T16", on=ago(20))


def the_case_closes_and_is_followed_up(
    outside: Outside, case: str, match: str, referral: str
) -> None:
    worker, coordinator = outside["worker-siipisulka"], outside["coordinator-siipisulka"]
    closure = {
        "on": ago(10),
        "end_reason": "REDUNDANT",
        "outcome": "IMPROVED",
        "assessed_by": "JOINTLY",
        "method": "GAS",
    }
    closed = worker.put(f"{case}/closure", closure)
    assert (closed.status_code, closed.json()["closure"]) == (200, closure)
    coordinator.sees(match, status="ended", ended_on=ago(10), end_reason="PLANNED")
    outside["demo-varha"].sees(
        referral, status="completed", business_status="ENDED", outcome="IMPROVED"
    )
    follow_up = {"assessed_on": ago(0), "outcome": "IMPROVED", "placed_on": None}
    assert worker.put(f"{case}/follow-up", follow_up).json()["follow_up"] == follow_up
    waiting = coordinator.get(NEEDS).json()["needs"]
    assert id_of(case) not in [need["case"] for need in waiting]
