"""A JSON value must have the type of its field.

The fields read forms too, where everything is text: "5" is a number there and "true" a choice.
In JSON a number is a number, whole where it says so (1.0 is 1), and an id is written in one form
only: what is documented is what is taken.
"""

from typing import Any

from marshmallow import Schema, ValidationError, fields

from shared.web.fields import Money
from shared.web.fields.ids import UUID_FORM

Errors = dict[Any, Any]  # by field or place in a list, as marshmallow lists them


def typed(schema: Schema, given: Any) -> Any:
    """What was given, as the schema may load it; `ValidationError` with each wrong type."""
    errors: Errors = {}
    value = _object(schema, given, errors)
    if errors:
        raise ValidationError(errors)
    return value


def _object(schema: Schema, given: Any, errors: Errors) -> Any:
    if not isinstance(given, dict):
        return given  # the schema refuses it
    by_name = {field.data_key or name: field for name, field in schema.load_fields.items()}
    return {
        name: _inside(name, by_name[name], value, errors) if name in by_name else value
        for name, value in given.items()
    }


def _inside(place: Any, field: fields.Field[Any], value: Any, errors: Errors) -> Any:
    inner: Errors = {}
    match field, value:
        case _, None:
            return None
        case fields.Nested(), _:
            value = _object(field.schema, value, inner)
        case fields.List(), list():
            value = [_inside(n, field.inner, item, inner) for n, item in enumerate(value)]
        case _ if not _is_right(field, value):
            errors[place] = field.make_error(_error_of(field)).messages
        case fields.Integer(), float():
            value = int(value)
    if inner:
        errors[place] = inner
    return value


def _is_right(field: fields.Field[Any], value: Any) -> bool:
    """Whether the type is right; what is no number, choice or id its field judges itself."""
    match field:
        case fields.Boolean():
            return isinstance(value, bool)
        case Money():
            return True
        case fields.Integer():
            return _is_number(value) and float(value).is_integer()
        case fields.Number():
            return _is_number(value)
        case fields.UUID():
            return isinstance(value, str) and UUID_FORM.fullmatch(value) is not None
        case _:
            return True


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _error_of(field: fields.Field[Any]) -> str:
    return "invalid_uuid" if isinstance(field, fields.UUID) else "invalid"
