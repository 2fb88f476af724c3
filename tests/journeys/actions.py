"""What every journey does in the same words: refer, accept, make a match, look for a need."""

from datetime import timedelta
from typing import Any

from tests.journeys.families import today
from tests.journeys.outside import REFERRALS, Caller

VOLUNTEERS = "/volunteers/api/v1/volunteers"
MATCHES = "/volunteers/api/v1/matches"
NEEDS = "/volunteers/api/v1/needs"
CASES = "/casework/api/v1/cases"


def id_of(address: str) -> str:
    """The id at the end of something's address."""
    return address.rsplit("/", 1)[1]


def refer(sender: Caller, referral: dict[str, Any]) -> str:
    """Send a referral; its address once the rules have offered it to somebody."""
    made = sender.post(REFERRALS, referral)
    assert made.status_code == 201, made.text
    sender.sees(made.headers["Location"], status="offered")
    return made.headers["Location"]


def accept(coordinator: Caller, referral: str, *, on: str) -> str:
    """Take it on; the address of the case once casework has opened it."""
    accepted = coordinator.put(f"{referral}/acceptance", {"on": on})
    assert accepted.status_code == 200, accepted.text
    case = f"{CASES}/{accepted.json()['case']}"
    coordinator.sees(case, status="open", referral=id_of(referral))
    return case


def candidates(coordinator: Caller, case: str, *, volunteer: str) -> dict[str, Any]:
    """Who would suit the case, once the list knows the volunteer at that address."""
    case_id, volunteer_id = id_of(case), id_of(volunteer)
    coordinator.until(NEEDS, lambda body: case_id in [need["case"] for need in body["needs"]])
    return coordinator.until(
        f"{NEEDS}/{case_id}/candidates",
        lambda body: (
            volunteer_id in [candidate["volunteer"] for candidate in body.get("candidates", [])]
        ),
    )


def propose(coordinator: Caller, case: str, volunteer: str, *, on: str) -> str:
    """The address of a new match of the two."""
    body = {"case": id_of(case), "volunteer": id_of(volunteer), "on": on}
    made = coordinator.post(MATCHES, body)
    assert (made.status_code, made.json()["status"]) == (201, "proposed"), made.text
    return made.headers["Location"]


def settle(worker: Caller, case: str, *tasks: str, on: str) -> None:
    """Do these tasks of the case on that day."""
    for task in tasks:
        done = worker.put(f"{case}/tasks/{task}", {"state": "DONE", "on": on}, of=case)
        assert done.status_code == 200, done.text


def report(name: str) -> str:
    """The address of a report over a year of whole months that ends with this one."""
    first = (today() - timedelta(days=335)).strftime("%Y-%m")
    return f"/reporting/api/v1/reports/{name}?from={first}&to={today():%Y-%m}"


def figure(report_body: dict[str, Any], name: str, code: str = "") -> int:
    """The numerator of one figure of a report; 0 for nobody."""
    (number,) = (
        row["numerator"]
        for row in report_body["figures"]
        if (row["figure"], row["code"]) == (name, code) and row["group"] in ("total", "outcome")
    )
    return number or 0
