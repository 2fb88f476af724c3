"""What can be said of a case's course on the wire, and how it is told."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from marshmallow import ValidationError, validate, validates_schema

from services.casework.course.domain import Course
from services.casework.course.rules import Missing
from services.common.codes import TaskState
from services.common.programme import Phase
from services.common.retention import CASE
from shared.web.api import Body, personal
from shared.web.fields import Code, Day, Text

SUBJECT = {"of": "subject", "retention": CASE}
REASON_MISSING = "Say why."


class TaskSchema(Body):
    together: ClassVar[dict[str, Any]] = {
        "if": {"properties": {"state": {"const": "WAIVED"}}},
        "then": {"required": ["reason"], "properties": {"reason": {"pattern": r"\S"}}},
    }
    state = Code(TaskState, required=True, validate=validate.NoneOf([TaskState.OPEN]))
    reason = personal(Text(most=2000, load_default=""), **SUBJECT)
    on = Day(load_default=None, allow_none=True)

    @validates_schema
    def waiving_needs_a_reason(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("state") is TaskState.WAIVED and not data.get("reason"):
            raise ValidationError(REASON_MISSING, "reason")


class PhaseSchema(Body):
    to = Text(most=60, least=1, required=True, metadata={"example": "TRUST"})
    on = Day(load_default=None, allow_none=True)
    possible_found_on = Day(load_default=None, allow_none=True)
    best_interest = personal(Text(most=4000, load_default=None, allow_none=True), **SUBJECT)


@dataclass(frozen=True)
class PhaseStay:
    """One time in one phase, as an answer holds it."""

    code: str  # the phase
    since: date


@dataclass(frozen=True)
class PhaseTask:
    code: str
    name: str
    state: TaskState
    on: date | None  # when it was done or waived


@dataclass(frozen=True)
class NextPhase:
    to: str  # the phase
    loop: bool  # it leads back
    optional: bool
    missing: tuple[Missing, ...]


def tasks_as_json(course: Course, phase: Phase | None) -> list[dict[str, Any]]:
    """The tasks of a phase: done, waived or open."""
    return [
        {
            "code": task.code,
            "name": task.name.said_in("en"),
            "state": _state(course, task.code),
            "on": course.settled.get(task.code),
        }
        for task in (phase.tasks if phase else ())
    ]


def _state(course: Course, code: str) -> TaskState:
    if code not in course.settled:
        return TaskState.OPEN
    return TaskState.WAIVED if code in course.waived else TaskState.DONE
