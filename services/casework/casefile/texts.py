"""What has happened in a case as sentences, in the reader's language."""

from collections.abc import Callable
from datetime import date
from typing import Any

from services.casework.casefile.queries import Happening
from services.casework.cases.queries import CaseView
from services.casework.course.texts import phase_name, task_name
from services.casework.entries.texts import OF_ENTRIES
from services.casework.plan.texts import meeting
from services.casework.texts import day, signed
from services.common.codes import EndReason, MatchEnd, Outcome, TeamRole, VisitKind, VisitStatus
from services.common.labels import label
from services.common.phrases import fact_names
from services.common.programme import Frequency, Per, Programme
from shared.web.formats import format_datetime, format_duration
from shared.web.i18n import N_, gettext, language, ngettext

Names = Callable[[str], str]  # of a person by id, as far as known here


def aside(view: CaseView) -> str:
    """Since when, by which version of the programme, and until when at least."""
    opened = view.case.opened
    parts = [
        gettext("opened %(day)s", day=day(opened.opened_on)),
        gettext("programme version %(version)s", version=opened.programme_version),
    ]
    until = view.minimum_until
    if until:
        is_full = until <= (view.case.closing.on if view.case.closing else view.today)
        values = {"months": view.programme.minimum_months, "day": day(until)}
        if is_full:
            parts.append(gettext("minimum %(months)s months was full %(day)s", **values))
        else:
            parts.append(gettext("minimum %(months)s months is full %(day)s", **values))
    return " · ".join(parts)


def frequency(agreed: Frequency | None) -> str:
    if agreed is None:
        return gettext("as often as agreed with the family")
    times = str(agreed.min) if agreed.min == agreed.max else f"{agreed.min}–{agreed.max}"
    if agreed.per is Per.WEEK:
        return gettext("agreed %(times)s a week", times=times)
    return gettext("agreed %(times)s a month", times=times)


def moment(happening: Happening) -> str:
    """When it was recorded, else the day for which."""
    return format_datetime(happening.at) if happening.at else day(happening.on)


def people(count: int) -> str:
    return ngettext("%(num)s person", "%(num)s people", count)


def sentence(happening: Happening, programme: Programme, name: Names) -> str:
    """What happened, in one line."""
    write, of_entry = _SENTENCES.get(happening.what), OF_ENTRIES.get(happening.what)
    if of_entry:
        text = of_entry(happening.facts)
    elif write:
        text = write(happening.facts, programme, name)
    else:
        text = gettext(NEIGHBOURS.get(happening.what, happening.what))
    return f"{text}: {happening.words}" if happening.words else text


def _opened(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("The case was opened")


def _put_right(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("Details corrected: %(what)s", what=fact_names(facts["changed"].split(",")))


def _joined(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    role = label(TeamRole(facts["role"]), language())
    return gettext("%(name)s joined the team: %(role)s", name=name(facts["person"]), role=role)


def _left(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("%(name)s left the team", name=name(facts["person"]))


def _taken_over(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    on = day(date.fromisoformat(facts["first_day"]))
    return gettext("%(name)s takes the case over, %(day)s", name=name(facts["to"]), day=on)


def _stood_in(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    since, until = (day(date.fromisoformat(facts[each])) for each in ("since", "until"))
    person = name(facts["person_id"])
    return gettext("%(name)s stands in, %(since)s–%(until)s", name=person, since=since, until=until)


def _shown(_facts: dict[str, Any], _programme: Programme, _name: Names) -> str:
    return gettext("Contact details were shown")


def _named(facts: dict[str, Any], _programme: Programme, name: Names) -> str:
    return gettext("%(name)s may open the contact details", name=name(facts["person"]))


def _not_named(facts: dict[str, Any], _programme: Programme, name: Names) -> str:
    return gettext("%(name)s opens the contact details no more", name=name(facts["person"]))


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
    return meeting(programme, there, is_met=facts["met"] == "True")


def _measured(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    own = programme.indicator(facts["indicator"])
    what = own.name.said_in(language()) if own else facts["indicator"].upper()
    return gettext("Measured: %(what)s %(value)s", what=what, value=facts["value"])


def _visited(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    kind = label(VisitKind(facts["kind"]), language())
    status = VisitStatus(facts["status"])
    if status is not VisitStatus.HELD:
        return f"{kind}, {label(status, language()).lower()}"
    return f"{kind}, {format_duration(int(facts['minutes']))}"


def _visit_corrected(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    held_on = day(date.fromisoformat(facts["day"]))
    what = _visited(facts, programme, name)
    return gettext("The visit was corrected: %(day)s, %(what)s", day=held_on, what=what)


def _visit_noted(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("Written about the visit")


def _why_visit(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("Why the visit was corrected")


def _no_visit(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("A visit was recorded by mistake and taken out")


def _closed(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    why = label(EndReason(facts["end_reason"]), language())
    outcome = label(Outcome(facts["outcome"]), language())
    return gettext("The case was closed: %(why)s. Outcome: %(outcome)s", why=why, outcome=outcome)


def _followed_up(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("Follow-up: %(outcome)s", outcome=label(Outcome(facts["outcome"]), language()))


def _reopened(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("The case was reopened: it had been closed by mistake")


def _follow_up_back(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("The follow-up was taken back")


def _why(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("Reason for the correction")


def _task_open(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("Task open again: %(task)s", task=task_name(programme, str(facts["task"])))


def _phase_back(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    phase = phase_name(programme, facts["phase"])
    return gettext("The phase %(phase)s was taken back", phase=phase)


def _goal_corrected(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    return gettext("A goal was corrected")


def _meeting_corrected(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    held_on = day(date.fromisoformat(facts["day"]))
    what = _met(facts, programme, name)
    return gettext("Corrected, %(day)s: %(what)s", day=held_on, what=what)


def _measurement_corrected(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    held_on = day(date.fromisoformat(facts["day"]))
    what = _measured(facts, programme, name)
    return gettext("Corrected, %(day)s: %(what)s", day=held_on, what=what)


def _taken_back(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    if facts.get("day"):
        scored_on = day(date.fromisoformat(facts["day"]))
        return gettext("The score of %(day)s was taken back", day=scored_on)
    return gettext("A part of the plan was taken back")


def _match_ended(facts: dict[str, Any], programme: Programme, name: Names) -> str:
    why = label(MatchEnd(facts["reason"]), language())
    return gettext("The match with the support person ended: %(why)s", why=why)


NEIGHBOURS = {  # what the other services tell
    "referral.received": N_("The referral arrived"),
    "referral.offered": N_("The referral was offered to the organisation"),
    "referral.accepted": N_("The referral was accepted"),
    "match.proposed": N_("A support person was proposed"),
    "match.agreed": N_("All agreed to the match"),
    "match.started": N_("The support began"),
    "match.declined": N_("The proposal was declined"),
    "match.entered_in_error": N_("The match had been recorded by mistake"),
    "network_map.drawn": N_("A network map was drawn"),
    "plan_agreement.drawn_up": N_("An agreement was drawn up"),
    "plan_agreement.signed": N_("An agreement was signed"),
}


_SENTENCES: dict[str, Callable[[dict[str, Any], Programme, Names], str]] = {
    "case.opened": _opened,
    "case.family_corrected": _put_right,
    "worker.assigned": _joined,
    "worker.released": _left,
    "handover.accepted": _taken_over,
    "stand_in.agreed": _stood_in,
    "case.contact_shown": _shown,
    "contact.reader_named": _named,
    "contact.reader_removed": _not_named,
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
    "visit.corrected": _visit_corrected,
    "visit.noted": _visit_noted,
    "visit.correction_explained": _why_visit,
    "visit.entered_in_error": _no_visit,
    "match.ended": _match_ended,
    "case.closed": _closed,
    "case.reopened": _reopened,
    "case.follow_up_taken_back": _follow_up_back,
    "case.correction_explained": _why,
    "task.reopened": _task_open,
    "phase.taken_back": _phase_back,
    "goal.corrected": _goal_corrected,
    "plan_meeting.corrected": _meeting_corrected,
    "measurement.corrected": _measurement_corrected,
    "plan.entered_in_error": _taken_back,
    "case.followed_up": _followed_up,
}
