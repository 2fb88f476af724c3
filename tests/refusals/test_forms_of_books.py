"""Each form of what stands beside a case's own stream, refused by a rule, in three languages."""

from typing import Any

from services.platform.demo.people import fixed_id
from tests.casework.acceptance import Opened, a_case
from tests.platform import Stepped
from tests.refusals.test_each_form_says_no import WHY, Typed, wrong_in
from tests.refusals.test_forms_refused_by_rules import LATE

WHO = "coordinator-siipisulka"
WORKS, LEADS = str(fixed_id("worker-siipisulka")), str(fixed_id("coordinator-siipisulka"))
CONTACT = {"held_on": LATE, "party": "SCHOOL", "text": "Sovittiin viikkoviestistä"}
OF_CASE: dict[str, Typed] = {
    "entries/new/CONTACT": CONTACT,
    "network/new": {"drawn_on": LATE, "around.0.name": "Mummi", "around.0.nearness": "2"},
    "agreements/new": {"rules": "Puhelimet pois", "on": LATE},
    "facts/new": {"facts.0.question": "HOBBY", "facts.0.answer": "YES", "answered_on": LATE},
    "independence/new": {"areas.0.area": "HOME", "areas.0.can": "Ruoka", "on": LATE},
    "concerns/new": {"seen": "Eilen illalla"},
    "hand-over/plan": {
        "leaving": WORKS,
        "receiver": WORKS,
        "first_day": LATE,
        "reason": "LEAVES",
    },
    "stand-ins": {"instead_of": WORKS, "person": LEADS, "since": LATE, "until": "2098-12-31"},
    "locks": {"person": LEADS, "reason": "Serkku on meillä töissä"},
    "budget": {"euros": "100000,01"},
}
OF_ROSTER: dict[str, Typed] = {
    "duties": {
        "person": WORKS,
        "first_day": LATE,
        "from_time": "16.00",
        "last_day": LATE,
        "until_time": "8.00",
    }
}
OF_SETTLED: dict[str, Typed] = {"outcome": {"status": "MISSED", "outcome": "Bussi ei tullut"}}
OF_PAPER: dict[str, Typed] = {"signatures": {"places": "GUARDIAN", "on": LATE}}
OF_SHEET: dict[str, Typed] = {
    "correction": {"facts.0.question": "HOBBY", "facts.0.answer": "NONE", "answered_on": LATE} | WHY
}
OF_ENTRY: dict[str, Typed] = {"correction": CONTACT | WHY}
OF_CONCERN: dict[str, Typed] = {"closing": {"outcome": "NOTIFICATION"} | WHY}
OF_CLOSED_CONCERN: dict[str, Typed] = {"taking": {}, "acts": {"act": "CALLED_FAMILY"}}
TABLES: dict[str, tuple[dict[str, Typed], ...]] = {
    "/casework": (OF_ROSTER,),
    "/casework/cases/<>": (OF_CASE,),
    "/casework/agreements/<>": (OF_PAPER,),
    "/casework/fact-sheets/<>": (OF_SHEET,),
    "/casework/entries/<>": (OF_ENTRY, OF_SETTLED),
    "/casework/concerns/<>": (OF_CONCERN, OF_CLOSED_CONCERN),
}


def made(case: Opened, part: str, body: dict[str, Any]) -> str:
    answer = case.post(part, body)
    assert answer.status_code == 201, answer.text
    case.platform.settle()
    return str(answer.json["id"])


def test_forms_of_a_book(platform: Stepped) -> None:
    case = a_case(platform)
    assert wrong_in(platform, f"/casework/cases/{case.id}", WHO, OF_CASE) == {}
    entry = made(case, "entries", {"kind": "CONTACT", "party": "SCHOOL", "text": "Puhelu."})
    assert wrong_in(platform, f"/casework/entries/{entry}", WHO, OF_ENTRY) == {}
    ours = made(case, "entries", {"kind": "OUR_THING", "text": "Uinti.", "status": "DONE"})
    assert wrong_in(platform, f"/casework/entries/{ours}", WHO, OF_SETTLED) == {}


def test_forms_of_a_day_of_answers(platform: Stepped) -> None:
    facts = {"facts": [{"question": "HOBBY", "answer": "YES"}]}
    sheet = made(a_case(platform), "facts", facts)
    assert wrong_in(platform, f"/casework/fact-sheets/{sheet}", WHO, OF_SHEET) == {}


def test_forms_of_an_agreement(platform: Stepped) -> None:
    case = a_case(platform)
    made(case, "goals", {"text": "Käy koulua."})
    paper = made(case, "agreements", {"rules": "Puhelimet pois."})
    assert wrong_in(platform, f"/casework/agreements/{paper}", WHO, OF_PAPER) == {}


def test_forms_of_the_roster(platform: Stepped) -> None:
    assert wrong_in(platform, "/casework", WHO, OF_ROSTER) == {}


def test_forms_of_a_concern(platform: Stepped) -> None:
    case = a_case(platform)
    concern = made(case, "concerns", {"text": "Lapsi pelkää."})
    assert wrong_in(platform, f"/casework/concerns/{concern}", WHO, OF_CONCERN) == {}
    where = f"/casework/api/v1/concerns/{concern}"
    nothing = {"outcome": "NOTHING_FURTHER", "reason": "Tilanne selvisi."}
    closed = case.coordinator.put(f"{where}/closing", nothing, of=where)
    assert closed.status_code == 200, closed.text
    assert wrong_in(platform, f"/casework/concerns/{concern}", WHO, OF_CLOSED_CONCERN) == {}
