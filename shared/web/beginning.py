"""How a new thing begins: by a program's POST, and on a page with one form."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import redirect, request
from flask.typing import ResponseReturnValue
from marshmallow import Schema

from shared.kernel.aggregate import Invalid, Refused
from shared.web.api import Created, execute, idempotent
from shared.web.pages import after_change, blank_form, form_of, loaded
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

Begin = Callable[[Work], tuple[UUID, int]]  # the new thing's id and version


def by_program(root: str, begin: Begin) -> ResponseReturnValue:
    """Begin it once for each `Idempotency-Key`; answered are its address and its id."""

    def make(work: Work) -> Created:
        thing_id, version = begin(work)
        return Created(f"{root}/{thing_id}", {"id": str(thing_id)}, version)

    return idempotent(make)


def on_page(
    schema: type[Schema],
    begin: Callable[[Work, dict[str, Any]], tuple[UUID, int]],
    draw: Callable[[Form, str], str],
    *,
    home: Callable[[UUID], str],
    lists: tuple[str, ...],
    fresh: Mapping[str, object] | None = None,
) -> ResponseReturnValue:
    """The form, filled with `fresh`; sent, it leads to the new thing or says what is wrong.

    422 for what was written, 409 for a rule's no. `lists` are projections that the next page must
    not be behind of.
    """
    if request.method == "GET":
        return draw(blank_form(schema, fresh or {}), "")
    data, wrong = loaded(schema)
    entries = form_of(schema, wrong)
    if wrong:
        return draw(entries, ""), 422
    try:
        made, _ = execute(lambda work: begin(work, data))
    except Refused as refused:
        return draw(entries, say(refused)), 422 if isinstance(refused, Invalid) else 409
    after_change(*lists)
    return redirect(home(made), 303)
