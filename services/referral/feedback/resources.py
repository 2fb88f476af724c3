"""Feedback over HTTP: given by anybody, answered by whoever administers the platform."""

from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.common.letters import mark_read
from services.referral.feedback import commands, policy, queries, views
from services.referral.feedback.domain import Feedback
from services.referral.feedback.queries import FeedbackView
from services.referral.feedback.rules import due_on
from services.referral.feedback.schemas import FeedbackAnswerSchema, FeedbackSchema
from shared.kernel.aggregate import NotFound
from shared.web import public_forms, return_codes
from shared.web.api import read_only, service
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.formats import format_date
from shared.web.i18n import gettext, language
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.parts import Form, Forms
from shared.web.public_forms import ANYBODY, KEY, PublicPages
from shared.web.rates import take_guess, take_public
from shared.work import Actor

public = PublicPages("public_feedback", "/referral/feedback")
pages = Pages("feedback", "/referral/feedback-received")

changes = Changes[FeedbackView, Feedback](
    [Change("answer", commands.answer, FeedbackAnswerSchema, policy.answers, is_offered=False)],
    thing=Feedback,
    key="feedback_id",
    read=queries.feedback,
    state=lambda view: view.feedback,
)


@public.get("", may=ANYBODY)
def write() -> str:
    """The form."""
    return _form(blank_form(FeedbackSchema, {KEY: public_forms.new_key()}))


@public.post("", may=ANYBODY)
def send() -> ResponseReturnValue:
    """Take it in, and show the code with which the answer is read."""
    data, wrong = loaded(FeedbackSchema)
    entries = form_of(FeedbackSchema, {**wrong, **public_forms.trapped()})
    key = public_forms.key_of(data.pop("form_key", ""))
    if entries.errors or not key:
        return _form(entries), 422
    take_public()
    code = service().execute(
        lambda work: commands.receive(work, key, language=language(), **data), Actor("anybody")
    )
    after_change("feedback")
    return redirect(url_for(".follow", code=return_codes.in_groups(code), new=1), 303)


@public.get("/<code>", may=ANYBODY)
def follow(code: str) -> str:
    """What was written, and its answer."""
    try:
        feedback = read_only(lambda work: queries.by_code(work, code))
    except NotFound:
        take_guess()
        raise
    received = feedback.received
    return render_template(
        "referral/feedback_own.html",
        feedback=feedback,
        due=format_date(due_on(received.received_on), "d.M.yyyy") if received else "",
        code=return_codes.in_groups(return_codes.read_code(code)),
        is_new="new" in request.args,
    )


@pages.get("", may=policy.lists)
def show_list() -> str:
    """What waits for an answer, the first due first."""
    page = read_only(lambda work: views.listed(work, request.args))
    return render_template("referral/feedback_list.html", page=page)


@pages.get("/<uuid:feedback_id>", may=policy.answers)
def show(feedback_id: UUID) -> str:
    """One piece, and the form for its answer."""
    return _page(feedback_id, changes.forms(), "")


def _page(feedback_id: UUID, forms: Forms, problem: str) -> str:
    view = read_only(lambda work: queries.feedback(work, g.who, feedback_id))
    mark_read(feedback_id)
    return render_template("referral/feedback_answer.html", view=view, forms=forms, problem=problem)


def _form(entries: Form) -> str:
    return render_template(
        "referral/feedback.html",
        entries=entries,
        is_trapped=public_forms.TRAP in entries.errors,
    )


changes.serve_pages(
    pages,
    "/<uuid:feedback_id>",
    FormPage(
        _page,
        home=lambda feedback_id: url_for("feedback.show", feedback_id=feedback_id),
        lists=("feedback", "deadlines"),
        changed_meanwhile=lambda: gettext("Somebody wrote meanwhile. Look at the page again."),
    ),
)
