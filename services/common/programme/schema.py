"""What a programme file may say, taken from the types of a programme.

The schema is built from the dataclasses, so a field added to a programme can be written in a
file the same day. A value is given as typed Python; an error says what is wrong with it in
words that follow the value: "MAYBE is not one of HARD, SOFT".
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, get_args, get_origin, get_type_hints

from marshmallow import RAISE, Schema, ValidationError, fields as m, post_load, validate

from services.common.programme.indicators import shared_indicators
from services.common.programme.programme import Indicator
from shared.web.sentences import Sentence

MOST = 1_000_000  # of any number in a programme
UNKNOWN = Sentence("is not a field here")
NO_INDICATOR = Sentence("is no shared indicator; one of its own needs name and range")
MISSING_FIELD = {"required": Sentence("is missing"), "null": Sentence("is empty")}


class Built(Schema):
    """Loads into the dataclass it `builds`."""

    builds: ClassVar[type]
    error_messages = {"unknown": UNKNOWN, "type": Sentence("is not a mapping of fields")}  # noqa: RUF012  # as above it

    class Meta:
        unknown = RAISE

    @post_load
    def build(self, given: dict[str, Any], **_: Any) -> Any:
        return self.builds(**given)


class Indicators(m.Field[tuple[Indicator, ...]]):
    """A list of codes that programmes share, and of measures of the programme's own."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any
    ) -> tuple[Indicator, ...]:
        if not isinstance(value, list):
            raise ValidationError(Sentence("is not a list"))
        indicators: list[Indicator] = []
        errors: dict[int, Any] = {}
        for place, entry in enumerate(value):
            try:
                indicators += (
                    self._shared(entry) if isinstance(entry, str) else [_loaded(Indicator, entry)]
                )
            except ValidationError as error:
                errors[place] = error.messages
        if errors:
            raise ValidationError(errors)
        return tuple(indicators)

    def _shared(self, code: str) -> tuple[Indicator, ...]:
        indicators = shared_indicators(code)
        if not indicators:
            raise ValidationError(NO_INDICATOR)
        return indicators


class Several(m.List[Any]):
    """A list that loads into a tuple."""

    def _deserialize(self, *given: Any, **options: Any) -> Any:
        return tuple(super()._deserialize(*given, **options))


@cache
def schema_of(cls: Any) -> type[Built]:
    hints = get_type_hints(cls)
    schema_fields: dict[str, Any] = {}
    for field in fields(cls):
        required = field.default is MISSING
        options: dict[str, Any] = {"required": required, "error_messages": dict(MISSING_FIELD)}
        schema_fields[field.name] = _field(hints[field.name], options)
    return type(f"{cls.__name__}Schema", (Built,), {"builds": cls, **schema_fields})


def _nested(kind: Any) -> type[Built]:
    return schema_of(kind)


def _loaded(cls: Any, given: Any) -> Any:
    return schema_of(cls)().load(given)


def _field(kind: Any, options: dict[str, Any]) -> Any:
    messages = options["error_messages"]
    if type(None) in get_args(kind):
        (kind,) = (argument for argument in get_args(kind) if argument is not type(None))
        options["allow_none"] = True
    if get_origin(kind) is tuple:
        item = get_args(kind)[0]
        if item is Indicator:
            return Indicators(**options)
        messages["invalid"] = Sentence("is not a list")
        return Several(_field(item, {"error_messages": dict(MISSING_FIELD)}), **options)
    if is_dataclass(kind):
        return m.Nested(_nested(kind), **options)
    if issubclass(kind, StrEnum):
        messages["unknown"] = Sentence("is not one of {choices}")
        return m.Enum(kind, by_value=m.String, **options)
    return _plain(kind, options)


def _plain(kind: type, options: dict[str, Any]) -> Any:
    messages = options["error_messages"]
    if kind is bool:
        messages["invalid"] = Sentence("is not true or false")
        return m.Boolean(truthy={True}, falsy={False}, **options)
    if kind is int:
        messages["invalid"] = Sentence("is not a whole number")
        sensible = validate.Range(-MOST, MOST, error=Sentence("lies beyond {max}"))
        return m.Integer(strict=True, validate=sensible, **options)
    if kind is Decimal:
        messages["invalid"] = Sentence("is not a number")
        return m.Decimal(**options)
    if kind is date:
        messages["invalid"] = Sentence("is not a date such as 2026-01-31")
        return Day(**options)
    messages["invalid"] = Sentence("is not a text")
    return m.String(**options)


class Day(m.Date):
    """A date as YAML gives it, or as text."""

    def _deserialize(self, value: Any, *given: Any, **options: Any) -> Any:
        return value if type(value) is date else super()._deserialize(value, *given, **options)
