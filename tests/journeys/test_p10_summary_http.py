"""P10's summary over HTTP: three months beside a child, written for the county that referred it.

The professional writes what the book cannot say, the coordinator approves, the county reads, and
the professional sees that it did. What is corrected is a new edition; the old one stays.
"""

from typing import Any

import pytest

from tests.journeys.actions import accept, id_of, refer, settle
from tests.journeys.contract import Stores, unfit
from tests.journeys.families import ago, to_a_professional
from tests.journeys.outside import REFERRALS, Caller, Outside

pytestmark = pytest.mark.xdist_group("journeys")

START = ("T1", "T2", "T3", "T4", "T5", "T6", "T7")
TEXTS = {
    "happened": "Koulupäivät alkoivat onnistua.",
    "child": "Lapsi nukkuu paremmin.",
    "ahead": "Harrastus aloitetaan yhdessä.",
}


def test_a_county_reads_what_three_months_beside_a_child_were(
    server: Stores, outside: Outside
) -> None:
    coordinator, county = outside["coordinator-siipisulka"], outside["demo-varha"]
    referral = refer(county, to_a_professional())
    case = accept(coordinator, referral, on=ago(100))
    worker = the_worker_joins(outside, case)
    they_meet_and_goals_are_set(worker, case)
    summary = the_worker_writes(outside, worker, case)
    the_coordinator_asks_for_more_and_then_approves(worker, coordinator, summary)
    read_back = the_county_reads(county, referral)
    worker.until(summary, lambda body: body["editions"][0]["read_on"] == ago(0))
    the_county_reads_no_more_than_its_level(read_back)
    a_correction_is_a_new_edition(worker, coordinator, county, summary, referral)
    assert unfit(server) == []


def the_worker_joins(outside: Outside, case: str) -> Caller:
    coordinator, worker = outside["coordinator-siipisulka"], outside["worker-siipisulka"]
    people = coordinator.get("/referral/api/v1/people").json()["people"]
    person = next(row["id"] for row in people if row["sign_in"] == "worker-siipisulka")
    joined = coordinator.put(
        f"{case}/team/{person}", {"role": "RESPONSIBLE", "on": ago(99)}, of=case
    )
    assert joined.status_code == 200, joined.text
    worker.sees(case, status="open")
    return worker


def they_meet_and_goals_are_set(worker: Caller, case: str) -> None:
    settle(worker, case, *START, on=ago(80))
    assert worker.put(f"{case}/phase", {"to": "TRUST", "on": ago(75)}).status_code == 200
    visit = {"held_on": ago(90), "kind": "FACE", "status": "HELD", "minutes": 95, "present": 1}
    for day, status in ((90, "HELD"), (80, "HELD"), (70, "MISSED")):
        held = {"held_on": ago(day), "status": status, "minutes": 95 if status == "HELD" else 0}
        assert worker.post(f"{case}/visits", visit | held).status_code == 201
    goal = worker.post(f"{case}/goals", {"text": "Koulupäivät kokonaan", "on": ago(95)})
    score = {"value": 1, "assessed_on": ago(40), "assessed_by": "JOINTLY"}
    path = f"{case}/goals/{goal.json()['id']}/score"
    assert worker.put(path, score, of=case).status_code == 200


def the_worker_writes(outside: Outside, worker: Caller, case: str) -> str:
    worker.until(f"{case}/visits", lambda body: len(body["visits"]) == 3)
    made = worker.post(f"{case}/summaries", {})
    assert made.status_code == 201, made.text
    summary = made.headers["Location"]
    assert worker.get(summary).json()["since"] == ago(100)
    assert outside["worker-helsinki"].get(summary).status_code == 404
    empty = worker.put(f"{summary}/draft", {"is_ready": True})
    assert (empty.status_code, empty.json()["missing"]) == (422, ["happened"])
    written = worker.put(f"{summary}/draft", TEXTS | {"is_ready": True})
    assert (written.status_code, written.json()["status"]) == (200, "waiting")
    return summary


def the_coordinator_asks_for_more_and_then_approves(
    worker: Caller, coordinator: Caller, summary: str
) -> None:
    assert worker.put(f"{summary}/approval", {}).status_code == 403
    back = coordinator.put(f"{summary}/return", {"reason": "Kerro myös koulusta."})
    assert (back.status_code, back.json()["status"]) == (200, "draft")
    again = worker.put(f"{summary}/draft", TEXTS | {"is_ready": True})
    assert again.json()["status"] == "waiting"
    approved = coordinator.put(f"{summary}/approval", {})
    assert (approved.status_code, approved.json()["status"]) == (200, "sent")
    changed = worker.put(f"{summary}/draft", TEXTS)
    assert (changed.status_code, changed.json()["code"]) == (409, "no_draft")


def the_county_reads(county: Caller, referral: str) -> dict[str, Any]:
    listed = county.until(f"{referral}/summaries", lambda body: bool(body.get("summaries")))
    (read_back,) = listed["summaries"]
    read = county.put(f"{referral}/summaries/{read_back['id']}/reading", {})
    assert (read.status_code, read.json()["read"]) == (200, True)
    return dict(read_back)


def the_county_reads_no_more_than_its_level(read_back: dict[str, Any]) -> None:
    assert read_back["texts"] == TEXTS
    figures = read_back["figures"]
    (face,) = figures["contacts"]
    assert (face["held"], face["missed"], face["minutes"]) == (2, 1, 190)
    assert (figures["phase_before"], figures["phase_after"]) == ("START", "TRUST")
    (goal,) = figures["goals"]
    assert (goal["text"], goal["before"], goal["after"]) == ("Koulupäivät kokonaan", None, 1)


def a_correction_is_a_new_edition(
    worker: Caller, coordinator: Caller, county: Caller, summary: str, referral: str
) -> None:
    begun = worker.put(f"{summary}/correction", {"reason": "Yksi päivä oli väärä."})
    assert (begun.status_code, begun.json()["status"]) == (200, "draft")
    mended = TEXTS | {"ahead": "Harrastus alkoi jo.", "is_ready": True}
    assert worker.put(f"{summary}/draft", mended).status_code == 200
    assert coordinator.put(f"{summary}/approval", {}).status_code == 200
    where = f"{REFERRALS}/{id_of(referral)}/summaries/{id_of(summary)}"
    newest = county.sees(where, edition=2, read=False)
    assert newest["texts"]["ahead"] == "Harrastus alkoi jo."
    assert [each["edition"] for each in worker.get(summary).json()["editions"]] == [1, 2]
