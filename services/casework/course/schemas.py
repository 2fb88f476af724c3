"""What can be said of a case's course on the wire, and how it is told."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, validate, validates_schema

from services.casework.course.domain import Course
from services.common.codes import TaskState
from services.common.programme import Phase
from services.common.retention import CASE
from shared.web.api import Body, personal
from shared.web.fields import TODAY, Code, Day, Text, named
from shared.web.i18n import N_
from shared.web.sentences import Sentence

SUBJECT = {"of": "subject", "retention": CASE}
REASON_MISSING = Sentence("Say why.")


class TaskSchema(Body):
    together: ClassVar[dict[str, Any]] = {
        "if": {"properties": {"state": {"const": "WAIVED"}}},
        "then": {"required": ["reason"], "properties": {"reason": {"pattern": r"\S"}}},
    }
    state = named(
        N_("How it stands"),
        Code(TaskState, required=True, validate=validate.NoneOf([TaskState.OPEN])),
    )
    reason = named(
        N_("Why it is passed over"),
        personal(Text(most=2000, load_default=""), **SUBJECT),
        hint=N_("Needed only when the task is passed over."),
    )
    on = named(N_("Day"), Day(load_default=None, allow_none=True), hint=TODAY)

    @validates_schema(skip_on_field_errors=False)
    def waiving_needs_a_reason(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("state") is TaskState.WAIVED and not data.get("reason"):
            raise ValidationError(REASON_MISSING, "reason")


class TasksForm(Body):
    """The tasks of a phase at one sitting: those that are done."""

    done = named(
        N_("Which tasks are done?"),
        fields.List(Text(most=60), required=True, validate=validate.Length(min=1, max=60)),
    )
    on = named(N_("Day"), Day(load_default=None, allow_none=True), hint=TODAY)


class PhaseSchema(Body):
    to = named(N_("Phase"), Text(most=60, least=1, required=True), example="TRUST")
    on = named(N_("First day of the phase"), Day(load_default=None, allow_none=True), hint=TODAY)
    possible_found_on = named(
        N_("The day it was found possible"),
        Day(load_default=None, allow_none=True),
        hint=N_("In the phase that is ending now."),
    )
    best_interest = named(
        N_("Why it is in the best interest"),
        personal(Text(most=4000, load_default=None, allow_none=True), **SUBJECT),
        hint=N_("Of the child or young person, in your own words."),
    )


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
class MissingThing:
    """One thing that is not there yet: a task's code, or a guard's, and what people call it."""

    code: str
    words: str


@dataclass(frozen=True)
class NextPhase:
    to: str  # the phase
    loop: bool  # it leads back
    optional: bool
    missing: tuple[MissingThing, ...]


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
