"""Helpers of pages with forms: the typed values, the version seen, a list that is up to date."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import flask
from flask import current_app, flash, request
from marshmallow import Schema, ValidationError, fields

from shared.service import Service
from shared.web.api import service
from shared.web.asking_once import LATE, LONG_AGO, long_ago
from shared.web.drafts import Typed
from shared.web.fields import Typed as TypedField
from shared.web.form_fields import field_of, field_texts
from shared.web.guarded import Guarded
from shared.web.held_forms import typed_before
from shared.web.i18n import gettext
from shared.web.parts import Form
from shared.web.sentences import ONE_VALUE, in_words

A_VERSION = re.compile("[0-9]{1,18}")
NOT_FIELDS = ("csrf_token", "seen", "key", LATE)


class Pages(Guarded, flask.Blueprint):
    """A set of pages, each route saying who may use it."""

    def __init__(self, name: str, url_prefix: str, *, shows_people: bool = True) -> None:
        super().__init__(name, __name__, url_prefix=url_prefix)
        self.shows_people = shows_people


def seen() -> int | None:
    """The version that the person saw when they pressed the button."""
    given = request.form.get("seen", "")
    return int(given) if A_VERSION.fullmatch(given) else None


def blank_form(
    schema: type[Schema], values: Mapping[str, object] | None = None, *, prefix: str = ""
) -> Form:
    """A form that nobody has sent yet; `values` already stand in it.

    What the reader had typed before their session ran out goes before these.
    """
    return Form.of(typed_before(prefix) or values or {}, fields=field_texts(schema), prefix=prefix)


def form_of(
    schema: type[Schema], errors: Mapping[Any, Any] | None = None, *, prefix: str = ""
) -> Form:
    """The form as it was typed, with its errors."""
    typed = request.form.to_dict(flat=False)
    return Form.of(typed, errors, fields=field_texts(schema), prefix=prefix)


def loaded(
    schema: type[Schema], typed: Typed | None = None
) -> tuple[dict[str, Any], dict[Any, Any]]:
    """The form, loaded by the schema that the API uses too: values, and errors by field.

    A field named `subject.given_name` is part of `subject`, and one named `wheels.0.size`
    part of the first of them; an empty field counts as left out; a list field has all its values;
    numbers, days and yes or no are read as people write them. The errors are sentences in the
    reader's language. `typed` stands for what this request's form says. A day that lies more than
    a year back is asked about once: the same day, sent again, is taken.
    """
    values = request.form.to_dict(flat=False) if typed is None else typed
    if twice := _sent_twice(schema(), values):
        return {}, in_words({name: [ONE_VALUE] for name in twice})
    try:
        data = dict(schema().load(nested(schema(), values)))
    except ValidationError as wrong:
        return {}, in_words(wrong.normalized_messages())  # type: ignore[no-untyped-call]
    late = {name: [LONG_AGO] for name in long_ago(schema(), values, today=_today())}
    return ({}, in_words(late)) if late else (data, {})


def _today() -> date:
    running: Service | None = current_app.extensions.get("service")
    return running.clock.today() if running else date.min


def after_change(*projections: str) -> None:
    """Wait a moment for the lists of the next page; say so when one is still behind."""
    if not service().caught_up(*projections):
        flash(gettext("Saved. The list is still being updated."), "info")


def _sent_twice(schema: Schema, typed: Typed) -> list[str]:
    """Fields of one value that were sent with several: no page of ours does so."""
    several = [name for name, values in typed.items() if len({*values} - {""}) > 1]
    return [
        name
        for name in several
        if name not in NOT_FIELDS and not isinstance(field_of(schema, name), fields.List)
    ]


def nested(schema: Schema, typed: Typed) -> dict[str, Any]:
    nested = _needed(schema)
    for name, values in typed.items():
        given = [value for value in values if value.strip()]
        if name in NOT_FIELDS or not given:
            continue
        *outer, last = name.split(".")
        place = nested
        for step in outer:
            if not isinstance(place.get(step), dict):
                place[step] = {}  # a text sent under the name of the whole says nothing
            place = place[step]
        place[last] = _typed(field_of(schema, name), given)
    return _with_rows(schema, nested)


def _with_rows(schema: Schema, nested: dict[str, Any]) -> dict[str, Any]:
    """The same with a list in the place of rows by their numbers."""
    for name, field in schema.fields.items():
        key = field.data_key or name
        values = nested.get(key)
        if not isinstance(values, dict):
            continue
        if isinstance(field, fields.Nested):
            _with_rows(field.schema, values)
        elif isinstance(field, fields.List) and all(place.isdecimal() for place in values):
            nested[key] = [values[place] for place in sorted(values, key=int)]
    return nested


def _needed(schema: Schema) -> dict[str, Any]:
    """Empty places for fields of fields, so that each of them can be missed by its own name."""
    return {
        field.data_key or name: _needed(field.schema)
        for name, field in schema.fields.items()
        if isinstance(field, fields.Nested) and field.required
    }


def _typed(field: fields.Field[Any] | None, given: list[str]) -> Any:
    """What was typed, as the field's own kind of value where a form can only send text."""
    if isinstance(field, fields.List):
        return given
    return field.typed(given[0]) if isinstance(field, TypedField) else given[0]
