"""A programme of a provider without a coordinator runs from the referral to its closing."""

from typing import Any
from uuid import uuid4

from services.platform.demo.people import fixed_id
from tests.casework.acceptance import API, ago
from tests.platform import Caller, Stepped

REFERRALS = "/referral/api/v1/referrals"
WORKER = fixed_id("worker-helsinki")


def young_person(platform: Stepped) -> dict[str, Any]:
    """Somebody of sixteen in Helsinki, whom social services refer."""
    return {
        "source_reference": f"HKI-{uuid4()}",
        "referred_on": ago(platform, 60),
        "programme": "nuorten-monialainen",
        "municipality": "091",
        "referrer": {"kind": "SOCIAL_SERVICES"},
        "subject": {
            "kind": "YOUNG_PERSON",
            "given_name": "Eelis",
            "family_name": "Testinen",
            "date_of_birth": ago(platform, 16 * 366),
        },
        "needs": ["SCHOOLING"],
        "client_status": "CHILD_PROTECTION_OPEN_CARE",
        "consent": {"given_on": ago(platform, 61), "given_by": "SELF"},
    }


def accepted(platform: Stepped, worker: Caller) -> tuple[str, str]:
    """The addresses of the referral and of its case."""
    made = worker.post(REFERRALS, young_person(platform))
    assert made.status_code == 201, made.text
    referral = made.headers["Location"]
    answer = worker.put(f"{referral}/acceptance", {"on": ago(platform, 58)})
    assert answer.status_code == 200, answer.text
    return referral, f"{API}/{answer.json['case']}"


def test_a_worker_answers_where_nobody_coordinates(platform: Stepped) -> None:
    worker = platform.caller("worker-helsinki")
    referral, case = accepted(platform, worker)
    team = {"role": "RESPONSIBLE", "on": ago(platform, 58)}
    assert worker.put(f"{case}/team/{WORKER}", team, of=case).status_code == 200
    visit = {"held_on": ago(platform, 50), "kind": "FACE", "status": "HELD", "minutes": 60}
    assert worker.post(f"{case}/visits", visit | {"present": 2}).status_code == 201
    for task in ("H1", "H2", "H3"):
        data = {"state": "DONE", "on": ago(platform, 40)}
        assert worker.put(f"{case}/tasks/{task}", data, of=case).status_code == 200
    closure = {
        "on": ago(platform, 1),
        "end_reason": "GOALS_REACHED",
        "outcome": "IMPROVED",
        "assessed_by": "JOINTLY",
        "method": "PROFESSIONAL_JUDGEMENT",
    }
    closed = worker.put(f"{case}/closure", closure)
    assert (closed.status_code, closed.json["status"]) == (200, "closed")
    assert worker.get(referral).json["status"] == "completed"


def test_a_worker_does_not_answer_where_somebody_coordinates(platform: Stepped) -> None:
    worker = platform.caller("worker-siipisulka")
    answer = worker._send("PUT", f"{REFERRALS}/{uuid4()}/acceptance", json={})
    assert answer.status_code == 403


def test_the_case_of_a_provider_without_a_coordinator_stays_its_own(platform: Stepped) -> None:
    _, case = accepted(platform, platform.caller("worker-helsinki"))
    assert platform.caller("coordinator-siipisulka").get(case).status_code == 404


def test_where_the_team_itself_supports_the_sender_reads_that_support_is_under_way(
    platform: Stepped,
) -> None:
    worker = platform.caller("worker-helsinki")
    referral, _ = accepted(platform, worker)
    read = worker.get(referral).json
    assert (read["business_status"], read["phase"]) == ("IN_PROGRESS", "WORK")
