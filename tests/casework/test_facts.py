"""Asked and answered: which answers fit, which hold, what is due, and how a day is put right."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.casework.facts import events, rules
from services.casework.facts.domain import Counting, FactSheet
from services.casework.facts.events import Fact
from services.casework.facts.rules import Course, Held, Sheet
from services.common.codes import QuestionMoment, QuestionSubject
from services.common.programme import Named, Question
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.casework.acceptance import Opened, ago
from tests.casework.examples import CASE, OPENED, PHASED, PROVIDER, SUBJECT, TRUST_SINCE, WORDS
from tests.casework.visiting import Browser
from tests.platform import Stepped

ID, DAY, LATER = UUID(int=70), date(2026, 3, 3), date(2026, 4, 4)
YES, NO, SILENT = (Fact(question="HOBBY", answer=code) for code in ("YES", "NO", "DECLINED"))
MOTHER, FATHER = (Fact(question="WORK", answer="YES", person=number) for number in (1, 2))
CHOICES = tuple(Named(code=code, name=WORDS) for code in ("YES", "NO"))
HOBBY = Question(code="HOBBY", text=WORDS, answers=CHOICES)
WORK = replace(HOBBY, code="WORK", about=QuestionSubject.PARENT)
ASKING = replace(PHASED, questions=(HOBBY, WORK))
COUNTING = Counting("rowing", PROVIDER)
ANSWERED = events.FactsAnswered(
    sheet_id=ID, case_id=CASE, subject_id=SUBJECT, answered_on=DAY, facts=(YES,)
)
COUNTED = events.FactsCounted(
    sheet_id=ID,
    case_id=CASE,
    subject_id=SUBJECT,
    programme="rowing",
    organisation=PROVIDER,
    answered_on=DAY,
    facts=(YES,),
)
OF_DAY = given(FactSheet(ID), ANSWERED, COUNTED)


def test_what_was_answered_is_kept_and_counted_once() -> None:
    who = {"case_id": CASE, "subject_id": SUBJECT}
    answers = FactSheet(ID).answer((YES,), **who, on=DAY, counting=COUNTING)
    assert answers == [ANSWERED, COUNTED]
    assert OF_DAY.answer((NO,), **who, on=DAY, counting=COUNTING) == []


def test_not_to_want_to_say_and_both_parents_are_answers() -> None:
    rules.must_fit(ASKING, [SILENT, MOTHER, FATHER])


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ((), "answers"),
        ((Fact(question="RIVER", answer="YES"),), "question"),
        ((Fact(question="HOBBY", answer="MAYBE"),), "answer"),
        ((replace(YES, person=2),), "answer"),
        ((replace(MOTHER, person=3),), "answer"),
        ((YES, NO), "answers"),
    ],
)
def test_what_nobody_asks_is_refused(facts: tuple[Fact, ...], code: str) -> None:
    with pytest.raises(Invalid) as error:
        rules.must_fit(ASKING, facts)
    assert error.value.code == code


def test_the_newest_answer_holds_and_says_what_was_before() -> None:
    sheets = [Sheet(LATER, (NO,)), Sheet(DAY, (YES, MOTHER))]
    assert rules.holding(sheets) == {
        ("HOBBY", 1): Held("NO", LATER, "YES"),
        ("WORK", 1): Held("YES", DAY),
    }


CLOSED = date(2026, 9, 30)
OPEN, OVER = Course(TRUST_SINCE), Course(TRUST_SINCE, CLOSED)


@pytest.mark.parametrize(
    ("moments", "answered_on", "course", "is_due"),
    [
        ("START", None, OPEN, True),
        ("START", OPENED, OPEN, False),
        ("START", OPENED, OVER, False),
        ("PHASE", None, OPEN, True),
        ("PHASE", date(2026, 2, 28), OPEN, True),
        ("PHASE", TRUST_SINCE, OPEN, False),
        ("END", None, OPEN, False),
        ("END", None, OVER, True),
        ("END", date(2026, 8, 29), OVER, True),
        ("END", date(2026, 8, 30), OVER, False),
        ("START END", OPENED, OPEN, False),
        ("START END", OPENED, OVER, True),
        ("", None, OPEN, False),
    ],
)
def test_a_question_is_due_at_its_moments(
    moments: str, answered_on: date | None, course: Course, is_due: bool
) -> None:
    question = replace(WORK, moments=tuple(map(QuestionMoment, moments.split())))
    held = rules.holding([Sheet(answered_on, (FATHER,))] if answered_on else [])
    due = rules.due(replace(PHASED, questions=(question,)), held, course)
    assert due == ([question] if is_due else [])


def test_a_day_is_put_right_and_keeps_what_stood_there() -> None:
    corrected, counted = OF_DAY.correct((NO,), on=LATER, reason=" Misheard. ")
    assert corrected == events.FactsCorrected(
        sheet_id=ID,
        case_id=CASE,
        subject_id=SUBJECT,
        answered_on=LATER,
        facts=(NO,),
        reason="Misheard.",
    )
    assert counted == replace(COUNTED, facts=(NO,), answered_on=LATER)
    after = given(OF_DAY, corrected, counted)
    assert (after.facts, after.answered_on, after.answered) == ((NO,), LATER, ANSWERED)
    assert after.correct((NO,), on=LATER, reason="Again.") == []
    with pytest.raises(Invalid):
        OF_DAY.correct((NO,), on=DAY, reason=" ")


def test_a_day_is_taken_out_once_and_counts_no_more() -> None:
    error, counted = OF_DAY.enter_in_error(reason="Another family.")
    assert error == events.FactsEnteredInError(
        sheet_id=ID, case_id=CASE, subject_id=SUBJECT, reason="Another family."
    )
    assert counted == replace(COUNTED, stands=False, facts=())
    gone = given(OF_DAY, error, counted)
    assert gone.enter_in_error(reason="Again.") == []
    with pytest.raises(Refused):
        gone.correct((NO,), on=DAY, reason="Late.")
    with pytest.raises(Refused):
        FactSheet(ID).enter_in_error(reason="Nothing there.")


def test_answers_are_recorded_on_a_page_put_right_and_strangers_find_none(
    case: Opened, coordinator: Browser, platform: Stepped
) -> None:
    there = f"/casework/cases/{case.id}/facts"
    form = {
        "answered_on": ago(platform, 2),
        "facts.0.question": "HOBBY",
        "facts.0.answer": "NONE",
        "facts.1.question": "SCHOOL",
        "facts.1.answer": "",
        "facts.2.question": "SAFE_ADULT",
        "facts.2.answer": "DECLINED",
    }
    sent = coordinator.send(f"{there}/new", form)
    assert sent.status_code == 303, sent.text
    (sheet,) = case.coordinator.get(f"{case.path}/facts").json["sheets"]
    assert [fact["answer"] for fact in sheet["facts"]] == ["NONE", "DECLINED"]
    again = {**form, "facts.0.answer": "STARTING", "reason": "Kuulin väärin."}
    sent = coordinator.send(f"/casework/fact-sheets/{sheet['id']}/correction", again)
    assert sent.status_code == 303, sent.text
    page = coordinator.get(f"{there}?lang=en").text
    assert "Does the child go to school?" in page.partition("<table")[0]  # still to be asked
    assert "Is starting" in page and "Does not want to say" in page
    off = {"facts": [{"question": "HOBBY", "answer": "MAYBE"}]}
    assert case.post("facts", off).status_code == 422
    assert platform.caller("coordinator-mll").get(f"{case.path}/facts").status_code == 404
