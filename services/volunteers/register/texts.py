"""What can be put right of a record and what was, and what its person has spent, in words."""

from typing import Any
from uuid import UUID

from flask import url_for

from services.common.programme import Step
from services.volunteers.hours import queries as hours
from services.volunteers.hours.texts import spent_line
from services.volunteers.matches.texts import author
from services.volunteers.people.queries import GONE, VolunteerView
from services.volunteers.ranking.texts import step_name
from shared.web.formats import format_date
from shared.web.i18n import gettext
from shared.web.parts import Moment
from shared.work import Work

LinkText = tuple[str, str]  # text, address


def mends(view: VolunteerView) -> list[LinkText]:
    """What of a record can be put right, and the page for it."""
    volunteer, steps = view.volunteer, view.volunteer.steps
    at: dict[str, Any] = {"volunteer_id": volunteer.id}
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
    if not volunteer.vetted:
        wrong = url_for("records.entered_in_error", **at)
        lines.append((gettext("Written down by mistake"), wrong))
    return lines


def mended(work: Work, view: VolunteerView) -> list[Moment]:
    """What was put right, why and by whom, newest first."""
    return [
        Moment(
            at=format_date(why.on, "d.M.yyyy"),
            text=gettext(
                "%(what)s: put right. %(reason)s",
                what=step_name(why.step) if why.step else gettext("The record"),
                reason=why.reason or "–",
            ),
            by=author(work, why.by),
        )
        for why in reversed(view.volunteer.explained)
    ]


def expenses(work: Work, volunteer_id: UUID) -> list[tuple[str, str]]:
    """What was driven and paid this year, visit by visit."""
    since = work.today.replace(month=1, day=1)
    return [spent_line(spent) for spent in hours.expenses_of(work, volunteer_id, since=since)]
