"""The directory over HTTP: who is there, which programmes, which agreements; publishing one."""

from collections.abc import Sequence
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.common import catalogue
from services.common.programme import Programme
from services.common.programme.loader import Faulty, read_programme, text_in
from services.referral.directory import commands, policy, queries, views
from services.referral.directory.commands import PROGRAMME
from services.referral.directory.domain import Agreement
from services.referral.directory.queries import AgreementView
from services.referral.directory.schemas import (
    AgreementListSchema,
    AgreementSchema,
    EndSchema,
    OrganisationListSchema,
    ProgrammeListSchema,
    ProgrammeSchema,
    PublicationSchema,
    RenewalSchema,
    programme_json,
)
from shared.identity.access import SIGNED_IN
from shared.kernel.aggregate import Refused
from shared.web import paging
from shared.web.api import Blueprint, Created, execute, idempotent, read_only, with_etag
from shared.web.changes import Change, Changes
from shared.web.form_fields import field_texts
from shared.web.pages import Pages, after_change
from shared.web.paging import NewsQuery, Page
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

ROOT = "/referral/api/v1"
api = Blueprint("directory_api", ROOT, "Directory", shows_people=False)
pages = Pages("directory", "/referral/directory", shows_people=False)

changes = Changes[AgreementView, Agreement](
    [
        Change("ending", commands.end_agreement, EndSchema, policy.ends),
        Change("renewal", commands.renew_agreement, RenewalSchema, policy.ends),
    ],
    thing=Agreement,
    key="agreement_id",
    read=queries.agreement,
    state=lambda view: view.agreement,
)


@api.get("/organisations", may=SIGNED_IN)
@api.arguments(NewsQuery, location="query")
@api.response(200, OrganisationListSchema)
def organisations(query: dict[str, Any]) -> ResponseReturnValue:
    """Every organisation, by name."""
    part, since = paging.news_asked(query)
    listed = read_only(lambda work: queries.organisations(work, since=since))
    return paging.answer("organisations", paging.after(listed, lambda each: str(each.id), part))


@api.get("/programmes", may=SIGNED_IN)
@api.arguments(NewsQuery, location="query")
@api.response(200, ProgrammeListSchema)
def programmes(query: dict[str, Any]) -> ResponseReturnValue:
    """Every programme in its newest version, by code."""
    request_part, since = paging.news_asked(query)

    def read(work: Work) -> Page[dict[str, Any]]:
        newest = queries.programmes(work, since=since)
        part = paging.after(newest, lambda each: each.code, request_part)
        return paging.shown_as(part, lambda each: _in_list(work, each))

    return paging.answer("programmes", read_only(read))


@api.post("/programmes", may=policy.administers)
@api.arguments(PublicationSchema)
@api.alt_response(201, description="It was published.")
def publish(data: dict[str, Any]) -> ResponseReturnValue:
    """Publish a programme, or a higher version of one; the same content changes nothing."""
    programme = read_programme(data["yaml"])

    def make(work: Work) -> Created:
        commands.publish_programme(work, programme)
        entry, version = queries.entry(work, programme.code)
        body = {"id": str(entry.id), "code": programme.code, "version": programme.version}
        return Created(f"{ROOT}/programmes/{programme.code}", body, version)

    return idempotent(make)


def _in_list(work: Work, programme: Programme) -> dict[str, Any]:
    return programme_json(
        programme,
        catalogue.provider_of(work.db, programme.code),
        programme_id=work.holder(PROGRAMME, programme.code),
        closes_on=catalogue.closings(work.db).get(programme.code),
    )


@api.get("/programmes/<code>", may=SIGNED_IN)
@api.response(200, ProgrammeSchema)
def programme(code: str) -> ResponseReturnValue:
    """One programme in its newest version."""
    entry, version = read_only(lambda work: queries.entry(work, code))
    body = programme_json(
        entry.versions[-1], entry.provider, programme_id=entry.id, closes_on=entry.closes_on
    )
    return with_etag(body, version)


@api.get("/agreements", may=SIGNED_IN)
@api.arguments(NewsQuery, location="query")
@api.response(200, AgreementListSchema)
def agreements(query: dict[str, Any]) -> ResponseReturnValue:
    """The reader's own agreements; everybody's for the regional coordinator."""
    part, since = paging.news_asked(query)
    listed = read_only(lambda work: queries.own_agreements(work, g.who, since=since))
    return paging.answer("agreements", paging.after(listed, lambda each: str(each.id), part))


@api.post("/agreements", may=policy.administers)
@api.arguments(AgreementSchema)
@api.alt_response(201, description="It was recorded.")
def agree(data: dict[str, Any]) -> ResponseReturnValue:
    """Record an agreement that a provider and a party have made."""

    def make(work: Work) -> Created:
        agreement_id = commands.make_agreement(work, **data)
        return Created(f"{ROOT}/agreements/{agreement_id}", {"id": str(agreement_id)}, 1)

    return idempotent(make)


@pages.get("", may=SIGNED_IN)
def show() -> str:
    """Programmes, organisations, and the reader's own agreements."""
    page = read_only(lambda work: views.directory(work, g.who))
    return render_template("referral/directory.html", page=page)


@pages.get("/programmes/<code>", may=SIGNED_IN, endpoint="programme")
def programme_page(code: str) -> str:
    """One programme in its newest version, in words."""
    page = read_only(lambda work: views.programme(work, code))
    return render_template("referral/programme.html", page=page)


@pages.get("/publication", may=policy.administers)
def write() -> str:
    """The form for publishing a programme."""
    return _form("")


@pages.post("/publication", may=policy.administers, endpoint="publish")
def publish_by_form() -> ResponseReturnValue:
    """Read what was typed or sent as a file; faults are shown with their lines."""
    text = ""
    try:
        text = _text()
        programme = read_programme(text)
        execute(lambda work: commands.publish_programme(work, programme))
    except Faulty as faulty:
        lines = [f"{fault.line}: {fault.field} {fault.message()}" for fault in faulty.faults]
        return _form(text, faults=lines), 422
    except Refused as refused:
        return _form(text, problem=say(refused)), 409
    after_change("catalogue")
    return redirect(url_for("directory.programme", code=programme.code), 303)


def _text() -> str:
    sent = request.files.get("file")
    if sent and sent.filename:
        content: bytes = sent.read()
        return text_in(content)
    return request.form.get("yaml", "").replace("\r\n", "\n")


def _form(text: str, *, faults: Sequence[str] = (), problem: str = "") -> str:
    errors: dict[object, object] = {"yaml": list(faults)} if faults else {}
    entries = Form.of({"yaml": text}, errors, fields=field_texts(PublicationSchema))
    return render_template("referral/publication.html", entries=entries, problem=problem)


changes.serve(
    api,
    at="/agreements",
    may=policy.sees,
    schema=AgreementSchema,
    body=lambda _, view: vars(view.terms),
)
