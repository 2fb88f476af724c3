"""The page on which coordinators see that nobody is unguided, and say who stands in."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from services.common.codes import Role
from services.common.letters import mark_read
from services.volunteers.guiding import commands, views
from services.volunteers.guiding.domain import Guiding
from services.volunteers.guiding.rules import week_of
from services.volunteers.guiding.schemas import AwaySchema, BackSchema, RhythmSchema
from shared.identity.access import allow
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.web.api import execute, read_only
from shared.web.i18n import gettext
from shared.web.pages import Pages, blank_form, form_of, loaded
from shared.web.parts import Form, Forms
from shared.web.problems import say
from shared.work import Work

pages = Pages("guiding", "/volunteers/guidance/people")
KEEPS = allow(Role.NGO_COORDINATOR)
SCHEMAS: dict[str, type[Schema]] = {
    "rhythm": RhythmSchema,
    "away": AwaySchema,
    "back": BackSchema,
}


@pages.get("", may=KEEPS)
def show() -> str:
    """Each active support person: their group, and when they were last there."""
    mark_read(week_of(_home()))
    return _page(_blank(), "")


@pages.route("/rhythm", methods=["GET", "POST"], may=KEEPS)
def rhythm() -> ResponseReturnValue:
    """Say after how many days without guidance somebody stands on the desk."""
    return _answer("rhythm", commands.agree)


@pages.route("/away", methods=["GET", "POST"], may=KEEPS)
def away() -> ResponseReturnValue:
    """Say that a guide is away, and who stands in."""
    return _answer("away", commands.go_away)


@pages.route("/back", methods=["GET", "POST"], may=KEEPS)
def back() -> ResponseReturnValue:
    """Say that a guide is back sooner, or did not go."""
    return _answer("back", commands.come_back)


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
    flash(gettext("Saved."), "done")
    return redirect(url_for("guiding.show"), 303)


def _home() -> UUID:
    if g.who.organisation is None:
        raise NotFound
    home: UUID = g.who.organisation
    return home


def _blank(opened: str = "") -> Forms:
    def read(work: Work) -> int:
        return work.load(Guiding(_home()))[0].days

    values: dict[str, dict[str, Any]] = {"rhythm": {"days": read_only(read)}}
    forms = {
        name: blank_form(schema, values.get(name), prefix=name) for name, schema in SCHEMAS.items()
    }
    return Forms(forms, Form(), opened=opened)


def _page(forms: Forms, problem: str) -> str:
    given = request.args.get("start", "")
    start = int(given) if given.isdecimal() and len(given) <= 6 else 0
    page = read_only(lambda work: views.page(work, _home(), start))
    return render_template("volunteers/guiding.html", page=page, forms=forms, problem=problem)
