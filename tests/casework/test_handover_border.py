"""What a new worker reads begins on one day, the same for all that stands in the book under one."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from services.casework.casefile.queries import Happening, as_read
from services.casework.entries.domain import Entry
from services.casework.entries.policy import EntryView, reads
from services.casework.entries.rules import EntryFacts
from services.casework.visits.policy import VisitedView
from services.common.codes import Circle, EntryKind
from tests.casework.acceptance import Opened, ago
from tests.casework.examples import BERTIL, CASE
from tests.casework.test_handover import OLD, handed_over
from tests.casework.test_handover_rules import A_DAY, MONDAY, PLANNED, SINCE, TODAY, on, somebody
from tests.shared.documents.files import picture

BORDER = 10  # days ago from which the new worker reads
Write = Callable[[Opened, str], str]  # a day to the address of what is written of it


def entry(**body: Any) -> Write:
    def write(case: Opened, day: str) -> str:
        sent = {"held_on": day, "text": OLD, **body}
        sent |= {"agreed_on": day} if body["kind"] == "CRISIS_MEETING" else {}
        made = case.post("entries", sent)
        assert made.status_code == 201, made.text
        return f"entries/{made.json['id']}"

    return write


def visit(case: Opened, day: str) -> str:
    body = {"held_on": day, "kind": "FACE", "status": "HELD", "minutes": 30, "notes": OLD}
    return f"visits/{case.post('visits', body).json['id']}"


def receipts(case: Opened, day: str) -> str:
    where = visit(case, day)
    costs = {"costs": "3.20", "reason": "Unohtui."}
    assert case.coordinator.put(f"{case.path}/{where}/correction", costs).status_code == 200
    file = {"content": b64encode(picture()).decode()}
    assert case.post(f"{where}/receipts", file).status_code == 201
    return f"{where}/receipts"


def drawing(case: Opened, day: str) -> str:
    body = {"around": [{"name": OLD}], "drawn_on": day}
    return f"network/{case.post('network', body).json['id']}"


def paper(case: Opened, day: str) -> str:
    body = {"text": OLD, "kind": "STATEMENT", "circle": "TEAM", "dated_on": day}
    made = case.post("documents", body | {"content": b64encode(picture()).decode()})
    return f"documents/{made.json['id']}"


def answers(case: Opened, day: str) -> str:
    body = {"facts": [{"question": "HOBBY", "answer": "UNKNOWN"}], "answered_on": day}
    made = case.post("facts", body)
    assert made.status_code == 201, made.text
    return f"facts/{made.json['id']}"


WRITTEN: dict[str, Write] = {
    "contact": entry(kind="CONTACT", party="SCHOOL"),
    "call": entry(kind="PHONE_24H", whom="Äiti", began_at="21:15"),
    "crisis meeting": entry(kind="CRISIS_MEETING", minutes=60),
    "visit": visit,
    "receipts": receipts,
    "network map": drawing,
    "paper": paper,
    "answers": answers,
}


def test_whatever_stands_under_a_day_begins_on_the_same_one(case: Opened) -> None:
    before, since = (ago(case.platform, days) for days in (BORDER + 1, BORDER))
    written = {
        (kind, day): f"{case.path}/{write(case, day)}"
        for kind, write in WRITTEN.items()
        for day in (before, since)
    }
    worker = handed_over(case, notes="SINCE", notes_since=since)
    codes = {key: worker.get(path).status_code for key, path in written.items()}
    assert codes == {(kind, day): 404 if day == before else 200 for kind, day in written}
    assert {case.coordinator.get(path).status_code for path in written.values()} == {200}


HANDED_OVER = on(MONDAY, PLANNED, SINCE)  # to Bertil, who reads from today on


@pytest.mark.parametrize("kind", EntryKind)
def test_entries_of_every_kind_begin_on_that_day(kind: EntryKind) -> None:
    facts = EntryFacts(kind, TODAY, circle=Circle.TEAM)
    entry = Entry(CASE, held=facts)
    views = [
        EntryView(VisitedView(HANDED_OVER, 1, False), replace(entry, held=each), 1, by="")
        for each in (replace(facts, held_on=TODAY - A_DAY), facts)
    ]
    assert [reads.allows(somebody(BERTIL), view) for view in views] == [False, True]


@pytest.mark.parametrize(
    "what", ["case.contact_shown", "case.correction_explained", "case.family_corrected"]
)
def test_why_something_was_opened_or_put_right_before_stays_unsaid(what: str) -> None:
    later = Happening(TODAY, what, {}, "somebody", "Isä ei saa tietää.")
    before = replace(later, on=TODAY - A_DAY)
    assert as_read(somebody(BERTIL), HANDED_OVER, later) == later
    assert as_read(somebody(BERTIL), HANDED_OVER, before) == replace(before, words="")
    own = replace(before, by=str(BERTIL))
    assert as_read(somebody(BERTIL), HANDED_OVER, own) == own


def test_what_was_decided_is_read_from_the_beginning() -> None:
    goal = Happening(TODAY - A_DAY, "plan.goal_set", {}, "somebody", "Koulu sujuu")
    assert as_read(somebody(BERTIL), HANDED_OVER, goal) == goal
