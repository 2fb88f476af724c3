"""Agreements over HTTP, their pages and their papers."""

from typing import Any
from uuid import UUID

from flask import Response, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from services.casework.agreements import commands, policy, queries as agreements, views
from services.casework.agreements.domain import Agreement
from services.casework.agreements.policy import AgreementView
from services.casework.agreements.schemas import (
    AgreementListSchema,
    AgreementSchema,
    NewAgreementSchema,
    SignatureSchema,
    as_json,
)
from services.casework.cases import policy as cases, queries
from services.casework.cases.domain import Case
from services.casework.cases.queries import CaseView
from services.casework.cases.resources import ROOT
from services.casework.fields import ReasonSchema
from services.common.papers.making import pdf
from shared.web import paging
from shared.web.api import Blueprint, read_only
from shared.web.change_forms import serve_forms
from shared.web.changes import Change, Changes
from shared.web.i18n import gettext
from shared.web.own_form import OwnForm
from shared.web.pages import Pages
from shared.web.paging import PageRequest, WholeQuery
from shared.web.shell import LANGUAGE_NAMES
from shared.work import Work

api = Blueprint("agreements_api", ROOT, "Agreements of the plan")
pages = Pages("agreements", "/casework/cases")
paper_pages = Pages("agreement", "/casework/agreements")


def enter_agreement_in_error(work: Work, paper_id: UUID, *, reason: str = "") -> None:
    """Say that an agreement never was."""
    commands.enter_in_error(work, paper_id, reason=reason)


def sign_agreement(work: Work, paper_id: UUID, *, places: list[str]) -> None:
    """Record who has signed the paper, and on which day."""
    commands.sign(work, paper_id, places=places)


additions = Changes[CaseView, Case](
    [
        Change(
            "agreements",
            commands.draw_up,
            NewAgreementSchema,
            cases.opens,
            adds=True,
            form=OwnForm(
                "casework/agreement_new.html",
                views.new_form,
                address="agreements/new",
                filled=views.last_words,
            ),
        )
    ],
    thing=Case,
    key="case_id",
    read=queries.case,
    state=lambda view: view.case,
)
changes = Changes[AgreementView, AgreementView](
    [
        Change(
            "signatures",
            sign_agreement,
            SignatureSchema,
            policy.reads,
            form=OwnForm("casework/agreement_signed.html", views.signing_form),
        ),
        Change(
            "entered-in-error",
            enter_agreement_in_error,
            ReasonSchema,
            policy.reads,
            form=OwnForm("casework/agreement_error.html"),
        ),
    ],
    thing=Agreement,
    key="paper_id",
    read=agreements.agreement,
    state=lambda view: view,
    above={"case_id": lambda view: view.case.id},
)


@api.get("/<uuid:case_id>/agreements", may=cases.opens)
@api.arguments(WholeQuery, location="query")
@api.alt_response(200, schema=AgreementListSchema)
def of_case(query: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """The agreements of a case, newest first."""

    def read(work: Work) -> list[dict[str, Any]]:
        queries.case(work, g.who, case_id)
        return [as_json(each) for each in agreements.of_case(work, case_id)]

    listed = AgreementSchema(many=True).dump(read_only(read))
    part = paging.after(listed, lambda each: str(each["id"]), PageRequest(**query))
    return paging.answer("agreements", part)


@pages.get("/<uuid:case_id>/agreements", may=cases.opens)
def show(case_id: UUID) -> str:
    """What was agreed, and who has signed it."""
    page = read_only(lambda work: views.page(work, g.who, case_id))
    return render_template("casework/agreements.html", page=page)


@paper_pages.get("/<uuid:paper_id>", may=policy.reads)
def show_it(paper_id: UUID) -> str:
    """One agreement among those of its case."""

    def read(work: Work) -> views.AgreementsPage:
        view = agreements.agreement(work, g.who, paper_id)
        return views.page(work, g.who, view.case.id)

    return render_template("casework/agreements.html", page=read_only(read))


@paper_pages.get("/<uuid:paper_id>/paper", may=policy.reads)
def paper(paper_id: UUID) -> Response:
    """The paper to sign, in the family's language unless another was chosen."""
    view = read_only(lambda work: agreements.agreement(work, g.who, paper_id))
    spoken = (request.args.get("language", ""), view.case.person.service_language, "fi")
    with force_locale(next(each for each in spoken if each in LANGUAGE_NAMES)):
        values = read_only(lambda work: views.paper(work, view))
        name = gettext("agreement")
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return Response(pdf("agreement", values), mimetype="application/pdf", headers=headers)


additions.serve(api)
changes.serve(
    api,
    may=policy.reads,
    at="/<uuid:case_id>/agreements",
    schema=AgreementSchema,
    body=lambda _, view: as_json(view.agreement),
)
serve_forms(additions, pages, "/<uuid:case_id>", views.forms)
serve_forms(changes, paper_pages, "/<uuid:paper_id>", views.paper_forms)
