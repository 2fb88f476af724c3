"""The routes of those changes that are asked for on a page of their own."""

from collections.abc import Callable
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from shared.web.changes import Change, Changes, S, V, endpoint_of
from shared.web.own_form import OwnForm, OwnForms
from shared.web.pages import Pages, blank_form, form_of


def serve_forms(changes: Changes[V, S], pages: Pages, rule: str, forms: OwnForms[V]) -> None:
    """GET and POST of every change with a form of its own, below the page of the thing."""
    for row in changes.rows:
        if row.form is not None:
            address = row.form.address or row.name
            register = pages.route(
                f"{rule}/{address}",
                methods=["GET", "POST"],
                may=row.may,
                endpoint=endpoint_of(address),
            )
            register(_ask_or_change(changes, row, row.form, forms))


def _ask_or_change(
    changes: Changes[V, S], row: Change[S], form: OwnForm[V], forms: OwnForms[V]
) -> Callable[..., ResponseReturnValue]:
    schema = form.schema or row.schema

    def ask_or_change(**path: Any) -> ResponseReturnValue:
        if request.method == "POST":
            act, wrong = changes.sent(row, schema, path)
            return forms.answer(form, path, form_of(schema, wrong), act)
        changes.check(row, path[changes.key])
        return forms.show(form, path, blank_form(schema, forms.begin(form, path)))

    return ask_or_change
