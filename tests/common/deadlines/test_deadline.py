"""What the clock may do about one deadline: each step once for a last day, and none back."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.common.deadlines.domain import Awaited, Deadline
from services.common.deadlines.events import DeadlineEscalated, DeadlineMissed, DeadlineReminded
from services.common.deadlines.rules import Step
from shared.kernel.testing import given

ID, REFERRAL, MLL = UUID(int=1), UUID(int=2), UUID(int=3)
DUE = Awaited(ID, "answer", REFERRAL, MLL, date(2026, 11, 27))
FIELDS: Any = {
    "deadline_id": ID,
    "kind": "answer",
    "thing_id": REFERRAL,
    "organisation": MLL,
    "due_on": DUE.due_on,
}
MISSED = DeadlineMissed(**FIELDS)


def test_a_step_is_taken() -> None:
    assert Deadline(ID).take(Step.REMINDED, DUE) == [DeadlineReminded(**FIELDS)]
    assert given(Deadline(ID), MISSED).take(Step.ESCALATED, DUE) == [DeadlineEscalated(**FIELDS)]


def test_the_same_step_or_an_earlier_one_is_not_taken_again() -> None:
    missed = given(Deadline(ID), MISSED)
    assert [missed.take(step, DUE) for step in (Step.REMINDED, Step.MISSED)] == [[], []]


def test_another_last_day_begins_anew() -> None:
    later = replace(DUE, due_on=date(2026, 12, 4))
    event = DeadlineReminded(**{**FIELDS, "due_on": later.due_on})
    assert given(Deadline(ID), MISSED).take(Step.REMINDED, later) == [event]
