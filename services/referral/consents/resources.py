"""The end of a consent over HTTP: who was asked, and what they answer."""

from typing import Any
from uuid import UUID

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from services.referral.consents import commands, policy, queries, texts, views
from services.referral.consents.domain import Acknowledgement
from services.referral.consents.queries import AcknowledgementView
from services.referral.consents.schemas import (
    AcknowledgementAnswerSchema,
    AcknowledgementListSchema,
    AcknowledgementSchema,
    as_json,
    line_json,
)
from shared.web import paging
from shared.web.api import Blueprint, read_only
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.pages import Pages
from shared.web.paging import Page, PageRequest, WholeQuery
from shared.web.parts import Forms
from shared.web.shell import LANGUAGE_NAMES
from shared.work import Work

ROOT = "/referral/api/v1/acknowledgements"
api = Blueprint("consents_api", ROOT, "Acknowledgements when a consent ends")
of_referrals = Blueprint(
    "acknowledgements_api", "/referral/api/v1/referrals", "Who has stopped when a consent ended"
)
pages = Pages("consents", "/referral")

changes = Changes[AcknowledgementView, Acknowledgement](
    [Change("answer", commands.answer, AcknowledgementAnswerSchema, policy.reads)],
    thing=Acknowledgement,
    key="acknowledgement_id",
    read=queries.acknowledgement,
    state=lambda view: view.acknowledgement,
)


@api.get("", may=policy.lists)
@api.arguments(WholeQuery, location="query")
@api.response(200, AcknowledgementListSchema)
def waiting(query: dict[str, Any]) -> ResponseReturnValue:
    """What your organisation is still to answer, the first due first."""

    def read(work: Work) -> Page[Any]:
        part = queries.waiting(work, g.who, PageRequest(**query))
        return paging.shown_as(part, line_json)

    return paging.answer("acknowledgements", read_only(read))


@of_referrals.get("/<uuid:referral_id>/acknowledgements", may=policy.oversees)
@of_referrals.arguments(WholeQuery, location="query")
@of_referrals.response(200, AcknowledgementListSchema)
def of_referral(query: dict[str, Any], referral_id: UUID) -> ResponseReturnValue:
    """Who was asked to stop when the family's consent ended, and what they said."""
    lines = read_only(lambda work: queries.of_referral(work, g.who, referral_id))
    part = paging.after(lines, lambda each: str(each.acknowledgement_id), PageRequest(**query))
    return paging.answer("acknowledgements", paging.shown_as(part, line_json))


@pages.get("/referrals/<uuid:referral_id>/acknowledgements", may=policy.oversees)
def show_list(referral_id: UUID) -> str:
    """The consent as it holds, who was asked when it ended, and who has not answered."""
    page = read_only(lambda work: views.overview(work, g.who, referral_id))
    return render_template("referral/acknowledgements.html", page=page)


@pages.get("/acknowledgements/<uuid:acknowledgement_id>", may=policy.reads)
def show(acknowledgement_id: UUID) -> str:
    """One of those who were asked, and the form for what they say."""
    return _page(acknowledgement_id, changes.forms(), "")


@pages.get("/referrals/<uuid:referral_id>/consent-paper", may=policy.oversees)
def paper(referral_id: UUID) -> str:
    """What the family takes home of its consent, in its own language."""
    chosen = request.args.get("language", "")
    with force_locale(chosen if chosen in LANGUAGE_NAMES else "fi"):
        paper = read_only(lambda work: views.paper(work, g.who, referral_id))
        return render_template("referral/consent_paper.html", paper=paper)


def _page(acknowledgement_id: UUID, forms: Forms, problem: str) -> str:
    page = read_only(lambda work: views.acknowledgement(work, g.who, acknowledgement_id))
    return render_template("referral/acknowledgement.html", page=page, forms=forms, problem=problem)


changes.serve_pages(
    pages,
    "/acknowledgements/<uuid:acknowledgement_id>",
    FormPage(
        _page,
        home=lambda acknowledgement_id: url_for(
            "consents.show", acknowledgement_id=acknowledgement_id
        ),
        lists=("consents",),
        changed_meanwhile=texts.changed_meanwhile,
    ),
)
changes.serve(
    api, may=policy.reads, schema=AcknowledgementSchema, body=lambda _, view: as_json(view)
)
