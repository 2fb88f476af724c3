"""What can be put right in a case. Each function runs in the caller's one transaction."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.casework.cases.commands import programme_of
from services.casework.cases.domain import Case
from services.casework.corrections import rules
from services.casework.plan.rules import must_come_later, must_fit, must_know_profession
from shared.work import Work


def reopen(work: Work, case_id: UUID, *, reason: str) -> None:
    """Let a case go on that was closed by mistake."""
    work.change(Case(case_id), lambda c: rules.reopen(c, on=work.on, reason=reason))


def take_follow_up_back(work: Work, case_id: UUID, *, reason: str) -> None:
    """Say that a follow-up was recorded by mistake."""
    work.change(Case(case_id), lambda c: rules.take_follow_up_back(c, on=work.on, reason=reason))


def take_phase_back(work: Work, case_id: UUID, *, reason: str) -> None:
    """Say that the case had not moved to its present phase."""
    work.change(Case(case_id), lambda c: rules.take_phase_back(c, on=work.on, reason=reason))


def reopen_task(work: Work, case_id: UUID, *, code: str, reason: str) -> None:
    """Say that a task is open after all."""
    programme = programme_of(work, case_id)
    work.change(
        Case(case_id),
        lambda c: rules.reopen_task(c, programme, code, on=work.on, reason=reason),
    )


def correct_goal(
    work: Work,
    case_id: UUID,
    *,
    goal_id: UUID,
    reason: str,
    **values: Any,
) -> None:
    """Say a goal better, weigh it otherwise, or give it to another profession."""
    if "profession" in values:
        values["profession"] = values["profession"] or None
        must_know_profession(programme_of(work, case_id), values["profession"])
    work.change(
        Case(case_id), lambda c: rules.correct_goal(c, goal_id, values, on=work.on, reason=reason)
    )


def correct_meeting(
    work: Work, case_id: UUID, *, meeting_id: UUID, reason: str, **values: Any
) -> None:
    """Say what holds of a plan meeting instead; what is not named stays."""
    held = rules.meeting(work.load(Case(case_id))[0], meeting_id)
    if "held_on" in values:
        values["held_on"] = work.day(values["held_on"])
    wanted = replace(held, **values)
    must_come_later(wanted.next_on, held_on=wanted.held_on)
    work.change(
        Case(case_id), lambda c: rules.correct_meeting(c, wanted, on=work.on, reason=reason)
    )


def correct_measurement(
    work: Work, case_id: UUID, *, measurement_id: UUID, reason: str, **values: Any
) -> None:
    """Say what holds of a measurement instead; what is not named stays."""
    taken = rules.measurement(work.load(Case(case_id))[0], measurement_id)
    if "measured_on" in values:
        values["measured_on"] = work.day(values["measured_on"])
    wanted = replace(taken, **values)
    must_fit(programme_of(work, case_id), indicator=wanted.indicator, value=wanted.value)
    work.change(
        Case(case_id), lambda c: rules.correct_measurement(c, wanted, on=work.on, reason=reason)
    )


def take_goal_back(work: Work, case_id: UUID, *, goal_id: UUID, reason: str) -> None:
    """Say that a goal was set by mistake."""
    rules.goal(work.load(Case(case_id))[0], goal_id)
    _take_back(work, case_id, goal_id, reason)


def take_score_back(
    work: Work, case_id: UUID, *, goal_id: UUID, assessed_on: date, reason: str
) -> None:
    """Say that a goal was not scored on that day."""
    _take_back(work, case_id, goal_id, reason, scored_on=assessed_on)


def take_meeting_back(work: Work, case_id: UUID, *, meeting_id: UUID, reason: str) -> None:
    """Say that a plan meeting never was."""
    rules.meeting(work.load(Case(case_id))[0], meeting_id)
    _take_back(work, case_id, meeting_id, reason)


def take_measurement_back(work: Work, case_id: UUID, *, measurement_id: UUID, reason: str) -> None:
    """Say that nothing was measured."""
    rules.measurement(work.load(Case(case_id))[0], measurement_id)
    _take_back(work, case_id, measurement_id, reason)


def _take_back(
    work: Work, case_id: UUID, part_id: UUID, reason: str, *, scored_on: date | None = None
) -> None:
    work.change(
        Case(case_id),
        lambda c: rules.take_part_back(c, part_id, scored_on=scored_on, on=work.on, reason=reason),
    )
