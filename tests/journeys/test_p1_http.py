"""P1 over HTTP: the school refers a child, a volunteer is vetted and matched, the case closes.

Everybody acts with their own token, and reads again where another service has to follow.
"""

from typing import Any

import pytest

from tests.journeys.actions import (
    CASES,
    NEEDS,
    VOLUNTEERS,
    accept,
    candidates,
    figure,
    id_of,
    propose,
    refer,
    report,
)
from tests.journeys.contract import Stores, unfit
from tests.journeys.families import ago, supporter, to_a_friend
from tests.journeys.outside import REFERRALS, Caller, Outside
from tests.sightings import revealed

pytestmark = pytest.mark.xdist_group("journeys")
NAMES = ("Aino", "Testilampi", "Maija", "+358401234567", "Koekuja", "uimahalliin")


def test_a_child_gets_a_friend_and_everybody_sees_their_part(
    server: Stores, outside: Outside
) -> None:
    before = outside["coordinator-mll"].get(report("outcomes")).json()
    referral = the_school_refers(outside)
    before_acceptance_the_ngo_reads_codes_only(outside, referral)
    case = the_ngo_accepts(outside, referral)
    volunteer = a_volunteer_applies_and_is_vetted(outside)
    match = the_two_are_matched(outside, case, volunteer, referral)
    they_meet(outside, case)
    waiting = another_child_finds_the_volunteer_taken(outside, volunteer)
    the_case_closes(outside, case, match, referral)
    the_volunteer_has_room_again(outside, waiting, volunteer)
    the_figures_follow(outside, before)
    assert unfit(server) == []


def the_school_refers(outside: Outside) -> str:
    turku, body = outside["demo-turku"], to_a_friend()
    made = turku.post(REFERRALS, body, key="first")
    assert (made.status_code, made.json()["status"]) == (201, "received")
    where = made.headers["Location"]
    assert where == f"{REFERRALS}/{made.json()['id']}"
    again = turku.post(REFERRALS, body, key="first")
    assert (again.status_code, again.headers["Location"], again.json()) == (201, where, made.json())
    seen = turku.sees(where, status="offered", next_step="PROVIDER_ANSWERS", disclosure_level="L1")
    assert "phase" not in seen and "subject" not in seen
    referrals = turku.get(REFERRALS, source_reference=body["source_reference"]).json()["referrals"]
    assert [row["id"] for row in referrals] == [made.json()["id"]]
    offer = {"organisation": outside.organisation("mll-vs")}
    assert turku.put(f"{where}/offer", offer, seen='"1"').status_code == 200
    return where


def before_acceptance_the_ngo_reads_codes_only(outside: Outside, referral: str) -> None:
    read = outside["coordinator-mll"].get(referral)
    assert (read.status_code, read.json()["need"]["needs"]) == (200, ["LONELINESS"])
    assert revealed(read.text, NAMES) == []
    assert outside["coordinator-siipisulka"].get(referral).status_code == 404
    assert outside["demo-varha"].get(referral).status_code == 404


def the_ngo_accepts(outside: Outside, referral: str) -> str:
    coordinator = outside["coordinator-mll"]
    early = coordinator.put(f"{referral}/acceptance", {"on": ago(-1)})
    assert early.status_code == 422
    accepted = coordinator.put(f"{referral}/acceptance", {"on": ago(55)})
    assert (accepted.status_code, accepted.json()["status"]) == (200, "accepted")
    assert accepted.headers["ETag"] != early.headers.get("ETag")
    assert accepted.json()["subject"]["given_name"] == "Aino"
    listed = coordinator.until(
        f"{CASES}?referral={id_of(referral)}", lambda body: bool(body["cases"])
    )
    assert [case["id"] for case in listed["cases"]] == [accepted.json()["case"]]
    outside["demo-turku"].sees(referral, status="accepted", business_status="WAITING_FOR_PERSON")
    withdrawal = outside["demo-turku"].put(f"{referral}/withdrawal", {"reason": "MOVED"})
    assert withdrawal.status_code == 409
    return f"{CASES}/{accepted.json()['case']}"


def a_volunteer_applies_and_is_vetted(outside: Outside, **changed: Any) -> str:
    coordinator = outside["coordinator-mll"]
    made = coordinator.post(VOLUNTEERS, supporter(**changed))
    assert (made.status_code, made.json()["status"]) == (201, "applicant")
    volunteer = made.headers["Location"]
    approval = {"programme": "kaveri", "on": ago(70)}
    steps = ["INTERVIEW", "REFERENCES", "TRAINING", "CONSENT", "EXTRACT_CHECK"]
    refused = coordinator.put(f"{volunteer}/approval", approval)
    assert (refused.status_code, refused.json()["missing"]) == (409, steps)
    informed = dict.fromkeys(("informed_purpose", "informed_content", "informed_rights"), True)
    for step, body in (
        ("interview", {"held_on": ago(110), "recommended": True}),
        ("references", {"received_on": ago(105), "count": 2}),
        ("training", {"course": "Kaverikoulutus", "completed_on": ago(100), "hours": 12}),
        ("consent", {"given_on": ago(95), **informed}),
    ):
        assert coordinator.put(f"{volunteer}/{step}", body).status_code == 200
    the_vetting_contact_alone_checks(outside, volunteer)
    approved = coordinator.put(f"{volunteer}/approval", approval)
    assert (approved.status_code, approved.json()["status"]) == (200, "vetted")
    assert approved.json()["vetted"] == ["kaveri"]
    assert "extract_check" not in approved.json()
    return volunteer


def the_vetting_contact_alone_checks(outside: Outside, volunteer: str) -> None:
    check = {
        "extract_issue_date": ago(80),
        "checked_on": ago(75),
        "source": "ORDERED_BY_ORGANISER",
    }
    path = f"{volunteer}/extract-check"
    assert outside["coordinator-mll"].put(path, check).status_code == 403
    assert outside["vetting-siipisulka"].get(volunteer).status_code == 404
    assert outside["vetting-mll"].put(path, check | {"content": "none"}).status_code == 422
    assert outside["vetting-mll"].put(path, check).status_code == 200


def the_two_are_matched(outside: Outside, case: str, volunteer: str, referral: str) -> str:
    coordinator, turku = outside["coordinator-mll"], outside["demo-turku"]
    ranked = candidates(coordinator, case, volunteer=volunteer)
    (parts,) = (
        candidate["parts"]
        for candidate in ranked["candidates"]
        if candidate["volunteer"] == id_of(volunteer)
    )
    assert all(part["reason"] and part["points"] <= part["max"] for part in parts)
    match = propose(coordinator, case, volunteer, on=ago(50))
    turku.sees(referral, business_status="MATCH_PROPOSED", next_step="ASK_CONSENTS")
    assert coordinator.put(f"{match}/start", {"on": ago(45)}).status_code == 409
    everybody_consents(coordinator, match)
    turku.sees(referral, business_status="MATCH_AGREED")
    started = coordinator.put(f"{match}/start", {"on": ago(45)})
    assert (started.status_code, started.json()["status"]) == (200, "started")
    turku.sees(referral, business_status="IN_PROGRESS")
    return match


def everybody_consents(coordinator: Caller, match: str) -> None:
    yes = {"given": True, "on": ago(48)}
    consented = coordinator.put(f"{match}/volunteer-consent", yes | {"by": "VOLUNTEER"})
    assert (consented.status_code, consented.json()["waits_for"]) == (200, ["FAMILY"])
    agreed = coordinator.put(f"{match}/family-consent", yes | {"by": "GUARDIAN"})
    assert (agreed.status_code, agreed.json()["status"]) == (200, "agreed")
    child_view = coordinator.put(f"{match}/child-view", {"view": "WANTS", "on": ago(48)})
    assert child_view.status_code == 409  # a ten-year-old's view is not asked for


def they_meet(outside: Outside, case: str) -> None:
    coordinator = outside["coordinator-mll"]
    coordinator.until(case, lambda body: (body["match"] or {}).get("status") == "started")
    for days in (40, 26, 12):
        visit = {
            "held_on": ago(days),
            "kind": "FACE",
            "status": "HELD",
            "minutes": 120,
            "present": 1,
        }
        assert coordinator.post(f"{case}/visits", visit).status_code == 201
    goal = coordinator.post(f"{case}/goals", {"text": "Oma harrastus", "on": ago(44)})
    assert goal.status_code == 201
    score = {"value": 1, "assessed_on": ago(3), "assessed_by": "JOINTLY"}
    path = f"{case}/goals/{goal.json()['id']}/score"
    assert coordinator.put(path, score, of=case).status_code == 200
    measured = {"indicator": "3x10d.6", "value": 7, "measured_on": ago(3)}
    assert coordinator.post(f"{case}/measurements", measured).status_code == 201


def another_child_finds_the_volunteer_taken(outside: Outside, volunteer: str) -> str:
    referral = refer(outside["demo-turku"], to_a_friend(referred_on=ago(1)))
    waiting = accept(outside["coordinator-mll"], referral, on=ago(0))
    ranking = outside["coordinator-mll"].until(
        f"{NEEDS}/{id_of(waiting)}/candidates",
        lambda ranking: (
            id_of(volunteer) in [row["volunteer"] for row in ranking.get("excluded", [])]
        ),
    )
    (why,) = (row for row in ranking["excluded"] if row["volunteer"] == id_of(volunteer))
    assert (why["rule"], bool(why["reason"])) == ("CAPACITY", True)
    return waiting


def the_case_closes(outside: Outside, case: str, match: str, referral: str) -> None:
    coordinator = outside["coordinator-mll"]
    closure = {
        "on": ago(1),
        "end_reason": "GOALS_REACHED",
        "outcome": "IMPROVED",
        "assessed_by": "JOINTLY",
        "method": "GAS",
    }
    closed = coordinator.put(f"{case}/closure", closure)
    assert (closed.status_code, closed.json()["status"]) == (200, "closed")
    ended = coordinator.sees(match, status="ended", ended_on=ago(1))
    assert ended["end_reason"] == "PLANNED"
    seen = outside["demo-turku"].sees(referral, status="completed", business_status="ENDED")
    assert "outcome" not in seen and "phase" not in seen


def the_volunteer_has_room_again(outside: Outside, waiting: str, volunteer: str) -> None:
    candidates(outside["coordinator-mll"], waiting, volunteer=volunteer)


def the_figures_follow(outside: Outside, before: dict[str, Any]) -> None:
    """The organisation reads its own people live; the region is told no small number."""
    coordinator = outside["coordinator-mll"]
    ended = figure(before, "ended") + 1
    outcomes = coordinator.until(
        report("outcomes"),
        lambda outcomes: figure(outcomes, "ended") == ended and _is_complete(outcomes),
    )
    assert figure(outcomes, "ended", "IMPROVED") == figure(before, "ended", "IMPROVED") + 1
    assert outcomes["edition"] is None
    live = outside["regional"].get("/reporting/api/v1/now").json()
    (kaveri,) = (row for row in live["programmes"] if row["programme"] == "kaveri")
    assert all(n == "<5" or n >= 5 for n in (kaveri["supported"], kaveri["waiting"]))
    assert live["total"] == {"supported": None, "waiting": None}
    assert outside["funder"].get("/reporting/api/v1/now").status_code == 403
    assert outside["demo-kela"].get(report("outcomes")).status_code == 403


def _is_complete(outcomes: Any) -> bool:
    """Has reporting read all that each service had said?"""
    return all(source["complete"] for source in outcomes["complete_to"].values())
