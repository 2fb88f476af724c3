"""A support person as JSON, no more than the reader may see."""

from typing import Any

from services.volunteers.people.queries import VolunteerView
from shared.kernel.codec import to_json


def as_json(view: VolunteerView) -> dict[str, Any]:
    """The resource: a vetting contact learns whose extract it is, and no more."""
    volunteer = view.volunteer
    body: dict[str, Any] = {
        "id": volunteer.id,
        "status": volunteer.status,
        "kind": volunteer.kind,
        "organisation": volunteer.organisation,
        "programmes": list(volunteer.programmes),
        "vetted": list(volunteer.vetted),
        "suspended": list(volunteer.suspended),
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
    described = view.volunteer.steps.described
    if described is None:
        return {}
    who: dict[str, Any] = {
        "given_name": described.given_name,
        "family_name": described.family_name,
        "date_of_birth": described.date_of_birth,
    }
    if view.sees_all:
        who["contact"] = {
            "phone": described.phone,
            "email": described.email,
            "address": described.address,
        }
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
        "missing": {programme.code: list(view.missing(programme)) for programme in view.programmes},
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
