"""A support person as JSON, no more than the reader may see."""

from typing import Any

from services.volunteers.people.queries import VolunteerView
from shared.kernel.codec import to_json


def as_json(view: VolunteerView) -> dict[str, Any]:
    """The resource: a vetting contact learns whose extract it is, and no more."""
    found = view.volunteer
    body: dict[str, Any] = {
        "id": found.id,
        "status": found.status,
        "kind": found.kind,
        "organisation": found.organisation,
        "programmes": list(found.programmes),
        "vetted": list(found.vetted),
        **_who(view),
        "consent": _consent(view),
    }
    if view.sees_all:
        body |= _offer(view)
    if view.is_coordinator or view.is_self:
        body |= _steps(view)
    if view.sees_check:
        body["extract_check"] = to_json(view.check)
    return body


def _who(view: VolunteerView) -> dict[str, Any]:
    told = view.volunteer.steps.described
    if told is None:
        return {}
    who: dict[str, Any] = {
        "given_name": told.given_name,
        "family_name": told.family_name,
        "date_of_birth": told.date_of_birth,
    }
    if view.sees_all:
        who["contact"] = {"phone": told.phone, "email": told.email, "address": told.address}
    return who


def _offer(view: VolunteerView) -> dict[str, Any]:
    offer = view.volunteer.steps.offer
    return {} if offer is None else {name: getattr(offer, name) for name in OFFERED}


OFFERED = ("municipality", "languages", "interests", "availability", "capacity")


def _steps(view: VolunteerView) -> dict[str, Any]:
    steps = view.volunteer.steps
    interview, references = steps.interview, steps.references
    return {
        "person": view.volunteer.person,
        "missing": {one.code: list(view.missing(one)) for one in view.programmes},
        "interview": interview
        and {"held_on": to_json(interview.held_on), "recommended": interview.recommended},
        "references": references
        and {"received_on": to_json(references.received_on), "count": references.count},
        "trainings": [
            {"course": t.course, "completed_on": to_json(t.completed_on), "hours": float(t.hours)}
            for t in steps.trainings
        ],
    }


def _consent(view: VolunteerView) -> dict[str, Any] | None:
    given = view.volunteer.steps.consent
    if given is None:
        return None
    return {"given_on": to_json(given.given_on), "form_version": given.form_version}
