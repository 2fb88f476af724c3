"""A support person's own money on pages: their claims, and the account to which they are paid."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.common.codes import Role
from services.volunteers.accounts import commands
from services.volunteers.own_expenses import views
from services.volunteers.own_expenses.schemas import AccountSchema
from shared.identity.access import allow
from shared.kernel.aggregate import Invalid, Refused
from shared.web.api import execute, read_only
from shared.web.i18n import gettext
from shared.web.pages import Pages, blank_form, form_of, loaded
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

pages = Pages("own_expenses", "/volunteers/me")
OWN = allow(Role.SUPPORT_PERSON)


@pages.get("/expenses", may=OWN)
def show() -> str:
    """The reader's own claims: what each comes to, and where it is."""
    return _page(blank_form(AccountSchema))


@pages.route("/account", methods=["GET", "POST"], may=OWN)
def account() -> ResponseReturnValue:
    """Say to which account one is paid."""
    if request.method == "GET":
        return _page(blank_form(AccountSchema), is_open=True)
    data, wrong = loaded(AccountSchema)
    entries = form_of(AccountSchema, wrong)
    if wrong:
        return _page(entries, is_open=True), 422
    try:
        execute(lambda work: _give(work, data["iban"]))
    except Refused as refused:
        status = 422 if isinstance(refused, Invalid) else 409
        return _page(entries, say(refused), is_open=True), status
    flash(gettext("Your account number was saved."))
    return redirect(url_for("own_expenses.show"), 303)


def _give(work: Work, iban: str) -> None:
    commands.give(work, views.myself(work, g.who), iban=iban)


def _page(entries: Form, problem: str = "", *, is_open: bool = False) -> str:
    page = read_only(lambda work: views.own(work, g.who))
    return render_template(
        "volunteers/own_expenses.html",
        page=page,
        entries=entries,
        problem=problem,
        is_open=is_open,
    )
