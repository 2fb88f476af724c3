"""Support persons over HTTP: the table of steps, the register, and the page of one person."""

from typing import Any
from uuid import UUID

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue

from services.common.letters import mark_read
from services.volunteers.approval import commands as approval
from services.volunteers.fields import OnSchema
from services.volunteers.people import commands, policy, queries
from services.volunteers.people.domain import Volunteer
from services.volunteers.people.queries import VolunteerView
from services.volunteers.people.schemas import (
    ApprovalSchema,
    DescriptionSchema,
    EndingSchema,
    ExtractCheckSchema,
    InterviewSchema,
    ReferencesSchema,
    SignInSchema,
    TrainingSchema,
    VettingConsentSchema,
    VolunteerListSchema,
    VolunteerQuery,
    VolunteerSchema,
)
from services.volunteers.register import views
from services.volunteers.register.queries import as_json
from services.volunteers.thanks import commands as thanks
from services.volunteers.thanks.schemas import ThanksSchema
from shared.web import paging
from shared.web.api import Blueprint, read_only
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.i18n import gettext
from shared.web.pages import Pages
from shared.web.paging import PageRequest
from shared.web.parts import Forms
from shared.work import Work

ROOT = "/volunteers/api/v1/volunteers"
api = Blueprint("volunteers_api", ROOT, "Support persons")
pages = Pages("people", "/volunteers")


def link_sign_in(work: Work, volunteer_id: UUID, *, person: UUID) -> None:
    """Say as which of the organisation's people they sign in."""
    queries.person(work, g.who, person)
    commands.sign_in_as(work, volunteer_id, person=person)


changes = Changes[VolunteerView, Volunteer](
    [
        Change("", commands.describe, DescriptionSchema, policy.coordinates, has_form=False),
        Change("interview", commands.interview, InterviewSchema, policy.coordinates),
        Change("references", commands.receive_references, ReferencesSchema, policy.coordinates),
        Change("training", commands.train, TrainingSchema, policy.coordinates),
        Change("consent", approval.consent_to_vetting, VettingConsentSchema, policy.coordinates),
        Change("consent-withdrawal", approval.withdraw_consent, OnSchema, policy.coordinates),
        Change("extract-check", approval.check_extract, ExtractCheckSchema, policy.checks),
        Change("approval", approval.approve, ApprovalSchema, policy.coordinates),
        Change("ending", approval.end, EndingSchema, policy.coordinates),
        Change("pause", commands.pause, OnSchema, policy.coordinates),
        Change("return", commands.come_back, OnSchema, policy.coordinates),
        Change("thanks", thanks.thank, ThanksSchema, policy.coordinates),
        Change("sign-in", link_sign_in, SignInSchema, policy.coordinates),
    ],
    thing=Volunteer,
    key="volunteer_id",
    read=queries.volunteer,
    state=lambda view: view.volunteer,
)


@api.get("", may=policy.reads)
@api.arguments(VolunteerQuery, location="query")
@api.response(200, VolunteerListSchema)
def search(data: dict[str, Any]) -> ResponseReturnValue:
    """The own organisation's support persons; `status` narrows it."""
    part = PageRequest(data["limit"], data["cursor"])
    shown = read_only(
        lambda work: queries.listed(
            work,
            g.who,
            status=data["status"],
            since=data["updated_since"],
            sort=data["sort"],
            page_request=part,
        )
    )
    return paging.answer("volunteers", paging.shown_as(shown, as_json))


@pages.get("/people/<uuid:volunteer_id>", may=policy.reads)
def show(volunteer_id: UUID) -> str:
    """One person with the next step."""
    mark_read(volunteer_id)
    return _page(volunteer_id, changes.forms(), "")


def _page(volunteer_id: UUID, forms: Forms, problem: str) -> str:
    page = read_only(lambda work: views.person(work, g.who, volunteer_id))
    return render_template("volunteers/person.html", page=page, forms=forms, problem=problem)


changes.serve(
    api,
    may=policy.reads,
    schema=VolunteerSchema,
    body=lambda _, view: as_json(view),
    beside=True,
)
changes.serve_pages(
    pages,
    "/people/<uuid:volunteer_id>",
    FormPage(
        _page,
        home=lambda volunteer_id: url_for("people.show", volunteer_id=volunteer_id),
        lists=("volunteers",),
        changed_meanwhile=lambda: gettext(
            "Somebody else changed this person's record meanwhile. Look at it again."
        ),
        say=views.why_not,
    ),
)
