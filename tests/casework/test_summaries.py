"""A summary from its draft to the sender who reads it, over HTTP and on its pages."""

from typing import Any

import pytest

from tests.casework.acceptance import WORKER, Opened, ago
from tests.casework.visiting import Browser, browser
from tests.platform import Stepped

TEXTS = {
    "happened": "Koulupäivät alkoivat onnistua.",
    "child": "Lapsi nukkuu paremmin.",
    "ahead": "Harrastus aloitetaan.",
}
REFERRALS = "/referral/api/v1/referrals"


@pytest.fixture
def worker(platform: Stepped, case: Opened) -> Browser:
    assert case.put(f"team/{WORKER}", {"role": "RESPONSIBLE"}).status_code == 200
    visit = {"held_on": ago(platform, 200), "kind": "FACE", "status": "HELD", "minutes": 95}
    assert case.post("visits", visit | {"present": 1}).status_code == 201
    platform.settle()
    return browser(platform, "worker-siipisulka")


def begun(case: Opened, seat: Browser) -> str:
    """Where the draft of the first three months stands."""
    seat.send(f"/casework/cases/{case.id}/summaries/new", {})
    return f"/casework/summaries/{id_of(case)}"


def id_of(case: Opened) -> str:
    (listed,) = case.coordinator.get(f"{case.path}/summaries").json["summaries"]
    return str(listed["id"])


def stands(case: Opened) -> dict[str, Any]:
    body: dict[str, Any] = case.coordinator.get(f"{case.path}/summaries/{id_of(case)}").json
    return body


def sent(case: Opened, worker: Browser, coordinator: Browser) -> str:
    """A summary that the sender may read."""
    page = begun(case, worker)
    assert (
        worker.send(f"{page}/draft", TEXTS | {"is_ready": "true"}, shown_at=page).status_code == 303
    )
    assert coordinator.send(f"{page}/approval", {}, shown_at=page).status_code == 303
    return page


def test_a_draft_begins_with_the_acceptance_and_ends_when_it_is_due(
    case: Opened, worker: Browser
) -> None:
    page = worker.get(begun(case, worker)).text
    body = stands(case)
    assert (body["status"], body["since"]) == ("draft", ago(case.platform, 250))
    assert body["until"] > body["since"]
    assert "1 pidetty, 1 h 35 min" in page


def test_what_was_handed_over_waits_for_the_coordinator_alone(
    case: Opened, worker: Browser, coordinator: Browser
) -> None:
    page = begun(case, worker)
    worker.send(f"{page}/draft", TEXTS | {"is_ready": "true"}, shown_at=page)
    assert stands(case)["status"] == "waiting"
    assert worker.send(f"{page}/approval", {}, shown_at=page).status_code == 403
    inbox = case.coordinator.get("/casework/api/v1/inbox").json["letters"]
    assert [each["kind"] for each in inbox] == ["summary_waits"]
    back = coordinator.send(f"{page}/return", {"reason": "Kerro koulusta."}, shown_at=page)
    assert (back.status_code, stands(case)["returned"]) == (303, "Kerro koulusta.")
    letters = case.worker.get("/casework/api/v1/inbox").json["letters"]
    assert "summary_returned" in [each["kind"] for each in letters]


def test_the_sender_reads_it_once_it_is_approved_and_the_writer_sees_that(
    case: Opened, worker: Browser, coordinator: Browser
) -> None:
    page = sent(case, worker, coordinator)
    platform = case.platform
    county = platform.caller("demo-varha")
    (summary,) = county.get(f"{REFERRALS}/{case.referral}/summaries").json["summaries"]
    assert (summary["texts"], summary["figures"]["contacts"][0]["held"]) == (TEXTS, 1)
    assert "ei ole vielä lukenut" in worker.get(page).text
    reader = Browser(platform.browser("municipal-varha", "referral"), platform)
    shown = reader.get(f"/referral/summaries/{summary['id']}")
    assert (shown.status_code, TEXTS["child"] in shown.text) == (200, True)
    platform.settle()
    (edition,) = stands(case)["editions"]
    assert edition["read_on"] == ago(platform, 0)
    paper = reader.get(f"/referral/summaries/{summary['id']}/paper/1")
    assert (paper.status_code, paper.data[:5]) == (200, b"%PDF-")


@pytest.mark.parametrize(
    ("level", "status", "goals"), [("L3", 200, 1), ("L2", 200, 0), ("L1", 404, None)]
)
def test_a_level_that_is_lowered_later_hides_the_rest(
    case: Opened, worker: Browser, coordinator: Browser, level: str, status: int, goals: int | None
) -> None:
    platform = case.platform
    goal = {"text": "Koulupäivät kokonaan", "on": ago(platform, 240)}
    assert case.post("goals", goal).status_code == 201
    sent(case, worker, coordinator)
    county, where = platform.caller("demo-varha"), f"{REFERRALS}/{case.referral}"
    consent = {"given_on": ago(platform, 10), "given_by": "GUARDIAN", "disclosure_level": level}
    lowered = county.put(f"{where}/consent", consent | {"reason": "Perhe toivoo."}, of=where)
    assert lowered.status_code == 200, lowered.text
    platform.settle()
    answer = county.get(f"{where}/summaries/{id_of(case)}")
    assert answer.status_code == status
    if goals is not None:
        assert len(answer.json["figures"]["goals"]) == goals


@pytest.mark.parametrize("reader", ["demo-turku", "municipal-turku", "coordinator-mll"])
def test_nobody_but_the_sender_and_the_provider_reads_it(
    case: Opened, worker: Browser, coordinator: Browser, reader: str
) -> None:
    sent(case, worker, coordinator)
    other = case.platform.caller(reader)
    summary = id_of(case)
    assert other.get(f"{REFERRALS}/{case.referral}/summaries").status_code == 404
    assert other.get(f"{REFERRALS}/{case.referral}/summaries/{summary}").status_code == 404
    assert other.get(f"{case.path}/summaries/{summary}").status_code in (403, 404)
