"""How what was recorded of a case is put right: pure rules over the case.

Each says why; what was said before stays in the history. Nothing of a closed case is put right
but its closing and its follow-up: reopen it first.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.casework.cases import events
from services.casework.cases.domain import Case
from services.casework.cases.rules import already_closed, counted
from services.casework.plan import events as plan
from services.casework.plan.rules import Goal, Measurement, Meeting
from services.common.programme import Programme
from shared.kernel.aggregate import Invalid, NotFound, Refused

NOTICED = timedelta(days=366)  # so long after its day a closing can still be a mistake
Decided = list[events.CaseEvent]


def reopen(case: Case, *, on: date, reason: str) -> Decided:
    """Let a case go on that was closed by mistake; nothing where it is open."""
    closing, opened = case.closing, case.opened
    if closing is None:
        return []
    if on - closing.on > NOTICED:
        raise Refused("The case was closed more than a year ago.", code="too_late")
    reopened = events.CaseReopened(
        case_id=case.id,
        referral_id=opened.referral_id,
        programme=opened.programme,
        organisation=opened.organisation,
        closed_on=closing.on,
        on=on,
    )
    return [_explained(case, on, reason), reopened]


def take_follow_up_back(case: Case, *, on: date, reason: str) -> Decided:
    """Say that nothing was followed up; nothing where nothing is."""
    if case.followed_up is None:
        return []
    opened = case.opened
    taken_back = events.FollowUpTakenBack(
        case_id=case.id,
        referral_id=opened.referral_id,
        programme=opened.programme,
        organisation=opened.organisation,
        on=on,
    )
    return [_explained(case, on, reason), taken_back]


def take_phase_back(case: Case, *, on: date, reason: str) -> Decided:
    """Say that the case had not moved to its present phase."""
    _must_be_open(case)
    return [_explained(case, on, reason), *case.course.take_back(on=on)]


def reopen_task(case: Case, programme: Programme, code: str, *, on: date, reason: str) -> Decided:
    """Say that a task is neither done nor waived; nothing where it is open."""
    _must_be_open(case)
    if not case.course.has_settled(programme, code):
        return []
    return [_explained(case, on, reason), *case.course.reopen_task(code, on=on)]


def correct_goal(
    case: Case, goal_id: UUID, values: Mapping[str, Any], *, on: date, reason: str
) -> Decided:
    """Say a goal better, weigh it otherwise, or give it to another profession."""
    _must_be_open(case)
    before = goal(case, goal_id)
    wanted = replace(before, **values)
    wanted = replace(wanted, text=wanted.text.strip(), doing=wanted.doing.strip())
    if wanted == before:
        return []
    corrected = plan.GoalCorrected(
        case_id=case.id,
        subject_id=case.person.subject_id,
        goal_id=goal_id,
        text=wanted.text,
        weight=wanted.weight,
        profession=wanted.profession,
        doing=wanted.doing,
    )
    return [_explained(case, on, reason, goal_id), corrected]


def correct_meeting(case: Case, wanted: Meeting, *, on: date, reason: str) -> Decided:
    _must_be_open(case)
    case.during(wanted.held_on)
    if wanted in case.plan.meetings:
        return []
    corrected = plan.PlanMeetingCorrected(
        case_id=case.id,
        subject_id=case.person.subject_id,
        meeting_id=wanted.id,
        held_on=wanted.held_on,
        goals_being_met=wanted.goals_being_met,
        present=wanted.present,
        participants=wanted.participants,
        decisions=wanted.decisions,
        roles=wanted.roles,
        next_on=wanted.next_on,
    )
    return [_explained(case, on, reason, wanted.id), corrected]


def correct_measurement(case: Case, wanted: Measurement, *, on: date, reason: str) -> Decided:
    _must_be_open(case)
    case.during(wanted.measured_on)
    if wanted in case.plan.measurements:
        return []
    corrected = plan.MeasurementCorrected(
        case_id=case.id,
        measurement_id=wanted.id,
        indicator=wanted.indicator,
        value=wanted.value,
        measured_on=wanted.measured_on,
    )
    return [_explained(case, on, reason, wanted.id), corrected, counted(case.opened, wanted)]


def take_part_back(
    case: Case, part_id: UUID, *, scored_on: date | None = None, on: date, reason: str
) -> Decided:
    """Say that a goal, a meeting or a measurement never was, or one day's score of a goal."""
    _must_be_open(case)
    if scored_on is not None and all(
        score.assessed_on != scored_on for score in goal(case, part_id).scores
    ):
        return []
    taken_back = plan.PlanEnteredInError(case_id=case.id, part_id=part_id, scored_on=scored_on)
    gone = (
        counted(case.opened, each, stands=False)
        for each in case.plan.measurements
        if each.id == part_id
    )
    return [_explained(case, on, reason, part_id), taken_back, *gone]


def meeting(case: Case, meeting_id: UUID) -> Meeting:
    held = next((each for each in case.plan.meetings if each.id == meeting_id), None)
    if held is None:
        raise NotFound
    return held


def measurement(case: Case, measurement_id: UUID) -> Measurement:
    taken = next((each for each in case.plan.measurements if each.id == measurement_id), None)
    if taken is None:
        raise NotFound
    return taken


def goal(case: Case, goal_id: UUID) -> Goal:
    goal_set = case.plan.goal(goal_id)
    if goal_set is None:
        raise NotFound
    return goal_set


def _must_be_open(case: Case) -> None:
    if case.closing is not None:
        raise already_closed(case.closing.on)


def _explained(
    case: Case, on: date, reason: str, part_id: UUID | None = None
) -> events.CorrectionExplained:
    if not reason.strip():
        raise Invalid("Say why.", code="reason", missing=["reason"])
    return events.CorrectionExplained(
        case_id=case.id,
        subject_id=case.person.subject_id,
        part_id=part_id,
        on=on,
        reason=reason.strip(),
    )
