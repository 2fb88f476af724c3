from datetime import timedelta

import pytest

from services.casework.course import events
from shared.kernel.aggregate import Invalid, Refused
from tests.casework.examples import BEGUN, CASE, OPENED, PHASED, SUBJECT, a_case, done, refusal


def test_a_task_is_done_on_a_day() -> None:
    assert a_case(*BEGUN).do_task(PHASED, code="T1", on=OPENED) == [done("T1")]


def test_a_task_is_waived_with_its_reason() -> None:
    case = a_case(*BEGUN)
    assert case.waive_task(PHASED, code="T1", on=OPENED, reason=" They know each other. ") == [
        events.TaskWaived(
            case_id=CASE, subject_id=SUBJECT, code="T1", on=OPENED, reason="They know each other."
        )
    ]


def test_what_is_waived_is_settled_without_being_done() -> None:
    waived = a_case(*BEGUN).waive_task(PHASED, code="T1", on=OPENED, reason="No need")
    course = a_case(*BEGUN, *waived, done("T2")).course
    assert (dict(course.settled), course.waived) == (
        {"T1": OPENED, "T2": OPENED},
        frozenset({"T1"}),
    )


def test_a_task_is_not_waived_without_a_reason() -> None:
    with pytest.raises(Invalid) as refused:
        a_case(*BEGUN).waive_task(PHASED, code="T1", on=OPENED, reason="  ")
    assert refusal(refused) == ("reason", ("reason",))


def test_a_settled_task_stays_settled() -> None:
    case = a_case(*BEGUN, done("T1"))
    assert case.do_task(PHASED, code="T1", on=OPENED) == []
    assert case.waive_task(PHASED, code="T1", on=OPENED, reason="") == []


def test_a_task_nobody_defined_is_invalid() -> None:
    with pytest.raises(Invalid) as refused:
        a_case(*BEGUN).do_task(PHASED, code="T99", on=OPENED)
    assert refusal(refused) == ("no_such_task", ())


def test_a_task_of_a_later_phase_may_be_done_early() -> None:
    assert a_case(*BEGUN).do_task(PHASED, code="T3", on=OPENED) == [done("T3")]


def test_a_task_is_not_done_before_the_case_was_opened() -> None:
    with pytest.raises(Refused) as refused:
        a_case(*BEGUN).do_task(PHASED, code="T1", on=OPENED - timedelta(days=1))
    assert refusal(refused) == ("before_opening", ())
