"""How request and answer fields are said in the document, as strictly as they are read.

apispec says the types of marshmallow's own fields; here is what it cannot know: our fields, the
borders of decimals, and defaults that would not be accepted if they were sent.
"""

from dataclasses import dataclass
from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from marshmallow import Schema, fields, validate

from shared.codec import to_json
from shared.contract.comments import said_of
from shared.contract.schemas import DEFINITIONS, Schemas
from shared.fields import (
    LONGEST_ANSWER,
    MOST_ANSWERS,
    Answers,
    Code,
    Codes,
    Day,
    Money,
    Phone,
    Text,
    Value,
)
from shared.openapi.components import Drawn, refer

NULL: Drawn = {"type": "null"}
NO_CONTROL = r"[^\u0000-\u0008\u000B\u000C\u000E-\u001F]"
DAY = "^(19[0-9]{2}|20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}$"
VISIBLE = r"[^\s\u0000-\u001F]"


class Converter(OpenAPIConverter):
    """apispec's own, mended."""

    def field2property(self, field: fields.Field[Any]) -> Drawn:
        drawn: Drawn = super().field2property(field)
        _mend(self.spec, field, drawn)
        return drawn

    def schema2jsonschema(self, schema: Schema) -> Drawn:
        drawn: Drawn = super().schema2jsonschema(schema)  # type: ignore[no-untyped-call]
        if words := type(schema).__doc__:
            drawn.setdefault("description", " ".join(words.split()))
        return drawn | getattr(schema, "together", {})


class Plugin(MarshmallowPlugin):
    Converter = Converter


def _mend(spec: Any, field: fields.Field[Any], ret: Drawn) -> None:
    match field:
        case Code():
            _say_code(spec, field, ret)
        case Codes():
            ret.pop("maxItems", None)  # what is said twice counts once
        case Value():
            _say_value(spec, field, ret)
        case Money():
            ret |= {"type": _type("string", field), "pattern": Money.FORM, "example": "12.50"}
        case fields.Decimal() | fields.Float():
            _say_borders(field, ret)
        case Day():
            ret["pattern"] = DAY
        case Phone():
            ret["format"] = "phone"
        case Text():
            ret.setdefault("pattern", _pattern(ret.get("minLength", 0)))
        case Answers():
            _say_answers(field, ret)
    if ret.get("default", 0) in (None, "", [], {}):
        del ret["default"]  # "nothing" says no more than leaving it out, and may not be accepted
    if ret.get("minLength") == 0:
        del ret["minLength"]
    if "pattern" in ret:
        ret["pattern"] = ret["pattern"].replace(r"\Z", "$").replace(r"\d", "[0-9]")


def _type(kind: str, field: fields.Field[Any]) -> Any:
    return [kind, "null"] if field.allow_none else kind


def _say_code(spec: Any, field: Code, ret: Drawn) -> None:
    """A reference to the list of codes; a list of its own where some are not accepted."""
    left_out = {
        str(code)
        for validator in field.validators
        if isinstance(validator, validate.NoneOf)
        for code in validator.iterable
    }
    codes = [code.value for code in field.codes if code.value not in left_out]
    listed = {"type": "string", "enum": codes} if left_out else _code_list(spec, field.codes)
    ret |= {"anyOf": [listed, NULL]} if field.allow_none else listed


def _code_list(spec: Any, codes: Any) -> Drawn:
    name = f"{codes.__name__}Code"
    if name not in spec.components.schemas:
        words = " ".join(said_of(codes).of_itself.split())
        listed: Drawn = {"type": "string", "enum": [code.value for code in codes]}
        spec.components.schema(name, listed | ({"description": words} if words else {}))
    return refer("schemas", name)


@dataclass(kw_only=True)
class _Shapes(Schemas):
    """Values of an answer; a list of codes is a component of the document."""

    spec: Any

    def of(self, kind: Any) -> Drawn:
        if isinstance(kind, type) and hasattr(kind, "__members__"):
            return _code_list(self.spec, kind)
        drawn: Drawn = super().of(kind)
        return drawn


def _say_value(spec: Any, field: Value, ret: Drawn) -> None:
    """Values inside it become components too, each called after the schema that holds it."""
    holder = type(field.parent).__name__.removesuffix("Schema")
    shapes = _Shapes(spec=spec)
    shape = shapes.of(field.kind)
    for name, drawn in shapes.values.items():
        if f"{holder}{name}" not in spec.components.schemas:
            spec.components.schema(f"{holder}{name}", _moved(drawn, to=holder))
    ret.pop("readOnly", None)
    ret |= _moved({"anyOf": [shape, NULL]} if field.allow_none else shape, to=holder)


def _moved(drawn: Any, *, to: str) -> Any:
    """The same, its references pointing at the document's components."""
    if isinstance(drawn, list):
        return [_moved(item, to=to) for item in drawn]
    if not isinstance(drawn, dict):
        return drawn
    if "properties" in drawn:
        drawn = drawn | {
            "properties": {name.rstrip("_"): field for name, field in drawn["properties"].items()},
            "required": [name.rstrip("_") for name in drawn.get("required", ())],
        }
    return {
        key: value.replace(DEFINITIONS, f"#/components/schemas/{to}")
        if key == "$ref"
        else _moved(value, to=to)
        for key, value in drawn.items()
    }


def _say_borders(field: fields.Field[Any], ret: Drawn) -> None:
    """Borders as numbers, and whether a border itself is allowed."""
    for name in ("minimum", "maximum", "default"):
        if ret.get(name) is not None:
            ret[name] = _number(ret[name])
    for validator in field.validators:
        if isinstance(validator, validate.Range) and not validator.min_inclusive:
            ret["exclusiveMinimum"] = ret.pop("minimum")


def _number(value: Any) -> int | float:
    number = float(to_json(value))
    return int(number) if number.is_integer() else number


def _pattern(least: int) -> str:
    """A text without control characters; at least so many letters with no blanks around them."""
    if not least:
        return f"^{NO_CONTROL}*$"
    if least == 1:
        return rf"^\s*{VISIBLE}{NO_CONTROL}*$"
    return rf"^\s*{VISIBLE}{NO_CONTROL}{{{least - 2},}}{VISIBLE}\s*$"


def _say_answers(field: Answers, ret: Drawn) -> None:
    ret.pop("maxLength", None)
    text = {"type": "string", "maxLength": LONGEST_ANSWER, "format": "printable"}
    name = {"minLength": 1, "maxLength": LONGEST_ANSWER}
    ret |= {
        "additionalProperties": {"anyOf": [{"type": "boolean"}, text]},
        "propertyNames": name,
        "maxProperties": MOST_ANSWERS,
    }
