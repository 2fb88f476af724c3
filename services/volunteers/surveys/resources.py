"""The yearly survey: a voucher on one's own page, the answer with it where nobody signs in."""

from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from services.common.codes import Role
from services.volunteers.own_expenses.views import myself
from services.volunteers.surveys import commands, views
from services.volunteers.surveys.schemas import VoucherSchema
from shared.identity.access import allow
from shared.kernel.aggregate import NotFound, Refused
from shared.web import public_forms, return_codes
from shared.web.api import execute, read_only, service
from shared.web.pages import Pages, blank_form, form_of, loaded
from shared.web.parts import Form
from shared.web.problems import say
from shared.web.public_forms import ANYBODY, PublicPages, new_key
from shared.web.rates import take_guess, take_public
from shared.work import Actor, Work

ANSWERS = "survey"  # in whose name an answer is put into its box: nobody's
own = Pages("own_survey", "/volunteers/me/survey")
public = PublicPages("survey", "/volunteers/survey")
results = Pages("surveys", "/volunteers/surveys", shows_people=False)


@own.get("", may=allow(Role.SUPPORT_PERSON))
def invitation() -> str:
    """What is asked, and how nobody learns who answered what."""
    return _invitation()


@own.post("", may=allow(Role.SUPPORT_PERSON))
def draw() -> ResponseReturnValue:
    """Draw a voucher; it is shown this once."""
    chance = new_key()
    try:
        code = execute(lambda work: commands.draw(work, myself(work, g.who), chance=chance))
    except Refused as refused:
        return _invitation(problem=say(refused)), 409
    return _invitation(return_codes.in_groups(code))


@public.get("", may=ANYBODY)
def ask() -> str:
    """The questions, for whoever has a voucher."""
    return _questions(blank_form(VoucherSchema))


@public.post("", may=ANYBODY)
def answer() -> ResponseReturnValue:
    """Take an answer in. No history, log or table says when, or after whom."""
    data, wrong = loaded(VoucherSchema)
    entries = form_of(VoucherSchema, {**wrong, **public_forms.trapped()})
    if entries.errors:
        return _questions(entries), 422
    take_public()
    try:
        organisation, year = read_only(lambda work: commands.origin(work, data["code"]))
        service().execute(
            lambda work: commands.answer(work, organisation, year, **data),
            Actor(ANSWERS, organisation),
        )
    except Refused as refused:
        take_guess()
        return _questions(form_of(VoucherSchema, {"code": [say(refused)]})), 422
    return render_template("volunteers/survey_thanks.html")


@results.get("", may=allow(Role.NGO_COORDINATOR))
def show() -> str:
    """What the organisation's support persons said together, from five answers on."""
    tables = read_only(lambda work: views.results(work, _home()))
    return render_template("volunteers/surveys.html", tables=tables)


def _home() -> UUID:
    if g.who.organisation is None:
        raise NotFound
    home: UUID = g.who.organisation
    return home


def _invitation(code: str = "", problem: str = "") -> str:
    def is_open(work: Work) -> bool:
        return views.is_open(work, myself(work, g.who))

    may_draw = read_only(is_open)
    return render_template(
        "volunteers/own_survey.html", code=code, may_draw=may_draw, problem=problem
    )


def _questions(entries: Form) -> str:
    return render_template(
        "volunteers/survey.html",
        entries=entries,
        questions=views.questions(),
        scale=views.scale(),
        is_trapped=public_forms.TRAP in entries.errors,
    )
