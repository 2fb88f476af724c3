"""The page on which coordinators say what their organisation pays, and from where."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from services.volunteers.terms import commands, policy, views
from services.volunteers.terms.schemas import PayingAccountSchema, TermsSchema
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.web.api import execute, read_only
from shared.web.pages import Pages, blank_form, form_of, loaded
from shared.web.parts import Form, Forms
from shared.web.problems import say
from shared.work import Work

pages = Pages("terms", "/volunteers/expenses/terms", shows_people=False)
TERMS, ACCOUNT = "agree", "account"
SCHEMAS: dict[str, type[Schema]] = {TERMS: TermsSchema, ACCOUNT: PayingAccountSchema}


@pages.get("", may=policy.agrees)
def show() -> str:
    """What is paid for a kilometre, from when, and from which account."""
    return _page(_blank(), "")


@pages.route("/agreed", methods=["GET", "POST"], may=policy.agrees)
def agree() -> ResponseReturnValue:
    """Say what is paid for visits from a day on."""
    return _answer(TERMS, commands.agree)


@pages.route("/account", methods=["GET", "POST"], may=policy.agrees)
def account() -> ResponseReturnValue:
    """Say from which account the organisation pays."""
    return _answer(ACCOUNT, commands.give_account)


def _answer(name: str, command: Callable[..., None]) -> ResponseReturnValue:
    home = _home()
    if request.method == "GET":
        return _page(_blank(opened=name), "")
    data, wrong = loaded(SCHEMAS[name])
    entries = form_of(SCHEMAS[name], wrong, prefix=name)
    forms = Forms(dict(_blank().by_change) | {name: entries}, entries, opened=name)
    if wrong:
        return _page(forms, ""), 422
    try:
        execute(lambda work: command(work, home, **data))
    except Refused as refused:
        status = 422 if isinstance(refused, Invalid) else 409
        if refused.field:
            return _page(forms.refused(refused.field, say(refused)), ""), status
        return _page(forms, say(refused)), status
    return redirect(url_for("terms.show"), 303)


def _home() -> UUID:
    if g.who.organisation is None:
        raise NotFound
    home: UUID = g.who.organisation
    return home


def _blank(opened: str = "") -> Forms:
    values: dict[str, dict[str, Any]] = read_only(_filled)
    forms = {
        name: blank_form(schema, values.get(name), prefix=name) for name, schema in SCHEMAS.items()
    }
    return Forms(forms, Form(), opened=opened)


def _filled(work: Work) -> dict[str, dict[str, Any]]:
    return views.filled(work, _home())


def _page(forms: Forms, problem: str) -> str:
    page = read_only(lambda work: views.terms(work, _home()))
    return render_template("volunteers/terms.html", page=page, forms=forms, problem=problem)
