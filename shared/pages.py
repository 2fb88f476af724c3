"""What pages with forms need: what was typed, the version looked at, a list that has caught up."""

from collections.abc import Mapping
from typing import Any

from flask import flash, request
from marshmallow import Schema, ValidationError, fields

from shared.api import service
from shared.fields import Whole
from shared.i18n import gettext
from shared.parts import Form

NOT_FIELDS = ("csrf_token", "seen", "key")


def seen() -> int | None:
    """The version that the person was looking at when they pressed the button."""
    given = request.form.get("seen", "")
    return int(given) if given.isdigit() else None


def form_of(errors: Mapping[Any, Any]) -> Form:
    """The form as it was typed, with what is wrong in it."""
    return Form.of(request.form.to_dict(flat=False), errors)


def loaded(schema: type[Schema]) -> tuple[dict[str, Any], dict[Any, Any]]:
    """The form through the schema that the API uses too: values, and errors by field.

    A field named `subject.given_name` lies within `subject`; what was left empty counts as
    left out; a field of a list keeps all its values, and a whole number is read from its digits.
    """
    try:
        return dict(schema().load(_nested(schema()))), {}
    except ValidationError as wrong:
        return {}, dict(wrong.normalized_messages())  # type: ignore[no-untyped-call]


def after_change(projection: str) -> None:
    """Wait a moment for the list behind the next page; say so when it still lags."""
    if not service().caught_up(projection):
        flash(gettext("Saved. The list is still being updated."), "info")


def _nested(schema: Schema) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, values in request.form.to_dict(flat=False).items():
        given = [value for value in values if value.strip()]
        if name in NOT_FIELDS or not given:
            continue
        *outer, last = name.split(".")
        place = found
        for step in outer:
            place = place.setdefault(step, {})
        place[last] = _typed(_field(schema, name), given)
    return found


def _typed(field: fields.Field[Any] | None, given: list[str]) -> Any:
    """What was typed, as the field's own kind of value where a form can only send text."""
    if isinstance(field, fields.List):
        return given
    return field.typed(given[0]) if isinstance(field, Whole) else given[0]


def _field(schema: Schema, name: str) -> fields.Field[Any] | None:
    """The field that a form's field goes to; that of the values where it is one of several."""
    outer, _, rest = name.partition(".")
    field = schema.fields.get(outer)
    if isinstance(field, fields.Nested) and rest:
        return _field(field.schema, rest)
    return field.value_field if isinstance(field, fields.Dict) and rest else field
