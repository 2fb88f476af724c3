"""The pages of visits: logging one on a phone, and what to do when something worries."""

from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.casework.cases import queries as cases
from services.casework.deeds import in_words
from services.casework.visits import commands, form, queries
from shared.kernel.aggregate import Invalid, Refused
from shared.web.api import execute, read_only, uuid_of
from shared.web.i18n import format_date, gettext
from shared.web.pages import after_change, form_of, loaded
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

pages = Blueprint("visits", __name__, url_prefix="/casework")


@pages.get("/visits/new")
def new() -> str:
    """An empty form, for today, with whomever there is only one of already ticked."""
    shown = read_only(form.draws)
    fresh: dict[str, object] = {"held_on": shown["today"], "kind": "FACE", "status": "HELD"}
    if len(shown["whom"]) == 1:
        fresh["who"] = [shown["whom"][0].value]
    return _page(Form.of(fresh), shown)


@pages.post("/visits/new")
def log() -> ResponseReturnValue:
    told, wrong = loaded(form.VisitForm)
    if wrong:
        return _page(form_of(in_words(wrong)), read_only(form.draws)), 422
    read_only(lambda work: _may_log(work, form.chosen(told)))
    try:
        execute(lambda work: _log(work, told))
    except Refused as refused:
        status = 422 if isinstance(refused, Invalid) else 409
        return _page(form_of({}), read_only(form.draws), problem=say(refused)), status
    after_change("visits")
    after_change("timeline")
    day = format_date(told["held_on"], "d.M.yyyy")
    flash(gettext("The visit of %(day)s is saved. Thank you.", day=day), "done")
    case = told["case"]
    return redirect(url_for("cases.show", case_id=case) if case else url_for(".new"), 303)


@pages.get("/visits/worry")
def worry() -> str:
    """What to do, now, when something about a child's safety worries."""
    return render_template("casework/worry.html", is_supporter=form.is_supporter())


def _page(entries: Form, shown: dict[str, Any], *, problem: str = "") -> str:
    case = request.values.get("case", "")
    key = request.form.get("key") or str(uuid4())
    return render_template(
        "casework/visit.html", entries=entries, problem=problem, case=case, key=key, **shown
    )


def _may_log(work: Work, case_ids: list[UUID]) -> None:
    """Raise `NotFound` for a case that is not the reader's to log visits for."""
    for case_id in case_ids:
        if form.is_supporter():
            queries.must_support(work, g.who, case_id)
        else:
            cases.case(work, g.who, case_id)


def _log(work: Work, told: dict[str, Any]) -> None:
    key = uuid_of(request.form.get("key", ""))
    case_ids, said = form.chosen(told), form.told(told)
    if form.is_supporter():
        commands.log_own(work, case_ids, said, key=key)
    else:
        commands.log_together(work, case_ids, said, key=key)
