"""What can be put right of a record and what was, and what its person has spent, in words."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from services.common.matches import GOING_ON
from services.common.programme import Step
from services.volunteers.hours import queries as hours
from services.volunteers.hours.texts import spent_line
from services.volunteers.matches import queries as matches
from services.volunteers.matches.texts import author
from services.volunteers.people import events
from services.volunteers.people.events import RecordCorrected
from services.volunteers.people.queries import GONE, VolunteerView
from services.volunteers.people.rules import Struck
from services.volunteers.ranking.texts import step_name
from shared.web.formats import format_date, format_number
from shared.web.i18n import gettext, ngettext
from shared.web.parts import Moment
from shared.work import Work

LinkText = tuple[str, str]  # text, address


def mends(view: VolunteerView) -> list[LinkText]:
    """What of a record can be put right, and the page for it."""
    volunteer, steps = view.volunteer, view.volunteer.steps
    at: dict[str, Any] = {"volunteer_id": volunteer.id}
    if not view.is_coordinator:
        return _of_check(view, at)
    if volunteer.status in GONE:
        return [(gettext("Came back or ended by mistake"), url_for("records.reopening", **at))]
    done = {
        Step.INTERVIEW: ("records.interview_correction", steps.interview),
        Step.REFERENCES: ("records.references_correction", steps.references),
        Step.CONSENT: ("records.consent_correction", steps.consent),
    }
    lines = [(gettext("Correct the details"), url_for("records.correction", **at))]
    lines += [
        (gettext("Correct: %(step)s", step=step_name(step)), url_for(page, **at))
        for step, (page, fact) in done.items()
        if fact is not None
    ]
    lines += [
        (
            gettext("Correct: %(step)s", step=training.course or "–"),
            url_for("records.training_correction", number=number, **at),
        )
        for number, training in enumerate(steps.trainings, 1)
    ]
    if not volunteer.was_approved:
        wrong = url_for("records.entered_in_error", **at)
        lines.append((gettext("Written down by mistake"), wrong))
    return lines + _of_check(view, at)


def _of_check(view: VolunteerView, at: dict[str, Any]) -> list[LinkText]:
    """The check of an extract is put right by the vetting contact alone."""
    if not view.is_vetting_contact or view.check is None or view.volunteer.status in GONE:
        return []
    text = gettext("Correct: %(step)s", step=step_name(Step.EXTRACT_CHECK))
    return [(text, url_for("records.extract_check_correction", **at))]


def suspended(work: Work, view: VolunteerView) -> str:
    """That an approval has lost its ground, and whether matches go on meanwhile."""
    if not view.volunteer.suspended or not view.sees_all:
        return ""
    warning = gettext("The approval is suspended: something that it rested on was put right.")
    if not (view.is_coordinator and _has_live_match(work, view)):
        return warning
    return " ".join(
        [
            warning,
            gettext(
                "A match goes on. Agree with the family and the support person on whether they "
                "go on meeting meanwhile, or end it."
            ),
        ]
    )


def _has_live_match(work: Work, view: VolunteerView) -> bool:
    return any(row.status in GOING_ON for row in matches.of_volunteer(work, view.volunteer.id))


def mended(work: Work, view: VolunteerView) -> list[Moment]:
    """What was put right, what stood there, why and by whom, newest first."""
    return [
        Moment(
            at=format_date(why.on, "d.M.yyyy"),
            text=_put_right(why, stood(struck)),
            by=author(work, why.by),
        )
        for why, struck in reversed(view.volunteer.explained)
        if _may_read(view, why.step)
    ]


def _may_read(view: VolunteerView, step: Step | None) -> bool:
    """Of a check the coordinators know nothing, and its reason could tell."""
    if step is Step.EXTRACT_CHECK:
        return view.sees_check
    return view.is_coordinator or view.is_self


def _put_right(why: RecordCorrected, before: str) -> str:
    what = step_name(why.step) if why.step else gettext("The record")
    reason = why.reason or "–"
    if not before:
        return gettext("%(what)s: put right. %(reason)s", what=what, reason=reason)
    return gettext(
        "%(what)s: put right, it said %(before)s. %(reason)s",
        what=what,
        before=before,
        reason=reason,
    )


def stood(struck: Struck) -> str:
    """What a step said before it was put right; empty where it is erased, or no step."""
    match struck:
        case events.VolunteerInterviewed(held_on=day, recommended=recommended):
            opinion = gettext("recommended") if recommended else gettext("not recommended")
            return f"{_day(day)}, {opinion}" if recommended is not None else _day(day)
        case events.ReferencesReceived(received_on=day, count=count):
            number = ngettext("%(num)s reference", "%(num)s references", count)
            return f"{_day(day)}, {number}"
        case events.VolunteerTrained(course=course, completed_on=day, hours=hours):
            named = course or "–"
            return f"{named}, {_day(day)}, {format_number(hours)} h"
        case events.VettingConsentGiven(given_on=day):
            return _day(day)
        case events.ExtractChecked(extract_issue_date=issued, checked_on=day):
            if not issued:
                return ""
            return gettext("issued %(issued)s, checked %(day)s", issued=_day(issued), day=_day(day))
        case _:
            return ""


def _day(day: date | None) -> str:
    return format_date(day, "d.M.yyyy") if day else ""


def expenses(work: Work, volunteer_id: UUID) -> list[tuple[str, str]]:
    """What was driven and paid this year, visit by visit."""
    since = work.today.replace(month=1, day=1)
    return [spent_line(spent) for spent in hours.expenses_of(work, volunteer_id, since=since)]
