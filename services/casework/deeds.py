"""One form, one deed: the way of every page in casework that asks before it does something.

A form keeps what was typed. Mistakes are answered with 422, refusals with 409, both with the same
page, its error summary first; a deed that was done leads back to its case.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from services.casework.cases import course_view, queries
from services.casework.cases.phases import Missing
from services.casework.cases.queries import CaseView
from shared.kernel.aggregate import Invalid, Refused
from shared.web.api import execute, read_only
from shared.web.i18n import gettext
from shared.web.pages import after_change, form_of, loaded
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Stale, Work

PROJECTIONS = ("cases", "timeline", "visits")


@dataclass(frozen=True)
class Deed:
    """What a form asks for and does. `show` gives the template what it draws beside the case."""

    template: str
    schema: type[Schema]
    act: Callable[[Work, dict[str, Any]], Any]
    show: Callable[[Work, CaseView], Mapping[str, Any]]
    fresh: Mapping[str, str] = field(default_factory=dict)  # what stands in an untouched form
    done: str = ""


def ask_or_do(case_id: UUID, deed: Deed) -> ResponseReturnValue:
    """Show the form, or do what was filled in; `NotFound` for whoever may not open the case."""
    if request.method != "POST":
        return form(case_id, deed, Form.of(dict(deed.fresh)))
    read_only(lambda work: queries.case(work, g.who, case_id))
    told, wrong = loaded(deed.schema)
    if wrong:
        return form(case_id, deed, form_of(in_words(wrong))), 422
    try:
        execute(lambda work: deed.act(work, told))
    except (Refused, Stale) as refused:
        status = 422 if isinstance(refused, Invalid) else 409
        return form(case_id, deed, form_of({}), refused=refused), status
    for projection in PROJECTIONS:
        after_change(projection)
    flash(deed.done or gettext("Saved."), "done")
    return redirect(url_for("cases.show", case_id=case_id), 303)


def form(
    case_id: UUID, deed: Deed, entries: Form, *, refused: Refused | Stale | None = None
) -> str:
    """The page with its form, and why it was refused."""

    def read(work: Work) -> dict[str, Any]:
        view = queries.case(work, g.who, case_id)
        problem, lacks = _why(view, refused)
        shown = {"view": view, "problem": problem, "lacks": [], **deed.show(work, view)}
        return shown | ({"lacks": lacks} if lacks else {})

    return render_template(deed.template, entries=entries, **read_only(read))


def in_words(wrong: Mapping[Any, Any]) -> dict[Any, Any]:
    """What is wrong with each field, for people: left out, or not understood."""
    typed = request.form.to_dict(flat=False)
    return {
        name: [gettext("Check what you wrote here.")]
        if any(value.strip() for value in typed.get(str(name), []))
        else [gettext("This is needed.")]
        for name in wrong
    }


def _why(view: CaseView, refused: Refused | Stale | None) -> tuple[str, list[tuple[str, str]]]:
    """The refusal in the reader's words, and what is missing with where to do it."""
    if refused is None:
        return "", []
    if isinstance(refused, Stale):
        return gettext("Somebody else changed this case meanwhile. Look at it again."), []
    missing = tuple(Missing(code, code) for code in refused.missing if code != "early_reason")
    if refused.code == "phase_lacks":
        return gettext("The phase cannot begin yet: something is missing."), course_view.lacks(
            view, missing
        )
    if refused.code == "early_reason":
        text = gettext("The support would end early. Say why it ends now.")
        return text, course_view.lacks(view, missing)
    return say(refused), []
