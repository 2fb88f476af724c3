"""A JSON value must have the type that its field says.

The fields read forms too, where everything is text: "5" is a number there and "true" a choice.
In JSON a number is a number, and an id is written in one form only, so that what is documented
is what is taken.
"""

import re
from typing import Any

from marshmallow import Schema, ValidationError, fields

from shared.fields import Money

UUID_FORM = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
Errors = dict[Any, Any]  # by field, as marshmallow tells them


def check_types(schema: Schema, given: Any) -> None:
    """Raise `ValidationError` with every value of a wrong type; the rest is the schema's own."""
    if errors := _in_object(schema, given):
        raise ValidationError(errors)


def _in_object(schema: Schema, given: Any) -> Errors:
    if not isinstance(given, dict):
        return {}
    known = {field.data_key or name: field for name, field in schema.load_fields.items()}
    found = {name: _wrong(known[name], value) for name, value in given.items() if name in known}
    return {name: errors for name, errors in found.items() if errors}


def _wrong(field: fields.Field[Any], value: Any) -> Errors | list[str]:
    if value is None:
        return []
    match field:
        case fields.Nested():
            return _in_object(field.schema, value)
        case fields.List() if isinstance(value, list):
            found = {place: _wrong(field.inner, one) for place, one in enumerate(value)}
            return {place: errors for place, errors in found.items() if errors}
        case _:
            return [] if _is_right(field, value) else _said(field)


def _is_right(field: fields.Field[Any], value: Any) -> bool:
    """Whether the type is right; what is no text, number, choice or id its field judges itself."""
    match field:
        case fields.Boolean():
            return isinstance(value, bool)
        case Money():
            return True
        case fields.Integer():
            return isinstance(value, int) and not isinstance(value, bool)
        case fields.Number():
            return isinstance(value, int | float) and not isinstance(value, bool)
        case fields.UUID():
            return isinstance(value, str) and UUID_FORM.fullmatch(value) is not None
        case _:
            return True


def _said(field: fields.Field[Any]) -> list[str]:
    key = "invalid_uuid" if isinstance(field, fields.UUID) else "invalid"
    return [str(message) for message in field.make_error(key).messages]
