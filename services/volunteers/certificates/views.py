"""What a certificate says, in the reader's language: nothing of anybody who was supported."""

from typing import Any
from uuid import UUID

from services.common import catalogue
from services.common.codes import GatheringKind
from services.common.labels import label
from services.volunteers.certificates import policy
from services.volunteers.gatherings.queries import minutes_of
from services.volunteers.hours import queries as hours
from services.volunteers.people.domain import Volunteer
from services.volunteers.people.events import VolunteerTrained
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound, Refused
from shared.web.formats import format_date, format_duration, format_number
from shared.web.i18n import gettext, language
from shared.work import Work


def certificate(work: Work, who: Principal, volunteer_id: UUID) -> dict[str, Any]:
    """The paper's values; raises `Refused` for somebody who has not been approved."""
    person, _ = work.load(Volunteer(volunteer_id))
    policy.draws.check(who, person)
    if person.organisation is None or person.joined is None:
        raise NotFound
    if not person.was_approved or person.steps.described is None:
        raise Refused(
            "A certificate is for somebody who has been approved as a support person.",
            code="not_vetted",
        )
    described = person.steps.described
    home = catalogue.organisation(work.db, person.organisation)
    called = home.name if home else ""
    return {
        "title": gettext("Certificate"),
        "author": called,
        "organisation": called,
        "language": language(),
        "name": f"{described.given_name} {described.family_name}",
        "thanks": gettext("has walked beside families as a support person. Thank you."),
        "facts": _facts(work, person),
        "courses_title": gettext("Training"),
        "courses": [_course(each) for each in person.steps.trainings],
        "day": format_date(work.today),
        "signed": gettext("Signature, %(organisation)s", organisation=called),
        "foot": gettext("Made with Rinnalla. It names nobody who was supported."),
    }


def _facts(work: Work, person: Volunteer) -> list[dict[str, str]]:
    first = min((each.vetted_on for each in person.approvals), default=person.joined)
    given = hours.of_volunteer(work, person.id, since=first or work.today)
    guided = minutes_of(work, person.id, GatheringKind.GUIDANCE)
    names = catalogue.names_of_programmes(work.db, language())
    roles = dict.fromkeys(each.programme for each in person.approvals)
    facts = (
        (gettext("Role"), label(person.kind, language()) if person.kind else ""),
        (gettext("Programmes"), ", ".join(names.get(each, each) for each in roles)),
        (gettext("Support person since"), format_date(first) if first else ""),
        (gettext("Time with families"), format_duration(given.minutes) if given.minutes else ""),
        (gettext("Guidance"), format_duration(guided) if guided else ""),
    )
    return [{"label": term, "text": text} for term, text in facts if text]


def _course(training: VolunteerTrained) -> str:
    return gettext(
        "%(course)s, %(day)s, %(hours)s h",
        course=training.course or "–",
        day=format_date(training.completed_on),
        hours=format_number(training.hours),
    )
