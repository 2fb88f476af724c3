"""The pages on which a visit is logged, and what to do in a worry."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from services.casework.receipts import commands as receipts
from services.casework.visiting import views
from services.casework.visits import commands, policy, queries
from services.casework.visits.rules import VisitFacts
from shared.documents import Document
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.web import files
from shared.web.api import execute, read_only, uuid_of
from shared.web.form_drafts import drafted, drafted_form, drop_draft, keep_draft, serve_draft
from shared.web.formats import format_date
from shared.web.i18n import gettext
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

pages = Pages("visits", "/casework/visits")
NEW = "/casework/visits/new"


@pages.get("/new", may=policy.logs)
def new() -> str:
    """The form as it was left, else for today, as visits usually are."""
    drawn = read_only(views.form)
    case, typed = request.args.get("case"), drafted(NEW)
    if case and typed and case not in typed.get("who", ()):  # what was left is of another child
        return _page(blank_form(views.VisitForm, drawn["fresh"]), drawn)
    return _page(drafted_form(views.VisitForm, drawn["fresh"]), drawn)


@pages.post("/new", may=policy.logs, takes_files=True)
def log() -> ResponseReturnValue:
    """Log one visit with one child or several, and the receipts of what was paid."""
    data, wrong = loaded(views.VisitForm)
    key, documents = uuid_of(request.form.get("key", "")), list[Document]()
    try:
        documents = files.gathered(key)
        if not wrong:
            execute(lambda work: _log(work, data, key, documents))
    except Refused as refused:
        execute(lambda work: files.hold(work, key, documents))
        status = 422 if isinstance(refused, Invalid) else 409
        return _page(form_of(views.VisitForm), read_only(views.form), problem=say(refused)), status
    if wrong:
        execute(lambda work: files.hold(work, key, documents))
        return _page(form_of(views.VisitForm, wrong), read_only(views.form)), 422
    after_change("visits", "timeline", "messages", "inbox")
    day = format_date(data["held_on"], "d.M.yyyy")
    flash(gettext("The visit of %(day)s is saved. Thank you.", day=day), "done")
    return redirect(_home(data["case"]), 303)


@pages.post("/worry", may=policy.logs, takes_files=True)
def leave_for_worry() -> ResponseReturnValue:
    """Keep what was typed of the visit, and lead to the child it is about, or to which it is."""
    with suppress(RequestEntityTooLarge):  # nothing keeps anybody from what to do in a worry
        keep_draft(NEW)
        if case_id := _about_one():
            return redirect(url_for("concerns.write", case_id=case_id), 303)
    return redirect(url_for(".worry"), 303)


def _about_one() -> UUID | None:
    """The one child that the form is about, else the only one of the reader's."""
    children = {uuid_of(child.value) for child in read_only(views.whom)}
    chosen = children & {uuid_of(each) for each in request.form.getlist("who")} or children
    return next(iter(chosen)) if len(chosen) == 1 else None


@pages.get("/worry", may=policy.logs)
def worry() -> str:
    """What to do, now, when something about a child's safety worries."""
    children = read_only(views.whom)
    return render_template(
        "casework/worry.html", is_supporter=views.is_supporter(), children=children
    )


def _home(case_id: UUID | None) -> str:
    """Back to where one came from: the case for its people, one's own visits for the others."""
    if case_id and not views.is_supporter():
        return url_for("casefile.show", case_id=case_id)
    return url_for("visitbook.mine")


def _page(entries: Form, drawn: dict[str, Any], *, problem: str = "") -> str:
    case_id = request.values.get("case", "") or entries.value("case")
    key = uuid_of(request.form.get("key", "")) or uuid4()
    return render_template(
        "casework/visit.html",
        entries=entries,
        problem=problem,
        case=case_id,
        key=str(key),
        is_draft=bool(drafted(NEW)),
        held=read_only(lambda work: len(files.held(work, key))),
        **drawn,
    )


def _log(work: Work, data: dict[str, Any], key: UUID | None, documents: Sequence[Document]) -> None:
    """Log it; raises `NotFound` when a case is not the reader's to log visits for."""
    case_ids = views.chosen(data)
    visited = [queries.visited(work, g.who, case_id) for case_id in case_ids]
    facts = VisitFacts(**views.values_of(data))
    if views.is_supporter():
        logged = commands.log_own(work, case_ids, facts, key=key)
    elif all(view.is_staff(g.who) for view in visited):
        logged = commands.log_together(work, case_ids, facts, key=key)
    else:
        raise NotFound
    if documents:
        receipts.add_to_visit(work, case_ids[0], logged[0][0], documents)
        files.let_go(work, key)
    drop_draft(work)


serve_draft(pages, "/new", may=policy.logs)
