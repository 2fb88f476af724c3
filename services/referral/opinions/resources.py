"""Opinions over HTTP: asked where nobody signs in, and read by whoever holds the event."""

from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from services.referral.happenings import policy
from services.referral.opinions import commands, views
from services.referral.opinions.schemas import OpinionSchema
from services.referral.registrations.queries import by_code
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.web import public_forms
from shared.web.api import read_only, service
from shared.web.pages import Pages, blank_form, form_of, loaded
from shared.web.parts import Form
from shared.web.problems import say
from shared.web.public_forms import ANYBODY, PublicPages
from shared.web.rates import take_guess, take_public
from shared.work import Actor, Work

ANSWERS = "opinions"  # in whose name an answer is put into its box: nobody's
public = PublicPages("asked_opinions", "/referral/open-events")
pages = Pages("opinions", "/referral/happenings", shows_people=False)


@public.get("/registration/<code>/opinion", may=ANYBODY)
def ask(code: str) -> str:
    """The questions, for whoever was there."""
    return _questions(code, blank_form(OpinionSchema))


@public.post("/registration/<code>/opinion", may=ANYBODY)
def answer(code: str) -> ResponseReturnValue:
    """Take an answer in. No history, log or table says whose it is."""
    data, wrong = loaded(OpinionSchema)
    entries = form_of(OpinionSchema, {**wrong, **public_forms.trapped()})
    home = read_only(lambda work: _home(work, code))
    if entries.errors:
        return _questions(code, entries), 422
    take_public()
    try:
        service().execute(lambda work: commands.answer(work, code, **data), Actor(ANSWERS, home))
    except Refused as refused:
        if refused.field:
            return _questions(code, form_of(OpinionSchema, {refused.field: [say(refused)]})), 422
        status = 422 if isinstance(refused, Invalid) else 409
        return _questions(code, entries, say(refused)), status
    return render_template("referral/opinion_thanks.html")


@pages.get("/<uuid:happening_id>/opinions", may=policy.holds)
def show(happening_id: UUID) -> str:
    """What many thought of it, from five answers on."""
    page = read_only(lambda work: views.page(work, g.who, happening_id))
    return render_template("referral/opinions.html", page=page)


def _home(work: Work, code: str) -> UUID:
    """The organisation that holds the event; a wrong code is counted."""
    try:
        return by_code(work, code).registration.first.organisation
    except NotFound:
        take_guess()
        raise


def _questions(code: str, entries: Form, problem: str = "") -> str:
    def read(work: Work) -> views.QuestionsPage:
        _home(work, code)
        return views.questions(work, code)

    return render_template(
        "referral/opinion_asked.html",
        page=read_only(read),
        entries=entries,
        problem=problem,
        is_trapped=public_forms.TRAP in entries.errors,
    )
