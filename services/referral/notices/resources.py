"""Notices over HTTP: for everybody to read, and as given to a family."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.common import catalogue
from services.referral.notices import commands, queries, views
from services.referral.notices.schemas import GivenNoticesSchema, NoticeSchema
from services.referral.referrals import policy
from services.referral.referrals.queries import referral as read_referral
from shared.identity.access import PUBLIC
from shared.kernel.aggregate import Invalid, Refused
from shared.web import paging
from shared.web.api import Blueprint, Created, execute, idempotent, read_only
from shared.web.formats import format_date
from shared.web.i18n import language
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.paging import PageRequest, WholeQuery
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

ROOT = "/referral/api/v1/referrals"
MOST_DIGITS = 6
api = Blueprint("notices_api", ROOT, "Privacy notices given to families")
pages = Pages("notices", "/referral")


@api.get("/<uuid:referral_id>/notices", may=policy.looks)
@api.arguments(WholeQuery, location="query")
@api.response(200, GivenNoticesSchema)
def given(query: dict[str, Any], referral_id: UUID) -> ResponseReturnValue:
    """Which notices the family has been given, the latest first."""

    def read(work: Work) -> list[queries.Given]:
        _check(work, referral_id)
        return queries.given_to(work, referral_id)

    part = paging.after(read_only(read), lambda each: str(each.id), PageRequest(**query))
    return paging.answer("notices", paging.shown_as(part, asdict))


@api.post("/<uuid:referral_id>/notices", may=policy.looks)
@api.arguments(NoticeSchema)
@api.alt_response(201, description="It was recorded.")
def give(data: dict[str, Any], referral_id: UUID) -> ResponseReturnValue:
    """Record that the family was given its programme's notice, as it is today."""

    def make(work: Work) -> Created:
        _check(work, referral_id)
        notice_id = commands.give(work, referral_id, **data)
        return Created(f"{ROOT}/{referral_id}/notices", {"id": str(notice_id)}, 1)

    return idempotent(make)


@pages.get("/notices", may=PUBLIC)
def show_list() -> str:
    """The notice of every programme, by name."""

    def read(work: Work) -> list[tuple[str, str, str]]:
        programmes = catalogue.newest_programmes(work.db)
        return sorted(
            (
                each.name_in(language()),
                url_for("notices.show", code=each.code),
                each.summary.said_in(language()),
            )
            for each in programmes
        )

    return render_template("referral/notices.html", programmes=read_only(read))


@pages.get("/notices/<code>", may=PUBLIC)
def show(code: str) -> str:
    """One programme's notice: the short answers, and the long one behind each."""
    wanted = request.args.get("version", "")
    version = int(wanted) if wanted.isdecimal() and len(wanted) < MOST_DIGITS else None
    programme, notice = read_only(lambda work: queries.notice_of(work, code, version=version))
    name = programme.name_in(language())
    since = format_date(notice.valid_from, "d.M.yyyy")
    return render_template("referral/notice.html", notice=notice, name=name, since=since)


@pages.route("/referrals/<uuid:referral_id>/notice", methods=["GET", "POST"], may=policy.looks)
def record(referral_id: UUID) -> ResponseReturnValue:
    """Record on a page of its own that the family was given the notice."""
    read_only(lambda work: _check(work, referral_id))
    if request.method == "GET":
        return _page(referral_id, blank_form(NoticeSchema, {"language": language()}))
    data, wrong = loaded(NoticeSchema)
    entries = form_of(NoticeSchema, wrong)
    if wrong:
        return _page(referral_id, entries), 422
    try:
        execute(lambda work: commands.give(work, referral_id, **data))
    except Refused as refused:
        status = 422 if isinstance(refused, Invalid) else 409
        return _page(referral_id, entries, problem=say(refused)), status
    after_change("notices")
    return redirect(url_for("referrals.show", referral_id=referral_id), 303)


def _check(work: Work, referral_id: UUID) -> None:
    policy.looks.check(g.who, read_referral(work, g.who, referral_id).referral)


def _page(referral_id: UUID, entries: Form, *, problem: str = "") -> str:
    page = read_only(lambda work: views.delivery(work, referral_id))
    return render_template(
        "referral/notice_given.html", page=page, entries=entries, problem=problem
    )
