"""What has happened in a case as sentences, in the reader's language."""

from collections.abc import Callable
from typing import Any

from services.casework.casefile.queries import Happening
from services.casework.course.texts import phase_name, task_name
from services.casework.texts import signed
from services.common.codes import EndReason, Outcome, TeamRole, VisitKind, VisitStatus
from services.common.labels import label
from services.common.programme import Frequency, Per, Programme
from shared.web.i18n import gettext, language, ngettext

Names = Callable[[str], str]  # of a person by id, as far as known here


def frequency(agreed: Frequency | None) -> str:
    if agreed is None:
        return gettext("as often as agreed with the family")
    times = str(agreed.min) if agreed.min == agreed.max else f"{agreed.min}–{agreed.max}"
    if agreed.per is Per.WEEK:
        return gettext("agreed %(times)s a week", times=times)
    return gettext("agreed %(times)s a month", times=times)


def duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if hours and not rest:
        return gettext("%(hours)s h", hours=hours)
    return gettext("%(minutes)s min", minutes=minutes)


def people(count: int) -> str:
    return ngettext("%(num)s person", "%(num)s people", count)


def sentence(happening: Happening, programme: Programme, name: Names) -> str:
    """What happened, in one line."""
    write = _SENTENCES.get(happening.what)
    text = write(happening.facts, programme, name) if write else happening.what
    return f"{text}: {happening.words}" if happening.words else text


def _opened(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("The case was opened")


def _joined(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    role = label(TeamRole(facts["role"]), language())
    return gettext("%(name)s joined the team: %(role)s", name=name(facts["person"]), role=role)


def _left(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("%(name)s left the team", name=name(facts["person"]))


def _done(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("Task done: %(task)s", task=task_name(programme, str(facts["task"])))


def _waived(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("Task passed over: %(task)s", task=task_name(programme, str(facts["task"])))


def _moved(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("The phase %(phase)s began", phase=phase_name(programme, facts["phase"]))


def _justified(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    phase = phase_name(programme, facts["phase"])
    return gettext("Why %(phase)s is in the best interest", phase=phase)


def _explained(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("Why it ends early")


def _goal(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("A goal was set")


def _scored(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("A goal was scored %(value)s", value=signed(int(facts["value"])))


def _met(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    there = people(int(facts["present"]))
    if facts["met"] == "True":
        return gettext("Plan meeting, %(people)s, goals are being met", people=there)
    return gettext("Plan meeting, %(people)s, goals are not being met yet", people=there)


def _measured(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    own = programme.indicator(facts["indicator"])
    what = own.name.said_in(language()) if own else facts["indicator"].upper()
    return gettext("Measured: %(what)s %(value)s", what=what, value=facts["value"])


def _visited(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    kind = label(VisitKind(facts["kind"]), language())
    status = VisitStatus(facts["status"])
    if status is not VisitStatus.HELD:
        return f"{kind}, {label(status, language()).lower()}"
    return f"{kind}, {duration(int(facts['minutes']))}"


def _closed(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    why = label(EndReason(facts["end_reason"]), language())
    outcome = label(Outcome(facts["outcome"]), language())
    return gettext("The case was closed: %(why)s. Outcome: %(outcome)s", why=why, outcome=outcome)


def _followed_up(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("Follow-up: %(outcome)s", outcome=label(Outcome(facts["outcome"]), language()))


_SENTENCES: dict[str, Callable[[dict[str, Any], Programme, Names], str]] = {
    "case.opened": _opened,
    "worker.assigned": _joined,
    "worker.released": _left,
    "task.done": _done,
    "task.waived": _waived,
    "phase.advanced": _moved,
    "phase.justified": _justified,
    "case.early_end_explained": _explained,
    "goal.set": _goal,
    "goal.scored": _scored,
    "plan_meeting.held": _met,
    "measurement.taken": _measured,
    "visit.logged": _visited,
    "case.closed": _closed,
    "case.followed_up": _followed_up,
}
