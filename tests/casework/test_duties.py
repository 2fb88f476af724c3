"""The roster over HTTP: put on it, handed on, cancelled, and seen where it matters."""

from typing import Any

from services.platform.demo.people import fixed_id
from tests.casework.acceptance import WORKER, Opened, ago
from tests.casework.visiting import browser

ROOT = "/casework/api/v1/duties"
COORDINATOR = str(fixed_id("coordinator-siipisulka"))


def agreed(case: Opened, **more: Any) -> Any:
    day, next_day = ago(case.platform, 0), ago(case.platform, -1)
    hours = {"first_day": day, "from_time": "00:00", "last_day": next_day, "until_time": "00:00"}
    answer = case.coordinator.post(ROOT, {"person": COORDINATOR} | hours | more)
    case.platform.settle()
    return answer


def test_who_answers_today_is_seen_on_the_roster_the_case_and_the_call(case: Opened) -> None:
    duty = agreed(case)
    assert duty.status_code == 201, duty.text
    body = case.coordinator.get(f"{ROOT}/now").json
    assert (body["person"], len(body["gaps"])) == (COORDINATOR, 1)
    assert len(case.coordinator.get(ROOT).json["duties"]) == 1
    assert agreed(case).json["code"] == "twice"
    pages = browser(case.platform, "coordinator-siipisulka")
    addresses = ("/casework/duties", f"/casework/cases/{case.id}")
    forms = (f"/casework/cases/{case.id}/entries/new/PHONE_24H",)
    for address in (*addresses, *forms, f"/casework/cases/{case.id}/family-paper"):
        assert "Koordinaattori Siimes" in pages.get(address).text, address


def test_a_duty_is_handed_on_by_whose_it_is_and_not_by_others(case: Opened) -> None:
    where = f"{ROOT}/{agreed(case).json['id']}"
    refused = case.worker.put(f"{where}/person", {"person": str(WORKER)}, of=where)
    assert refused.status_code == 404
    handed_on = case.coordinator.put(f"{where}/person", {"person": str(WORKER)}, of=where)
    assert (handed_on.status_code, handed_on.json["person"]) == (200, str(WORKER))
    back = case.worker.put(f"{where}/person", {"person": COORDINATOR}, of=where)
    assert back.status_code == 200
    elsewhere = case.platform.caller("coordinator-mll")
    assert (elsewhere.get(where).status_code, elsewhere.get(ROOT).json["duties"]) == (404, [])


def test_a_cancelled_duty_leaves_a_gap(case: Opened) -> None:
    where = f"{ROOT}/{agreed(case).json['id']}"
    tag = {"If-Match": case.coordinator.get(where).headers["ETag"]}
    assert case.coordinator._send("DELETE", where, headers=tag).status_code in (200, 204)
    case.platform.settle()
    body = case.coordinator.get(f"{ROOT}/now").json
    assert (body["person"], len(body["gaps"])) == (None, 1)
    assert agreed(case).status_code == 201  # and the time is free again


def test_a_roster_form_keeps_what_was_typed(case: Opened) -> None:
    pages = browser(case.platform, "coordinator-siipisulka")
    wrong = pages.send("/casework/duties", {"person": COORDINATOR, "from_time": "25:00"})
    assert (wrong.status_code, "25:00" in wrong.text) == (422, True)


def test_a_call_is_a_letter_to_the_cases_own_people(case: Opened) -> None:
    case.put(f"team/{WORKER}", {"role": "RESPONSIBLE"})
    case.platform.settle()
    call = {"kind": "PHONE_24H", "whom": "Mother", "began_at": "02:10", "text": "No sleep."}
    assert case.post("entries", call).status_code == 201
    case.platform.settle()
    letters = case.worker.get("/casework/api/v1/inbox").json["letters"]
    assert "call" in {letter["kind"] for letter in letters}
