"""Answers lose their order, are shown from five on, and a code is good for one."""

from datetime import date, timedelta
from itertools import permutations
from uuid import UUID

import pytest

from services.referral.opinions.domain import Opinions
from services.referral.opinions.events import OpinionsCounted
from services.referral.opinions.rules import FEWEST, OPEN_FOR, PAGE, Box, Counts, box_in, is_closed
from shared.kernel.aggregate import Refused
from shared.kernel.testing import given

ID, MLL = UUID(int=1), UUID(int=2)
TODAY = date(2026, 11, 1)
ANSWERS = [(5, "Kiitos", True), (1, "", False), (3, "Lisää aikaa", True), (5, "", True)]
COUNTS = Counts((1, 1, 1, 0, 2), 4)


def filled(answers: list[tuple[int, str, bool]]) -> Box:
    box = Box()
    for useful, words, recommend in answers:
        digest = f"{useful}{words}{recommend}"
        box = box.put_in(useful, words, digest, recommend=recommend)
    return box


def test_in_whatever_order_they_come_the_box_is_the_same() -> None:
    written = {filled(list(each)).written() for each in permutations(ANSWERS)}
    assert len(written) == 1
    (text,) = written
    assert (len(text) % PAGE, box_in(text)) == (0, filled(ANSWERS))


def test_four_say_nothing_and_five_are_counted() -> None:
    four = filled(ANSWERS)
    assert (len(four.answers), four.counts()) == (FEWEST - 1, None)
    assert four.put_in(2, "", "fifth", recommend=True).counts() == COUNTS


def test_a_code_is_good_for_one_answer() -> None:
    box = Box().put_in(5, "", "a", recommend=True)
    with pytest.raises(Refused, match="already"):
        box.put_in(1, "", "a", recommend=False)


@pytest.mark.parametrize(("days", "closed"), [(OPEN_FOR.days, False), (OPEN_FOR.days + 1, True)])
def test_it_closes_two_weeks_after_the_last_day(days: int, *, closed: bool) -> None:
    assert is_closed(TODAY, TODAY + timedelta(days=days)) is closed
    assert not is_closed(None, TODAY)


def test_the_sums_of_five_or_more_are_kept_once() -> None:
    counted = OpinionsCounted(
        happening_id=ID, organisation=MLL, useful=COUNTS.useful, recommend=4, on=TODAY
    )
    new = Opinions(ID)
    assert new.count(COUNTS, organisation=MLL, on=TODAY) == [counted]
    assert new.count(None, organisation=MLL, on=TODAY) == []
    kept = given(new, counted)
    assert kept.count(COUNTS, organisation=MLL, on=TODAY) == []
    assert (kept.concerns, new.concerns) == ((MLL,), ())
