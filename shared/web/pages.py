"""Helpers of pages with forms: the typed values, the version seen, a list that is up to date."""

from collections.abc import Mapping
from typing import Any

import flask
from flask import flash, request
from marshmallow import Schema, ValidationError, fields

from shared.web.api import service
from shared.web.fields import Whole
from shared.web.guarded import Guarded
from shared.web.i18n import gettext
from shared.web.parts import Form

NOT_FIELDS = ("csrf_token", "seen", "key")


class Pages(Guarded, flask.Blueprint):
    """A set of pages, each route saying who may use it."""

    def __init__(self, name: str, url_prefix: str) -> None:
        super().__init__(name, __name__, url_prefix=url_prefix)


def seen() -> int | None:
    """The version that the person saw when they pressed the button."""
    given = request.form.get("seen", "")
    return int(given) if given.isdigit() else None


def form_of(errors: Mapping[Any, Any]) -> Form:
    """The form as it was typed, with its errors."""
    return Form.of(request.form.to_dict(flat=False), errors)


def loaded(schema: type[Schema]) -> tuple[dict[str, Any], dict[Any, Any]]:
    """The form, loaded by the schema that the API uses too: values, and errors by field.

    A field named `subject.given_name` is part of `subject`; an empty field counts as left out;
    a list field has all its values, and a whole number is read from its digits.
    """
    try:
        return dict(schema().load(_nested(schema()))), {}
    except ValidationError as wrong:
        return {}, dict(wrong.normalized_messages())  # type: ignore[no-untyped-call]


def after_change(*projections: str) -> None:
    """Wait a moment for the lists of the next page; say so when one is still behind."""
    if not service().caught_up(*projections):
        flash(gettext("Saved. The list is still being updated."), "info")


def _nested(schema: Schema) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for name, values in request.form.to_dict(flat=False).items():
        given = [value for value in values if value.strip()]
        if name in NOT_FIELDS or not given:
            continue
        *outer, last = name.split(".")
        place = nested
        for step in outer:
            place = place.setdefault(step, {})
        place[last] = _typed(_field(schema, name), given)
    return nested


def _typed(field: fields.Field[Any] | None, given: list[str]) -> Any:
    """What was typed, as the field's own kind of value where a form can only send text."""
    if isinstance(field, fields.List):
        return given
    return field.typed(given[0]) if isinstance(field, Whole) else given[0]


def _field(schema: Schema, name: str) -> fields.Field[Any] | None:
    """The field that a form's field goes to; that of the values where it is one of several."""
    outer, _, rest = name.partition(".")
    keys = {field.data_key or name: field for name, field in schema.fields.items()}
    field = keys.get(outer)
    if isinstance(field, fields.Nested) and rest:
        return _field(field.schema, rest)
    return field.value_field if isinstance(field, fields.Dict) and rest else field
