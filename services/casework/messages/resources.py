"""Messages of a case over HTTP, and the page on which they are read and answered."""

from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from services.casework.cases.domain import Case
from services.casework.cases.resources import ROOT
from services.casework.cases.texts import first_name
from services.casework.messages import commands, policy, queries, views
from services.casework.messages.policy import MessagesView
from services.casework.messages.schemas import MessageSchema, ReadMessagesSchema, as_json
from services.common.letters import mark_read
from services.common.phrases import caution
from shared.kernel.aggregate import Invalid, Refused
from shared.web import paging
from shared.web.api import Blueprint, read_only
from shared.web.changes import Change, Changes
from shared.web.i18n import gettext
from shared.web.pages import Pages, after_change, blank_form, form_of
from shared.web.paging import NewsQuery
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

api = Blueprint("messages_api", ROOT, "Messages about a case")
pages = Pages("messages", "/casework/cases")

WRITE = Change("messages", commands.write, MessageSchema, policy.writes, adds=True)
changes = Changes[MessagesView, MessagesView](
    [WRITE],
    thing=Case,
    key="case_id",
    read=queries.messages_view,
    state=lambda view: view,
)


@api.get("/<uuid:case_id>/messages", may=policy.writes)
@api.arguments(NewsQuery, location="query")
@api.alt_response(200, schema=ReadMessagesSchema)
def messages_of_case(query: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """The messages between the team and the support person, newest first."""

    part, since = paging.news_asked(query)

    def read(work: Work) -> list[dict[str, Any]]:
        view = queries.messages_view(work, g.who, case_id)
        messages = queries.of_case(work, g.who, view)
        return [as_json(each) for each in messages if since is None or each.at >= since]

    shown = paging.after(read_only(read), lambda each: str(each["id"]), part)
    return paging.answer("messages", shown)


@pages.get("/<uuid:case_id>/messages", may=policy.writes)
def messages(case_id: UUID) -> str:
    """The messages, which are read with this, and the form for one's own."""
    page = _page(case_id, blank_form(MessageSchema))
    mark_read(case_id)
    return page


@pages.post("/<uuid:case_id>/messages", may=policy.writes)
def write(case_id: UUID) -> ResponseReturnValue:
    """Leave a message."""
    act, wrong = changes.sent(WRITE, MessageSchema, {"case_id": case_id})
    if wrong:
        return _page(case_id, form_of(MessageSchema, wrong)), 422
    try:
        act()
    except Refused as refused:
        status = 422 if isinstance(refused, Invalid) else 409
        return _page(case_id, form_of(MessageSchema), problem=say(refused)), status
    after_change("messages", "inbox")
    flash(gettext("Your message has been sent."), "done")
    return redirect(url_for(".messages", case_id=case_id), 303)


def _page(case_id: UUID, entries: Form, *, problem: str = "") -> str:
    def read(work: Work) -> dict[str, Any]:
        view = queries.messages_view(work, g.who, case_id)
        is_staff = view.is_staff(g.who)
        return {
            "is_staff": is_staff,
            "name": first_name(view.case),
            "lines": views.lines(work, g.who, view),
            "caution": caution(view.case.person.non_disclosure),
        }

    return render_template(
        "casework/messages.html", case=case_id, entries=entries, problem=problem, **read_only(read)
    )


changes.serve(api)
