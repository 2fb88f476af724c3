"""The yearly survey: nobody who holds all tables can say who answered what; four say nothing."""

import itertools
from dataclasses import asdict
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.common.survey import QUESTIONS, per_cent, question
from services.volunteers.surveys.domain import SOON, Drawing, Survey
from services.volunteers.surveys.events import Counted, SurveyCounted, SurveyVoucherDrawn
from services.volunteers.surveys.rules import Answer, Box, box_in, counted, is_ours, voucher
from shared.kernel.aggregate import Refused, fold
from shared.kernel.sealing import token
from shared.web.public_forms import new_key
from shared.web.return_codes import read_code

PERSON, NGO = UUID(int=70), UUID(int=71)
TODAY = date(2026, 11, 28)
DRAWN = SurveyVoucherDrawn(volunteer_id=PERSON, on=TODAY)
ANSWERS: list[Answer] = [(1, 2, 3, 4, 5), (5, 5, 5, 5, 5), (1, 1, 1, 1, 1), (2, 2, 2, 2, 2)]
MORE: Answer = (4, 4, 4, 4, 4)


def sign(text: str) -> str:
    return token(b"a key", "survey", text)


def elsewhere(text: str) -> str:
    return token(b"another key", "survey", text)


def filled(*answers: Answer, month: str = "2026-11") -> Box:
    box = Box()
    for number, answer in enumerate(answers):
        box = box.put_in(answer, f"digest-{number}", year="2026", month=month)
    return box


def test_a_voucher_is_of_twenty_letters_and_one_organisation() -> None:
    code = voucher(new_key(), sign)
    assert read_code(code) == code
    assert is_ours(code, sign)
    assert not is_ours(code, elsewhere)
    assert not is_ours(code[:-1] + ("2" if code[-1] != "2" else "3"), sign)
    assert voucher(new_key(), sign) != code


@pytest.mark.parametrize(
    ("today", "ended_on", "is_open"),
    [
        (date(2026, 12, 31), None, False),
        (date(2027, 1, 1), None, True),
        (date(2026, 12, 31), TODAY, False),
        (date(2026, 12, 31), TODAY + SOON, False),
        (date(2026, 12, 31), TODAY + SOON + timedelta(days=1), True),
    ],
)
def test_a_voucher_is_drawn_once_a_year_and_after_a_support(
    today: date, ended_on: date | None, is_open: bool
) -> None:
    drawing = fold(Drawing(PERSON), [DRAWN])
    assert Drawing(PERSON).draw(TODAY, ended_on=None) == [DRAWN]
    assert drawing.is_open(today, ended_on=ended_on) is is_open


def test_a_second_voucher_is_refused() -> None:
    with pytest.raises(Refused, match="already"):
        fold(Drawing(PERSON), [DRAWN]).draw(TODAY, ended_on=None)


def test_a_voucher_answers_once() -> None:
    with pytest.raises(Refused, match="used"):
        filled(MORE).put_in(MORE, "digest-0", year="2026", month="2026-12")


def test_a_box_is_the_same_whoever_answered_what_and_in_which_order() -> None:
    """Each of the 24 ways in which four vouchers may have brought these answers."""
    boxes = {filled(*answers).written() for answers in itertools.permutations(ANSWERS)}
    assert len(boxes) == 1


def test_the_size_of_a_box_tells_not_how_many_answered() -> None:
    assert len(filled(*ANSWERS, MORE).written()) == len(Box().written())
    assert box_in(filled(*ANSWERS).written()) == filled(*ANSWERS)


@pytest.mark.parametrize(
    ("answers", "month", "is_ripe"),
    [
        (4, "2026-12", False),
        (5, "2026-11", False),
        (5, "2026-12", True),
    ],
)
def test_a_box_is_counted_from_five_answers_on_when_their_month_is_over(
    answers: int, month: str, is_ripe: bool
) -> None:
    assert filled(*[MORE] * answers).is_ripe(month) is is_ripe


def test_an_emptied_box_remembers_the_vouchers_of_two_years() -> None:
    box = filled(MORE).put_in(MORE, "old", year="2024", month="2026-11")
    assert asdict(box.emptied("2026-12")) == {
        "month": "",
        "answers": (),
        "used": {"2026": ("digest-0",)},
    }


def test_only_sums_are_kept() -> None:
    assert counted((*ANSWERS, MORE))[0] == Counted(question="learning", answers=(2, 1, 0, 1, 1))
    assert [each.question for each in counted(tuple(ANSWERS))] == list(QUESTIONS)


@pytest.mark.parametrize("answers", [4, 5])
def test_fewer_than_five_are_never_counted(answers: int) -> None:
    counts = counted((MORE,) * answers)
    if answers < 5:
        with pytest.raises(Refused, match="five"):
            Survey(NGO).count(counts, answers=answers, month=TODAY)
        return
    happened = SurveyCounted(organisation=NGO, month=TODAY, answers=answers, counts=counts)
    assert Survey(NGO).count(counts, answers=answers, month=TODAY) == [happened]


def test_shares_are_rounded_half_upwards() -> None:
    assert [per_cent(*each) for each in ((1, 8), (1, 3), (0, 5), (5, 5), (0, 0))] == [
        13,
        33,
        0,
        100,
        0,
    ]
    assert question("learning", "fi") == "Oppii uutta"
    assert question("later", "fi") == "later"
