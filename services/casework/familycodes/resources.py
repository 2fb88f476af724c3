"""The family's page for whoever has its code, and its workers' page of codes.

The code comes in a form, never in an address: no log and no history of a browser keeps it.
"""

from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.casework.cases import policy, queries as cases
from services.casework.familycodes import commands, queries, views
from services.casework.familycodes.schemas import CodeSchema
from shared.kernel.aggregate import NotFound
from shared.web import public_forms, return_codes
from shared.web.api import execute, read_only, service
from shared.web.i18n import gettext
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.parts import Form
from shared.web.public_forms import ANYBODY, KEY, PublicPages
from shared.web.rates import take_guess
from shared.work import Actor, Work

public = PublicPages("family_page", "/casework/family")
pages = Pages("family_codes", "/casework/cases")


@public.get("", may=ANYBODY)
def ask() -> str:
    """The form for the code."""
    return _ask(blank_form(CodeSchema))


@public.post("", may=ANYBODY)
def read() -> ResponseReturnValue:
    """What the code opens; each opening stays written in the code's own history."""
    data, wrong = loaded(CodeSchema)
    entries = form_of(CodeSchema, wrong)
    if entries.errors:
        return _ask(entries), 422
    try:
        code = read_only(lambda work: queries.by_text(work, data["code"]))
    except NotFound:
        take_guess()
        problem = gettext("This code opens nothing. It may be old: ask your worker for a new one.")
        return _ask(entries, problem=problem), 404
    made = code.made
    if made is None:
        raise NotFound
    reader = Actor("family-code", made.organisation)
    service().execute(lambda work: commands.open_page(work, code.id), reader)
    with service().read_only(reader) as work:
        page = views.family_page(work, made.case_id)
        return render_template("casework/family_page.html", page=page)


@pages.get("/<uuid:case_id>/family-codes", may=policy.opens)
def show(case_id: UUID) -> str:
    """Which codes the family has, and how often they were used."""
    page = read_only(lambda work: views.codes(work, g.who, case_id))
    key = public_forms.new_key()
    return render_template("casework/family_codes.html", page=page, key=key, code="")


@pages.post("/<uuid:case_id>/family-codes", may=policy.opens)
def make(case_id: UUID) -> ResponseReturnValue:
    """Make a code, and show it this once."""
    key = public_forms.key_of(request.form.get(KEY, ""))
    if not key:
        return redirect(url_for(".show", case_id=case_id), 303)

    def new(work: Work) -> str:
        cases.case(work, g.who, case_id)
        return commands.make(work, case_id, f"{case_id}:{key}")

    code = execute(new)
    after_change("family_codes")
    page = read_only(lambda work: views.codes(work, g.who, case_id))
    shown = return_codes.in_groups(code)
    return render_template("casework/family_codes.html", page=page, key=key, code=shown)


@pages.post("/<uuid:case_id>/family-codes/<uuid:code_id>/withdrawal", may=policy.opens)
def withdraw(case_id: UUID, code_id: UUID) -> ResponseReturnValue:
    """Let a code open nothing any more."""

    def end(work: Work) -> None:
        cases.case(work, g.who, case_id)
        commands.withdraw(work, case_id, code_id)

    execute(end)
    after_change("family_codes")
    return redirect(url_for(".show", case_id=case_id), 303)


def _ask(entries: Form, *, problem: str = "") -> str:
    return render_template("casework/family_ask.html", entries=entries, problem=problem)
