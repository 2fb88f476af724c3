"""The list of referrals over HTTP: for a program, and as the page of what waits."""

from typing import Any
from urllib.parse import urlencode

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.referral.referrals import policy
from services.referral.referrals.schemas import as_json
from services.referral.worklist import queries, views
from services.referral.worklist.schemas import ReferralListSchema, ReferralQuery
from shared.web import drafts, paging
from shared.web.api import Blueprint, read_only, service
from shared.web.pages import Pages
from shared.web.paging import Page, PageRequest
from shared.web.parts import Form
from shared.work import Work

api = Blueprint("worklist_api", "/referral/api/v1/referrals", "The reader's referrals")
pages = Pages("worklist", "/referral")
SEARCH = "worklist-search"  # the draft in which what was searched for is kept
LONGEST_SEARCH = 200


@api.get("", may=policy.reads)
@api.arguments(ReferralQuery, location="query")
@api.response(200, ReferralListSchema)
def search(data: dict[str, Any]) -> ResponseReturnValue:
    """Referrals by the sender's own reference, or the reader's worklist."""
    part = PageRequest(data["limit"], data["cursor"])
    question = queries.Question(
        reference=data["source_reference"],
        status=data["status"],
        since=data["updated_since"],
        order=data["sort"],
    )

    def read(work: Work) -> Page[Any]:
        shown = queries.views(work, g.who, question, page_request=part)
        return paging.shown_as(shown, lambda view: as_json(work, view))

    return paging.answer("referrals", read_only(read))


@pages.get("/", may=policy.reads)
def show() -> str:
    """What waits for the reader today."""
    text = _kept_text() if request.args.get("search") else ""
    page = read_only(lambda work: views.worklist(work, g.who, request.args, text=text))
    return render_template("referral/worklist.html", page=page, entries=Form.of(page.chosen))


@pages.post("/", may=policy.reads)
def choose() -> ResponseReturnValue:
    """Choose what to list. A name is kept on the server: no address and no log may hold it."""
    chosen = {name: request.form.get(name, "") for name in ("programme", "municipality", "sort")}
    if text := request.form.get("text", "").strip()[:LONGEST_SEARCH]:
        _keep_text(text)
        chosen["search"] = "kept"  # and the state is left out: it is looked for in all of them
    else:
        chosen["state"] = request.form.get("state", "")
    filled = {name: value for name, value in chosen.items() if value or name == "state"}
    return redirect(f"{url_for('worklist.show')}?{urlencode(filled)}", 303)


def _keep_text(text: str) -> None:
    here = service()
    with here.database.writing() as db:
        drafts.keep(
            db,
            here.sealing,
            by=drafts.owner(g.who),
            form=SEARCH,
            typed={"text": [text]},
            now=here.clock.now(),
        )


def _kept_text() -> str:
    here = service()
    with here.database.reading() as db:
        typed = drafts.kept(
            db, here.sealing, by=drafts.owner(g.who), form=SEARCH, now=here.clock.now()
        )
    return next(iter(typed.get("text", ())), "")
