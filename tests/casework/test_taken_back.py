"""What a case is once something recorded of it was put right: itself, but for that one thing."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.casework.cases import events
from services.casework.course import events as steps
from services.common.codes import EndReason, Outcome
from shared.kernel.aggregate import Refused
from tests.casework.examples import (
    BEGUN,
    BEGUN_PLAIN,
    CASE,
    FUTURE_SINCE,
    IN_FUTURE,
    IN_TRUST,
    OPENED,
    PHASED,
    PROVIDER,
    REFERRAL,
    SUBJECT,
    TRUST_SINCE,
    a_case,
    advanced,
    closed,
    done,
    refusal,
)

LATER = date(2026, 6, 1)
CLOSED = closed(LATER, EndReason.MOVED)
FOLLOWED = events.CaseFollowedUp(
    case_id=CASE,
    referral_id=REFERRAL,
    programme="rowing",
    organisation=PROVIDER,
    assessed_on=LATER,
    outcome=Outcome.IMPROVED,
)
ABOUT: dict[str, Any] = {
    "case_id": CASE,
    "referral_id": REFERRAL,
    "programme": "rowing",
    "organisation": PROVIDER,
    "on": LATER,
}
REOPENED = events.CaseReopened(**ABOUT, closed_on=LATER)
NOTHING_FOLLOWED = events.FollowUpTakenBack(**ABOUT)


def test_a_case_reopened_is_as_if_it_had_not_been_closed() -> None:
    closed_case = a_case(*BEGUN, CLOSED)
    assert closed_case.closing is not None
    assert (closed_case.closing.on, closed_case.closing.outcome) == (LATER, Outcome.IMPROVED)
    assert a_case(*BEGUN, CLOSED, FOLLOWED, REOPENED) == a_case(*BEGUN)


def test_a_follow_up_taken_back_leaves_the_case_closed() -> None:
    followed_up = a_case(*BEGUN, CLOSED, FOLLOWED)
    assert followed_up == replace(a_case(*BEGUN, CLOSED), followed_up=FOLLOWED)
    assert a_case(*BEGUN, CLOSED, FOLLOWED, NOTHING_FOLLOWED) == a_case(*BEGUN, CLOSED)


@pytest.mark.parametrize(
    "nothing",
    [
        events.CorrectionExplained(case_id=CASE, subject_id=SUBJECT, on=LATER, reason="A slip."),
        events.EarlyEndExplained(case_id=CASE, subject_id=SUBJECT, on=LATER, reason="They moved."),
        events.SupportAgeCorrected(case_id=CASE, subject_id=SUBJECT, on=LATER),
        steps.PhaseJustified(case_id=CASE, subject_id=SUBJECT, phase="TRUST", on=LATER),
    ],
)
def test_what_others_hear_or_read_changes_nothing_in_the_case(nothing: events.CaseEvent) -> None:
    assert a_case(*IN_TRUST, nothing) == a_case(*IN_TRUST)


def test_a_task_that_was_neither_done_nor_waived_is_open_again_once() -> None:
    waived = steps.TaskWaived(
        case_id=CASE, subject_id=SUBJECT, code="T2", on=OPENED, reason="No need"
    )
    course = a_case(*BEGUN, done("T1"), waived).course
    assert (dict(course.settled), set(course.waived)) == ({"T1": OPENED, "T2": OPENED}, {"T2"})
    for code, left, still_waived in (("T1", "T2", {"T2"}), ("T2", "T1", set())):
        reopened = steps.TaskReopened(case_id=CASE, code=code, on=LATER)
        assert course.reopen_task(code, on=LATER) == [reopened]
        again = course.evolve(reopened)
        assert (dict(again.settled), set(again.waived)) == ({left: OPENED}, still_waived)
        assert again.reopen_task(code, on=LATER) == []


@pytest.mark.parametrize("history", [BEGUN, BEGUN_PLAIN])
def test_the_first_phase_is_not_left_backwards(history: Any) -> None:
    with pytest.raises(Refused) as refused:
        a_case(*history).course.take_back(on=LATER)
    assert refusal(refused) == ("first_phase", ())


@pytest.mark.parametrize(
    ("history", "phase", "back_to", "since"),
    [
        (IN_TRUST, "TRUST", "START", OPENED),
        (IN_FUTURE, "FUTURE", "TRUST", TRUST_SINCE),
        (
            (*IN_FUTURE, advanced("FUTURE", "TRUST", LATER)),
            "TRUST",
            "FUTURE",
            FUTURE_SINCE,
        ),
    ],
)
def test_a_phase_taken_back_leaves_the_case_in_the_one_before_as_it_was(
    history: Any, phase: str, back_to: str, since: date
) -> None:
    before = a_case(*history).course
    taken_back = steps.PhaseTakenBack(**ABOUT, phase=phase, back_to=back_to, since=since)
    assert before.take_back(on=LATER) == [taken_back]
    after = before.evolve(taken_back)
    assert (after.phase, after.since) == (back_to, since)
    assert after == replace(before, stays=before.stays[:-1])


def test_without_phases_a_case_is_where_it_is_since_its_opening() -> None:
    case = a_case(*BEGUN_PLAIN)
    assert (case.course.phase, case.course.since) == (None, OPENED)
    with pytest.raises(Refused, match="No phase follows here"):
        case.course.before(PHASED, to="TRUST", facts=case.as_of(LATER))
