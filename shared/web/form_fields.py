"""What the fields of a schema are called in a form, in the reader's language."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from flask import current_app
from marshmallow import Schema, fields, missing

from shared.web.fields import Code
from shared.web.i18n import gettext, language
from shared.web.parts import FieldText, Option

NAMES = ("label", "hint", "unit")


def field_texts(schema: type[Schema]) -> Mapping[str, FieldText]:
    """By the name in a form; a field inside another, or in a row, is `subject.given_name`."""
    return dict(_within(schema(), ""))


def field_of(schema: Schema, name: str) -> fields.Field[Any] | None:
    """The field that a form's field goes to; that of the values where it is one of several."""
    outer, _, rest = name.partition(".")
    keys = {field.data_key or name: field for name, field in schema.fields.items()}
    field = keys.get(outer)
    if isinstance(field, fields.Nested) and rest:
        return field_of(field.schema, rest)
    if isinstance(field, fields.List) and isinstance(field.inner, fields.Nested) and rest:
        place, _, inner = rest.partition(".")
        return field_of(field.inner.schema, inner if place.isdecimal() else rest)
    return field.value_field if isinstance(field, fields.Dict) and rest else field


def _within(schema: Schema, above: str) -> Iterator[tuple[str, FieldText]]:
    for key, field in schema.fields.items():
        name = f"{above}{field.data_key or key}"
        yield name, _text_of(field)
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            yield from _within(inner.schema, f"{name}.")


def _text_of(field: fields.Field[Any]) -> FieldText:
    words = {name: gettext(field.metadata[name]) for name in NAMES if name in field.metadata}
    most = getattr(field, "most", 0)
    return FieldText(
        **words,
        is_optional=not field.required and not _default(field),
        most=most if isinstance(field, fields.String) else 0,
        options=_options(field.inner if isinstance(field, fields.List) else field),
    )


def _default(field: fields.Field[Any]) -> Any:
    """What counts where nothing is chosen; nothing for a field that may really be left out."""
    given = field.load_default
    return None if given is missing or callable(given) else given


def _options(field: fields.Field[Any]) -> list[Option]:
    """The codes of a list with what people read for them."""
    return code_options(field.codes) if isinstance(field, Code) else []


def code_options(codes: type[StrEnum]) -> list[Option]:
    """All codes of a list that has labels; which, the application says."""
    labels = current_app.extensions["code_labels"](codes, language())
    return [Option(value, label) for value, label in labels]
