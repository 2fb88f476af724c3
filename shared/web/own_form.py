"""Forms with a page of their own: each asks for one change of a thing, on an address below it.

A form keeps what was typed. Mistakes are answered with 422, refusals with 409, both with the same
page, its error summary first; a change that was made leads back to the thing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from uuid import UUID

from flask import flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from shared.identity.principals import Principal
from shared.kernel.aggregate import Invalid, Refused
from shared.web.api import read_only
from shared.web.i18n import gettext
from shared.web.pages import after_change
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Stale, Work

V = TypeVar("V")  # a thing before one reader
Refusal = Refused | Stale


@dataclass(frozen=True)
class OwnForm(Generic[V]):
    """What one form draws beside its thing: `draw(work, view, **places of the address)`."""

    template: str
    draw: Callable[..., Mapping[str, Any]] = lambda work, view, **places: {}
    address: str = ""  # below the thing; empty: the change's own name
    schema: type[Schema] | None = None  # None: it asks what the API does
    fresh: Mapping[str, str] = field(default_factory=dict)  # what stands in an untouched form
    filled: Callable[..., Mapping[str, object]] | None = None  # the same, of the thing: as `draw`


def explained(_view: object, refusal: Refusal) -> Mapping[str, Any]:
    """Why it was refused, or that somebody was faster."""
    if isinstance(refusal, Stale):
        return {"problem": gettext("Somebody else changed this meanwhile. Look at it again.")}
    return {"problem": say(refusal)}


@dataclass(frozen=True)
class OwnForms(Generic[V]):
    """What all forms of one kind of thing have in common."""

    key: str  # the place of its id in an address
    read: Callable[[Work, Principal, UUID], V]  # raises NotFound unless it may be seen
    home: Callable[[UUID], str]  # where a change that was made leads
    lists: tuple[str, ...]  # projections that the next page must not be behind of
    frame: Callable[[V], Mapping[str, Any]]  # what every template shows around its form
    explain: Callable[[V, Refusal], Mapping[str, Any]] = explained  # what it shows of a refusal

    def show(
        self,
        form: OwnForm[V],
        path: Mapping[str, Any],
        entries: Form,
        refusal: Refusal | None = None,
    ) -> str:
        """The page with its form, and why it was refused."""
        places = {name: value for name, value in path.items() if name != self.key}

        def read(work: Work) -> dict[str, Any]:
            view = self.read(work, g.who, path[self.key])
            explained = self.explain(view, refusal) if refusal else {}
            drawn = form.draw(work, view, **places)
            return {"view": view, "problem": "", **self.frame(view), **drawn, **explained}

        return render_template(form.template, entries=entries, **read_only(read))

    def begin(self, form: OwnForm[V], path: Mapping[str, Any]) -> Mapping[str, object]:
        """What stands in the form before anybody has typed, such as what is to be corrected."""
        fill = form.filled
        if fill is None:
            return form.fresh
        places = {name: value for name, value in path.items() if name != self.key}

        def read(work: Work) -> Mapping[str, object]:
            return fill(work, self.read(work, g.who, path[self.key]), **places)

        return read_only(read)

    def answer(
        self,
        form: OwnForm[V],
        path: Mapping[str, Any],
        entries: Form,
        act: Callable[[], None],
    ) -> ResponseReturnValue:
        """Do it and lead on; else the page again: 422 for what is wrong, 409 for a rule's no."""
        if entries.errors:
            return self.show(form, path, entries), 422
        try:
            act()
        except (Refused, Stale) as refusal:
            status = 422 if isinstance(refusal, Invalid) else 409
            return self.show(form, path, entries, refusal), status
        after_change(*self.lists)
        flash(gettext("Saved."), "done")
        return redirect(self.home(path[self.key]), 303)
