"""What families answered, as figures: who counts, which answer holds, and from when on a share."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.casework.facts.events import Fact
from services.common.codes import QuestionSubject
from services.common.programme import Named, Question
from services.reporting.circumstances.rules import (
    Answered,
    Circumstance,
    CountedCase,
    circumstances,
)
from services.reporting.indicators.months import Range
from tests.casework.examples import PHASED, WORDS

MARCH = Range("2026-03", "2026-03")
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
CHOICES = tuple(Named(code=code, name=WORDS) for code in ("YES", "NO"))
VIOLENCE = Question(code="VIOLENCE", text=WORDS, answers=CHOICES, about=QuestionSubject.FAMILY)
WORK = replace(VIOLENCE, code="WORK", about=QuestionSubject.PARENT)
ASKING = replace(PHASED, questions=(VIOLENCE,))
OF_PARENTS = replace(PHASED, questions=(WORK,))
FIRST_CASE, SECOND_CASE, THIRD_CASE = (CountedCase(UUID(int=n), ASKING, FIRST) for n in (1, 2, 3))


def answer(
    answer: str, on: date = FIRST, *, question: str = "VIOLENCE", person: int = 1
) -> Answered:
    return Answered(on, (Fact(question=question, answer=answer, person=person),))


def counted(
    yes: int = 0, no: int = 0, *, declined: int = 0, unknown: int = 0, not_asked: int = 0
) -> Circumstance:
    answers = {"YES": yes, "NO": no}
    return Circumstance("rowing", VIOLENCE, answers, declined, unknown, not_asked)


def test_who_did_not_answer_stands_apart() -> None:
    answered = {FIRST_CASE.case_id: [answer("YES")], SECOND_CASE.case_id: [answer("DECLINED")]}
    assert circumstances([FIRST_CASE, SECOND_CASE, THIRD_CASE], answered, MARCH) == [
        counted(1, declined=1, not_asked=1)
    ]
    (figure,) = circumstances([FIRST_CASE], {FIRST_CASE.case_id: [answer("UNKNOWN")]}, MARCH)
    assert (figure, figure.answered) == (counted(unknown=1), 0)


@pytest.mark.parametrize(
    ("opened_on", "closed_on", "counts"),
    [
        (LAST, None, True),
        (date(2026, 4, 1), None, False),
        (date(2026, 1, 1), FIRST, True),
        (date(2026, 1, 1), date(2026, 2, 28), False),
    ],
)
def test_a_case_counts_that_was_open_on_a_day(
    opened_on: date, closed_on: date | None, counts: bool
) -> None:
    case = replace(FIRST_CASE, opened_on=opened_on, closed_on=closed_on)
    assert circumstances([case], {}, MARCH) == ([counted(not_asked=1)] if counts else [])


def test_the_newest_answer_by_the_end_of_the_period_holds() -> None:
    answered = {
        FIRST_CASE.case_id: [answer("NO", LAST), answer("YES"), answer("YES", date(2026, 4, 1))]
    }
    assert circumstances([FIRST_CASE], answered, MARCH) == [counted(no=1)]


def test_each_parent_counts_and_an_absent_one_is_no_gap() -> None:
    both = replace(FIRST_CASE, programme=OF_PARENTS)
    alone = replace(SECOND_CASE, programme=OF_PARENTS)
    answered = {
        FIRST_CASE.case_id: [
            answer("YES", question="WORK"),
            answer("NO", question="WORK", person=2),
        ],
        SECOND_CASE.case_id: [answer("YES", question="WORK")],
    }
    (figure,) = circumstances([both, alone], answered, MARCH)
    assert (figure.answers, figure.not_asked) == ({"YES": 2, "NO": 1}, 0)


def test_a_case_is_asked_what_its_own_version_asks() -> None:
    before = replace(SECOND_CASE, programme=replace(ASKING, version=1, questions=()))
    assert circumstances([FIRST_CASE, before], {}, MARCH) == [counted(not_asked=1)]


@pytest.mark.parametrize(
    ("figure", "share"),
    [(counted(4, 5), None), (counted(4, 6), 40), (counted(28, 7), 80), (counted(1, 15), 6)],
)
def test_there_is_a_share_from_ten_answers_on(figure: Circumstance, share: int | None) -> None:
    assert figure.share("YES") == share


def test_a_published_share_of_families_is_found_again() -> None:
    """10 of 35 families are the 29 % of Helsinki's table."""
    assert (counted(10, 25).share("YES"), counted(28, 7).share("YES")) == (29, 80)
