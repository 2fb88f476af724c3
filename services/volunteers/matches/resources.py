"""Matches over HTTP: the table of what can be done, the lists, and the page of one match."""

from typing import Any
from uuid import UUID

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue

from services.common.letters import mark_read
from services.volunteers.fields import OnSchema
from services.volunteers.matches import commands, policy, queries, views
from services.volunteers.matches.domain import Match
from services.volunteers.matches.policy import MatchView
from services.volunteers.matches.schemas import (
    ChildViewSchema,
    EndSchema,
    FamilyConsentSchema,
    MatchListSchema,
    MatchQuery,
    MatchSchema,
    PeriodSchema,
    StartSchema,
    VolunteerConsentSchema,
)
from shared.web import paging
from shared.web.api import Blueprint, read_only, uuid_of
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.i18n import gettext
from shared.web.pages import Pages, blank_form
from shared.web.paging import Page, PageRequest
from shared.web.parts import Forms
from shared.work import Work

ROOT = "/volunteers/api/v1/matches"
api = Blueprint("matches_api", ROOT, "Matches")
pages = Pages("matches", "/volunteers/matches")
OWN = "volunteer_consent"  # the form of the support person's answer


changes = Changes[MatchView, MatchView](
    [
        Change(
            "volunteer-consent",
            commands.record_volunteer_consent,
            VolunteerConsentSchema,
            policy.answers,
            has_form=False,  # served beside the support person's own page, which has it too
        ),
        Change(
            "family-consent",
            commands.record_family_consent,
            FamilyConsentSchema,
            policy.coordinates,
        ),
        Change(
            "child-view",
            commands.record_child_view,
            ChildViewSchema,
            policy.coordinates,
        ),
        Change("start", commands.start, StartSchema, policy.coordinates),
        Change("period", commands.agree_period, PeriodSchema, policy.coordinates),
        Change("end", commands.end, EndSchema, policy.coordinates),
        Change("withdrawal", commands.decline, OnSchema, policy.coordinates),
    ],
    thing=Match,
    key="match_id",
    read=queries.match,
    state=lambda view: view,
)


@api.get("", may=policy.reads)
@api.arguments(MatchQuery, location="query")
@api.response(200, MatchListSchema)
def search(data: dict[str, Any]) -> ResponseReturnValue:
    """The organisation's matches, or a support person's own; `case` and `status` narrow it."""
    case_id = uuid_of(data["case"]) if data["case"] else None
    if data["case"] and case_id is None:
        return paging.answer("matches", Page([]))
    part = PageRequest(data["limit"], data["cursor"])

    def read(work: Work) -> Page[dict[str, Any]]:
        shown = queries.views(
            work,
            g.who,
            case_id=case_id,
            status=data["status"],
            since=data["updated_since"],
            sort=data["sort"],
            page_request=part,
        )
        return paging.shown_as(shown, lambda view: queries.as_json(work, view.match))

    return paging.answer("matches", read_only(read))


@pages.get("/<uuid:match_id>", may=policy.follows)
def match(match_id: UUID) -> str:
    """One match: who has answered what, and what comes next."""
    return show(match_id, changes.forms(), "")


def show(match_id: UUID, forms: Forms, problem: str) -> str:
    """The page with its forms, and why one was refused."""
    mark_read(match_id)
    own = {OWN: blank_form(VolunteerConsentSchema, prefix=OWN)}
    forms = Forms(
        own | dict(changes.forms().by_change) | dict(forms.by_change), forms.sent, forms.opened
    )
    page = read_only(lambda work: views.match(work, g.who, match_id))
    return render_template("volunteers/match.html", page=page, forms=forms, problem=problem)


changes.serve(
    api,
    may=policy.reads,
    schema=MatchSchema,
    body=lambda work, view: queries.as_json(work, view.match),
    beside=True,  # whose consent it takes changes on a birthday
)
changes.serve_pages(
    pages,
    "/<uuid:match_id>",
    FormPage(
        show,
        home=lambda match_id: url_for("matches.match", match_id=match_id),
        lists=("matches", "deadlines"),
        changed_meanwhile=lambda: gettext(
            "Somebody else changed this match meanwhile. Look at it again."
        ),
    ),
)
