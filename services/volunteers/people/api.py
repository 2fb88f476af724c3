"""The JSON API of support persons: each step is a resource, a version is an ETag."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue

from services.volunteers.fields import OnSchema
from services.volunteers.people import approving, commands, queries
from services.volunteers.people.resources import as_json
from services.volunteers.people.schemas import (
    ApplicationSchema,
    ApprovalSchema,
    EndingSchema,
    ExtractCheckSchema,
    InterviewSchema,
    PersonSchema,
    ReferencesSchema,
    SignInSchema,
    TrainingSchema,
    VettingConsentSchema,
    VolunteerListSchema,
    VolunteerQuery,
    VolunteerSchema,
)
from shared.web.api import Blueprint, Created, execute, idempotent, if_match, read_only, with_etag
from shared.web.paging import PageRequest
from shared.work import Work

ROOT = "/volunteers/api/v1/volunteers"
api = Blueprint("volunteers_api", __name__, url_prefix=ROOT, description="Support persons")


@api.post("")
@api.arguments(ApplicationSchema)
@api.alt_response(201, schema=VolunteerSchema)
def apply(told: dict[str, Any]) -> ResponseReturnValue:
    """Write an applicant into the own organisation's register."""
    sign_in = told.pop("sign_in")

    def make(work: Work) -> Created:
        volunteer, version = commands.apply(work, organisation=g.who.organisation, **told)
        if sign_in:
            person = queries.person_called(work, g.who, sign_in)
            volunteer, version = commands.sign_in_as(work, volunteer.id, person=person)
        body = {"id": str(volunteer.id), "status": "applicant"}
        return Created(f"{ROOT}/{volunteer.id}", body, version)

    return idempotent(make)


@api.get("")
@api.arguments(VolunteerQuery, location="query")
@api.response(200, VolunteerListSchema)
def search(told: dict[str, Any]) -> dict[str, Any]:
    """The own organisation's support persons; `status` narrows it."""
    page_request = PageRequest(told["limit"], told["cursor"])
    found = read_only(
        lambda work: queries.listed(work, g.who, status=told["status"], page_request=page_request)
    )
    return {"volunteers": [as_json(view) for view in found.items], "next": found.next}


@api.get("/<uuid:volunteer_id>")
@api.response(200, VolunteerSchema)
def show(volunteer_id: UUID) -> ResponseReturnValue:
    return _shown(volunteer_id)


@api.put("/<uuid:volunteer_id>")
@api.arguments(PersonSchema)
@api.response(200, VolunteerSchema)
def describe(told: dict[str, Any], volunteer_id: UUID) -> ResponseReturnValue:
    """Correct who somebody is and what they can give."""
    return _change(volunteer_id, commands.describe, told)


@api.put("/<uuid:volunteer_id>/interview")
@api.arguments(InterviewSchema)
@api.response(200, VolunteerSchema)
def interview(told: dict[str, Any], volunteer_id: UUID) -> ResponseReturnValue:
    return _change(volunteer_id, commands.interview, told)


@api.put("/<uuid:volunteer_id>/references")
@api.arguments(ReferencesSchema)
@api.response(200, VolunteerSchema)
def references(told: dict[str, Any], volunteer_id: UUID) -> ResponseReturnValue:
    return _change(volunteer_id, commands.receive_references, told)


@api.put("/<uuid:volunteer_id>/training")
@api.arguments(TrainingSchema)
@api.response(200, VolunteerSchema)
def training(told: dict[str, Any], volunteer_id: UUID) -> ResponseReturnValue:
    return _change(volunteer_id, commands.train, told)


@api.put("/<uuid:volunteer_id>/consent")
@api.arguments(VettingConsentSchema)
@api.response(200, VolunteerSchema)
def consent(told: dict[str, Any], volunteer_id: UUID) -> ResponseReturnValue:
    """Write down the volunteer's written consent to an extract (act 148/2014)."""
    return _change(volunteer_id, approving.consent_to_vetting, told)


@api.put("/<uuid:volunteer_id>/consent-withdrawal")
@api.arguments(OnSchema)
@api.response(200, VolunteerSchema)
def withdraw_consent(told: dict[str, Any], volunteer_id: UUID) -> ResponseReturnValue:
    return _change(volunteer_id, approving.withdraw_consent, told)


@api.put("/<uuid:volunteer_id>/extract-check")
@api.arguments(ExtractCheckSchema)
@api.response(200, VolunteerSchema)
def check_extract(told: dict[str, Any], volunteer_id: UUID) -> ResponseReturnValue:
    """Note that an extract was seen; it stays a draft until approval and vanishes otherwise."""
    return _change(volunteer_id, approving.check_extract, told)


@api.put("/<uuid:volunteer_id>/approval")
@api.arguments(ApprovalSchema)
@api.response(200, VolunteerSchema)
def approve(told: dict[str, Any], volunteer_id: UUID) -> ResponseReturnValue:
    """Vet somebody for a programme; 409 lists the steps that are missing."""
    return _change(volunteer_id, approving.approve, told)


@api.put("/<uuid:volunteer_id>/ending")
@api.arguments(EndingSchema)
@api.response(200, VolunteerSchema)
def end(told: dict[str, Any], volunteer_id: UUID) -> ResponseReturnValue:
    """Close the application, or let a support person leave."""
    return _change(volunteer_id, approving.end, told)


@api.put("/<uuid:volunteer_id>/pause")
@api.arguments(OnSchema)
@api.response(200, VolunteerSchema)
def pause(told: dict[str, Any], volunteer_id: UUID) -> ResponseReturnValue:
    return _change(volunteer_id, commands.pause, told)


@api.put("/<uuid:volunteer_id>/return")
@api.arguments(OnSchema)
@api.response(200, VolunteerSchema)
def come_back(told: dict[str, Any], volunteer_id: UUID) -> ResponseReturnValue:
    return _change(volunteer_id, commands.come_back, told)


@api.put("/<uuid:volunteer_id>/sign-in")
@api.arguments(SignInSchema)
@api.response(200, VolunteerSchema)
def sign_in(told: dict[str, Any], volunteer_id: UUID) -> ResponseReturnValue:
    """Say as which of the organisation's people they sign in."""
    read_only(lambda work: queries.volunteer(work, g.who, volunteer_id))
    read_only(lambda work: queries.person(work, g.who, told["person"]))
    return _change(volunteer_id, commands.sign_in_as, told)


def _change(
    volunteer_id: UUID, command: Callable[..., Any], told: dict[str, Any]
) -> ResponseReturnValue:
    """Run a command on somebody whom the caller may see, if still as they saw them."""
    seen = if_match()
    read_only(lambda work: queries.volunteer(work, g.who, volunteer_id))
    execute(lambda work: command(work, volunteer_id, **told, seen=seen))
    return _shown(volunteer_id)


def _shown(volunteer_id: UUID) -> ResponseReturnValue:
    view = read_only(lambda work: queries.volunteer(work, g.who, volunteer_id))
    return with_etag(as_json(view), view.version)
