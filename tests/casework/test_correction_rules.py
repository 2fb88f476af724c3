"""How what was recorded of a case is put right: what is said, and when nothing is left to say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from services.casework.cases import events
from services.casework.corrections import rules
from services.casework.course.events import PhaseTakenBack, TaskReopened
from services.casework.plan import events as plan
from services.casework.plan.rules import Measurement, Meeting
from services.common.codes import Assessor, EndReason, Outcome
from shared.kernel.aggregate import Invalid, NotFound, Refused
from tests.casework.examples import (
    BEGUN,
    CASE,
    GOAL,
    IN_TRUST,
    OPENED,
    PHASED,
    PROVIDER,
    REFERRAL,
    SUBJECT,
    TRUST_SINCE,
    a_case,
    closed,
    done,
    refusal,
)

ON, SCORED_ON, REASON = date(2026, 6, 1), date(2026, 4, 1), " Väärä kirjaus. "
MEETING, TAKEN, NOBODY = UUID(int=21), UUID(int=22), UUID(int=99)
OF_CASE: dict[str, Any] = {
    "case_id": CASE,
    "referral_id": REFERRAL,
    "programme": "rowing",
    "organisation": PROVIDER,
}
SET = plan.GoalSet(
    case_id=CASE,
    subject_id=SUBJECT,
    goal_id=GOAL,
    text="Käy koulua.",
    weight=Decimal(1),
    set_on=OPENED,
)
SCORED = plan.GoalScored(
    case_id=CASE, goal_id=GOAL, value=1, assessed_on=SCORED_ON, assessed_by=Assessor.JOINTLY
)
MET = Meeting(MEETING, SCORED_ON, False, 3, ("Outi",), "Jatketaan.")
HELD = plan.PlanMeetingHeld(
    case_id=CASE,
    subject_id=SUBJECT,
    meeting_id=MEETING,
    held_on=SCORED_ON,
    goals_being_met=False,
    present=3,
    participants=("Outi",),
    decisions="Jatketaan.",
)
MEASURED = Measurement(TAKEN, "3x10d.6", Decimal(7), SCORED_ON)
MEASUREMENT = plan.MeasurementTaken(
    case_id=CASE,
    measurement_id=TAKEN,
    indicator="3x10d.6",
    value=Decimal(7),
    measured_on=SCORED_ON,
)
PLANNED = (*BEGUN, SET, SCORED, HELD, MEASUREMENT)
CLOSED = closed(ON, EndReason.FAMILY_ENDED)
WHY: dict[str, Any] = {"on": ON, "reason": REASON}


def explained(part_id: UUID | None = None, on: date = ON) -> events.CorrectionExplained:
    return events.CorrectionExplained(
        case_id=CASE, subject_id=SUBJECT, part_id=part_id, on=on, reason="Väärä kirjaus."
    )


@pytest.mark.parametrize("days", [0, 366])
def test_a_case_closed_by_mistake_goes_on_within_a_year(days: int) -> None:
    day = ON + timedelta(days=days)
    reopened = events.CaseReopened(**OF_CASE, closed_on=ON, on=day)
    assert rules.reopen(a_case(*BEGUN, CLOSED), on=day, reason=REASON) == [
        explained(on=day),
        reopened,
    ]


def test_later_nothing_goes_on_and_what_is_open_stays_so() -> None:
    with pytest.raises(Refused) as late:
        rules.reopen(a_case(*BEGUN, CLOSED), on=ON + timedelta(days=367), reason=REASON)
    assert late.value.code == "too_late"
    assert rules.reopen(a_case(*BEGUN), **WHY) == []


def test_a_follow_up_is_taken_back_once_though_the_case_is_closed() -> None:
    followed_up = events.CaseFollowedUp(**OF_CASE, assessed_on=ON, outcome=Outcome.UNCHANGED)
    case = a_case(*BEGUN, CLOSED)
    assert rules.take_follow_up_back(case, **WHY) == []
    assert rules.take_follow_up_back(a_case(*BEGUN, CLOSED, followed_up), **WHY) == [
        explained(),
        events.FollowUpTakenBack(**OF_CASE, on=ON),
    ]


def test_a_phase_that_had_not_begun_is_taken_back() -> None:
    taken_back = PhaseTakenBack(**OF_CASE, phase="TRUST", back_to="START", since=OPENED, on=ON)
    assert rules.take_phase_back(a_case(*IN_TRUST), **WHY) == [explained(), taken_back]


def test_a_task_is_open_again_once() -> None:
    case, reopened = a_case(*BEGUN, done("T1")), TaskReopened(case_id=CASE, code="T1", on=ON)
    assert rules.reopen_task(case, PHASED, "T1", **WHY) == [explained(), reopened]
    assert rules.reopen_task(case, PHASED, "T2", **WHY) == []


@pytest.mark.parametrize(
    ("wanted", "right"),
    [
        ({"text": " Käy joka päivä. "}, {"text": "Käy joka päivä."}),
        ({"weight": Decimal(2)}, {"weight": Decimal(2)}),
        ({"doing": " Äiti herättää. "}, {"doing": "Äiti herättää."}),
        ({"profession": "NURSE"}, {"profession": "NURSE"}),
        ({"text": " Käy koulua. ", "weight": Decimal(1), "profession": None}, None),
        ({}, None),
    ],
)
def test_a_goal_is_said_better_or_weighed_otherwise(
    wanted: dict[str, Any], right: dict[str, Any] | None
) -> None:
    goal: dict[str, Any] = {"text": "Käy koulua.", "weight": Decimal(1)} | (right or {})
    corrected = plan.GoalCorrected(case_id=CASE, subject_id=SUBJECT, goal_id=GOAL, **goal)
    decided = rules.correct_goal(a_case(*PLANNED), GOAL, wanted, **WHY)
    assert decided == ([explained(GOAL), corrected] if right else [])


RIGHT = Meeting(MEETING, TRUST_SINCE, True, 4, ("Outi", "Aila"), "Lopetetaan.")


def test_a_meeting_is_put_right_as_a_whole() -> None:
    corrected = plan.PlanMeetingCorrected(
        case_id=CASE,
        subject_id=SUBJECT,
        meeting_id=MEETING,
        held_on=TRUST_SINCE,
        goals_being_met=True,
        present=4,
        participants=("Outi", "Aila"),
        decisions="Lopetetaan.",
    )
    case = a_case(*PLANNED)
    assert rules.correct_meeting(case, RIGHT, **WHY) == [explained(MEETING), corrected]
    assert rules.correct_meeting(case, MET, **WHY) == []


def test_a_measurement_is_put_right_as_a_whole() -> None:
    right = Measurement(TAKEN, "3x10d.7", Decimal(8), TRUST_SINCE)
    corrected = plan.MeasurementCorrected(
        case_id=CASE,
        measurement_id=TAKEN,
        indicator="3x10d.7",
        value=Decimal(8),
        measured_on=TRUST_SINCE,
    )
    case = a_case(*PLANNED)
    counts = plan.MeasurementCounted(
        case_id=CASE,
        measurement_id=TAKEN,
        programme=OF_CASE["programme"],
        organisation=OF_CASE["organisation"],
        indicator="3x10d.7",
        value=Decimal(8),
        measured_on=TRUST_SINCE,
    )
    assert rules.correct_measurement(case, right, **WHY) == [explained(TAKEN), corrected, counts]
    assert rules.correct_measurement(case, MEASURED, **WHY) == []


@pytest.mark.parametrize(
    ("part", "scored_on", "is_there"),
    [
        (GOAL, None, True),
        (MEETING, None, True),
        (TAKEN, None, True),
        (GOAL, SCORED_ON, True),
        (GOAL, SCORED_ON + timedelta(days=1), False),
    ],
)
def test_a_part_of_the_plan_or_one_days_score_never_was(
    part: UUID, scored_on: date | None, is_there: bool
) -> None:
    taken_back = plan.PlanEnteredInError(case_id=CASE, part_id=part, scored_on=scored_on)
    later = replace(SCORED, assessed_on=TRUST_SINCE)  # another score beside it
    decided = rules.take_part_back(a_case(*PLANNED, later), part, scored_on=scored_on, **WHY)
    never_was = plan.MeasurementCounted(
        case_id=CASE,
        measurement_id=TAKEN,
        programme=OF_CASE["programme"],
        organisation=OF_CASE["organisation"],
        indicator="3x10d.6",
        value=None,
        measured_on=SCORED_ON,
    )
    counts = [never_was] if part == TAKEN else []
    assert decided == ([explained(part), taken_back, *counts] if is_there else [])


Step = Callable[..., list[Any]]
OF_AN_OPEN_CASE: dict[str, Step] = {
    "phase": rules.take_phase_back,
    "task": lambda case, **why: rules.reopen_task(case, PHASED, "T1", **why),
    "goal": lambda case, **why: rules.correct_goal(case, GOAL, {"text": "Toisin"}, **why),
    "meeting": lambda case, **why: rules.correct_meeting(case, RIGHT, **why),
    "measurement": lambda case, **why: rules.correct_measurement(
        case, replace(MEASURED, value=Decimal(8)), **why
    ),
    "part": lambda case, **why: rules.take_part_back(case, GOAL, **why),
}
HISTORY = (*IN_TRUST, SET, SCORED, HELD, MEASUREMENT)


@pytest.mark.parametrize("step", OF_AN_OPEN_CASE)
def test_nothing_of_a_closed_case_is_put_right_and_nothing_without_a_reason(step: str) -> None:
    decide, case = OF_AN_OPEN_CASE[step], a_case(*HISTORY)
    assert decide(case, **WHY)
    with pytest.raises(Invalid) as nameless:
        decide(case, on=ON, reason="  ")
    assert refusal(nameless) == ("reason", ("reason",))
    with pytest.raises(Refused, match="closed"):
        decide(a_case(*HISTORY, CLOSED), **WHY)


@pytest.mark.parametrize("held_on", [OPENED - timedelta(days=1), OPENED])
def test_what_is_put_right_lies_within_the_case(held_on: date) -> None:
    decisions: list[tuple[int, Callable[[], Any]]] = [
        (
            2,
            lambda: rules.correct_meeting(a_case(*PLANNED), replace(RIGHT, held_on=held_on), **WHY),
        ),
        (
            3,
            lambda: rules.correct_measurement(
                a_case(*PLANNED), replace(MEASURED, measured_on=held_on), **WHY
            ),
        ),
    ]
    for events_, decide in decisions:
        if held_on < OPENED:
            with pytest.raises((Invalid, Refused)):
                decide()
        else:
            assert len(decide()) == events_


def test_each_part_is_its_own_and_what_is_not_there_is_not_found() -> None:
    case = a_case(*PLANNED)
    assert (rules.meeting(case, MEETING), rules.measurement(case, TAKEN)) == (MET, MEASURED)
    assert rules.goal(case, GOAL).text == "Käy koulua."
    for part in (rules.meeting, rules.measurement, rules.goal):
        with pytest.raises(NotFound):
            part(case, NOBODY)
    with pytest.raises(NotFound):
        rules.take_part_back(case, NOBODY, scored_on=SCORED_ON, **WHY)
