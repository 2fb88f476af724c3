"""A case as its resource: JSON for those who may open it."""

from typing import Any

from services.casework.cases.queries import CaseView, Way
from services.casework.plan.domain import Goal, Plan
from services.common.codes import TaskState
from services.common.programme import Phase
from shared.kernel.codec import to_json


def as_json(view: CaseView) -> dict[str, Any]:
    case, opened = view.case, view.case.opened
    way = view.next_way
    flat = {
        "id": case.id,
        "referral": opened.referral_id,
        "organisation": opened.organisation,
        "sender": opened.sender,
        "status": "open" if view.is_open else "closed",
        "programme": opened.programme,
        "programme_version": opened.programme_version,
        "municipality": opened.municipality,
        "opened_on": opened.opened_on,
        "minimum_until": view.minimum_until,
        "phase": case.course.phase,
        "phase_since": case.course.since if case.course.phase else None,
        "next_phase": way.phase.code if way else None,
        "missing": [one.code for one in way.missing] if way else [],
    }
    nested = {
        "phases": [{"code": stay.phase, "since": stay.since} for stay in case.course.way],
        "tasks": tasks(view, view.phase),
        "open_tasks": open_tasks(view),
        "ways": [_way(one) for one in view.ways],
        "team": [{"person": person, "role": role} for person, role in case.team.items()],
        "plan": plan(case.plan),
        "match": match(view),
        "closure": closure(view),
        "follow_up": follow_up(view),
        "subject": subject(view),
    }
    return flat | {name: to_json(value) for name, value in nested.items()}


def open_tasks(view: CaseView) -> list[str]:
    """The codes of what is still to do in the present phase; none in a closed case."""
    listed = tasks(view, view.phase) if view.is_open else []
    return [task["code"] for task in listed if task["state"] is TaskState.OPEN]


def tasks(view: CaseView, phase: Phase | None) -> list[dict[str, Any]]:
    """The tasks of a phase: done, waived or open."""
    course = view.case.course
    return [
        {
            "code": task.code,
            "name": task.name.said_in("en"),
            "state": _state(settled=task.code in course.settled, waived=task.code in course.waived),
            "on": course.settled.get(task.code),
        }
        for task in (phase.tasks if phase else ())
    ]


def plan(found: Plan) -> dict[str, Any]:
    return {
        "t_score": found.t_score,
        "goals": [goal_of(goal) for goal in found.goals],
        "meetings": to_json(found.meetings),
        "measurements": to_json(found.measurements),
    }


def goal_of(goal: Goal) -> dict[str, Any]:
    return {**to_json(goal), "score": goal.score}


def match(view: CaseView) -> dict[str, Any] | None:
    row = view.match
    if row is None:
        return None
    named = {"id": row.match_id, "volunteer": row.volunteer_id, "status": row.status}
    days = ("agreed_on", "started_on", "ended_on")
    return named | {name: getattr(row, name) for name in days}


def closure(view: CaseView) -> dict[str, Any] | None:
    closing = view.case.closing
    if closing is None:
        return None
    names = ("on", "end_reason", "outcome", "method", "assessed_by")
    return {name: getattr(closing, name) for name in names}


def follow_up(view: CaseView) -> dict[str, Any] | None:
    found = view.case.followed_up
    if found is None:
        return None
    return {name: getattr(found, name) for name in ("assessed_on", "outcome", "placed_on")}


def subject(view: CaseView) -> dict[str, Any]:
    """Who it is about; under non-disclosure without phone and address."""
    person = view.case.person
    return {
        "kind": person.subject_kind,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "date_of_birth": person.date_of_birth,
        "non_disclosure": person.non_disclosure,
        "phone": "" if view.is_hidden else person.phone,
        "address": "" if view.is_hidden else person.address,
        "mother_tongue": person.mother_tongue,
        "service_language": person.service_language,
        "interpreter_needed": person.interpreter_needed,
        "preconditions": {one.field: one.told for one in person.preconditions},
    }


def _way(way: Way) -> dict[str, Any]:
    return {
        "to": way.phase.code,
        "loop": way.exit.loop,
        "optional": way.phase.optional,
        "missing": [{"code": each.code, "words": each.words} for each in way.missing],
    }


def _state(*, settled: bool, waived: bool) -> TaskState:
    if not settled:
        return TaskState.OPEN
    return TaskState.WAIVED if waived else TaskState.DONE
