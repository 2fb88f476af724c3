"""Handing a case over with limited notes, standing in and keeping out, over HTTP and on pages."""

from typing import Any

from services.casework.handover.commands import settle_due
from services.platform.demo.people import fixed_id
from tests.casework.acceptance import WORKER, Opened, ago
from tests.casework.visiting import browser
from tests.platform import Caller

COORDINATOR = str(fixed_id("coordinator-siipisulka"))
OLD, NEW, SUMMARY = "Vanha kirjaus", "Uusi kirjaus", "Ennen oli toisin"


def entry(case: Opened, text: str, *, days: int) -> str:
    body = {"kind": "CONTACT", "party": "SCHOOL", "text": text, "held_on": ago(case.platform, days)}
    return f"{case.path}/entries/{case.post('entries', body).json['id']}"


def of_before(case: Opened) -> dict[str, str]:
    """What the coordinator has of_before 30 days ago: an address for each kind."""
    day = ago(case.platform, 30)
    visit = {"held_on": day, "kind": "FACE", "status": "HELD", "minutes": 30, "present": 1}
    visit_id = case.post("visits", visit | {"notes": OLD}).json["id"]
    around = {"around": [{"name": OLD}], "drawn_on": day}
    summary = case.post("summaries", {}).json["id"]
    where = f"{case.path}/summaries/{summary}"
    written = {"happened": SUMMARY, "since": ago(case.platform, 60), "until": day}
    draft = case.coordinator.put(f"{where}/draft", written, of=where)
    assert draft.status_code == 200, draft.text
    return {
        "entries": entry(case, OLD, days=30),
        "visits": f"{case.path}/visits/{visit_id}",
        "network": f"{case.path}/network/{case.post('network', around).json['id']}",
        "summaries": where,
    }


def handed_over(case: Opened, **decided: Any) -> Caller:
    """To the worker, from the coordinator's own seat, who accepts it today."""
    assert case.put(f"team/{COORDINATOR}", {"role": "RESPONSIBLE"}).status_code == 200
    plan = {"leaving": COORDINATOR, "receiver": str(WORKER), "first_day": ago(case.platform, 0)}
    planned = case.put("hand-over", plan | {"reason": "LEAVES"} | decided)
    assert (planned.status_code, planned.json["status"]) == (200, "decided"), planned.text
    case.platform.settle()
    assert case.worker.get(case.path).status_code == 404  # not yet
    where = f"{case.path}/hand-over"
    accepted = case.worker.put(f"{where}/acceptance", {}, of=where)
    assert (accepted.status_code, accepted.json["status"]) == (200, "accepted"), accepted.text
    case.platform.settle()
    return case.worker


def test_the_new_worker_reads_what_was_decided_and_is_told_that_there_is_more(
    case: Opened,
) -> None:
    old = of_before(case)
    newer = entry(case, NEW, days=5)
    worker = handed_over(case, notes="SINCE", notes_since=ago(case.platform, 10))
    assert {kind: worker.get(path).status_code for kind, path in old.items()} == dict.fromkeys(
        old, 404
    )
    listed = [worker.get(f"{case.path}/{kind}").text for kind in old]
    assert (any(OLD in text for text in listed), NEW in listed[0]) == (False, True)
    assert worker.get(newer).status_code == 200
    pages = browser(case.platform, "worker-siipisulka")
    shown = [pages.get(f"/casework/cases/{case.id}{each}").text for each in ("", "/book")]
    shown += [pages.get(f"/casework/cases/{case.id}/{x}").text for x in ("network", "timeline")]
    assert [OLD in text for text in shown] == [False] * 4
    assert "decided when the case was handed over" in shown[0] or "päätettiin" in shown[0]


def test_summaries_alone_are_read_where_that_was_decided(case: Opened) -> None:
    old = of_before(case)
    worker = handed_over(case, notes="SUMMARIES")
    codes = {kind: worker.get(path).status_code for kind, path in old.items()}
    assert codes == {"entries": 404, "visits": 404, "network": 404, "summaries": 200}


def test_all_is_read_where_that_was_decided(case: Opened) -> None:
    old = of_before(case)
    worker = handed_over(case, notes="ALL")
    codes = {kind: worker.get(path).status_code for kind, path in old.items()}
    assert codes == dict.fromkeys(old, 200)


def test_the_new_worker_finds_what_to_read_first(case: Opened) -> None:
    handed_over(case, notes="ALL")
    letters = case.worker.get("/casework/api/v1/inbox").json["letters"]
    assert "handover_begins" in {letter["kind"] for letter in letters}
    page = browser(case.platform, "worker-siipisulka").get(f"/casework/cases/{case.id}/hand-over")
    assert 'id="read-first"' in page.text


def test_a_stand_in_sees_the_case_and_its_letters_and_loses_both(case: Opened) -> None:
    platform, today = case.platform, ago(case.platform, 0)
    case.put(f"team/{COORDINATOR}", {"role": "RESPONSIBLE"})
    agreed = {"person": str(WORKER), "instead_of": COORDINATOR, "since": today, "until": today}
    made = case.post("stand-ins", agreed)
    assert made.status_code == 201, made.text
    platform.settle()
    cases = "/casework/api/v1/cases"
    assert case.worker.get(case.path).status_code == 200
    assert str(case.id) in case.worker.get(cases).text
    tag = {"If-Match": case.coordinator.get(case.path).headers["ETag"]}
    there = f"{case.path}/stand-ins/{made.json['id']}"
    ended = case.coordinator._send("DELETE", there, headers=tag)
    assert ended.status_code in (200, 204), ended.text
    platform.settle()
    assert case.worker.get(case.path).status_code == 404
    assert str(case.id) not in case.worker.get(cases).text


def test_others_hear_of_a_seat_on_its_day(case: Opened) -> None:
    service = case.platform.platform.services["casework"]
    case.put(f"team/{COORDINATOR}", {"role": "RESPONSIBLE"})
    tomorrow = {"since": ago(case.platform, -1), "until": ago(case.platform, -2)}
    case.post("stand-ins", {"person": str(WORKER), "instead_of": COORDINATOR} | tomorrow)
    case.platform.settle()
    assert (case.worker.get(case.path).status_code, settle_due(service)) == (404, 0)


def test_who_is_kept_out_cannot_be_given_the_case(case: Opened) -> None:
    assert case.put(f"locks/{WORKER}", {"reason": "Serkku."}).status_code == 200
    given = case.put(f"team/{WORKER}", {"role": "WORKER"})
    assert (given.status_code, given.json["code"]) == (409, "locked_out")
    alone = case.put(f"locks/{COORDINATOR}", {"reason": "Veli."})
    assert (alone.status_code, alone.json["code"]) == (409, "last_coordinator")
    assert "Serkku" not in str(case.read())
