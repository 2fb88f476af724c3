"""Request and answer fields in the document, as strict as they are when they are read.

apispec knows the types of marshmallow's own fields; here is the rest: our fields, the
borders of decimals, and defaults that would not be accepted if they were sent.
"""

from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, get_args

from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from marshmallow import Schema, fields, validate

from shared.kernel.codec import to_json
from shared.transport.contract.comments import texts_of
from shared.transport.contract.schemas import DEFINITIONS, Schemas
from shared.web.fields import (
    LONGEST_ANSWER,
    MOST_ANSWERS,
    Answers,
    Code,
    Codes,
    Day,
    Email,
    Link,
    Money,
    Phone,
    Text,
    Value,
)
from shared.web.openapi.components import Fragment, refer

NULL: Fragment = {"type": "null"}
CONTROLS = r"\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F"
NOBODYS = r"\uE000-\uF8FF\uFDD0-\uFDEF\uFFFD-\uFFFF" + "\U000f0000-\U0010ffff"  # `is_garbled`
NO_CONTROL = f"[^{CONTROLS}{NOBODYS}]"
DAY = "^(19[0-9]{2}|20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}$"
UNSEEN = r"\u00AD\u0600-\u0605\u061C\u06DD\u070F\u08E2\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F"
BLANK = r"\u115F\u1160\u2800\u3164\uFFA0"  # `SHOW_NOTHING`
VISIBLE = rf"[^\s\u0000-\u001F\u007F-\u009F{UNSEEN}{BLANK}\uFEFF\uFFF9-\uFFFB{NOBODYS}]"


class Converter(OpenAPIConverter):
    """apispec's own, with what it does not know."""

    def field2property(self, field: fields.Field[Any]) -> Fragment:
        fragment: Fragment = super().field2property(field)
        _refine(self.spec, field, fragment)
        return fragment

    def schema2jsonschema(self, schema: Schema) -> Fragment:
        fragment: Fragment = super().schema2jsonschema(schema)  # type: ignore[no-untyped-call]
        if words := type(schema).__doc__:
            fragment.setdefault("description", " ".join(words.split()))
        return fragment | getattr(schema, "together", {})


class Plugin(MarshmallowPlugin):
    Converter = Converter


def _refine(spec: Any, field: fields.Field[Any], ret: Fragment) -> None:
    match field:
        case Code():
            _describe_code(spec, field, ret)
        case Codes():
            ret.pop("maxItems", None)  # a code that is sent twice counts once
        case Value():
            _describe_value(spec, field, ret)
        case Money():
            ret |= {"type": _type("string", field), "pattern": field.FORM, "example": "12.50"}
        case fields.Decimal() | fields.Float():
            _describe_borders(field, ret)
        case Day():
            ret["pattern"] = DAY
        case Email():
            ret["format"] = "email-or-nothing"
        case Phone():
            ret["format"] = "phone"
        case Link():
            ret["format"] = "link-or-nothing"  # it begins with https://
        case Text():
            ret.setdefault("pattern", text_pattern(ret.get("minLength", 0)))
        case Answers():
            _describe_answers(field, ret)
    if words := _words(field):
        ret.setdefault("description", words)
    if ret.get("default", 0) in (None, "", [], {}):
        del ret["default"]  # means no more than leaving it out, and may not be accepted
    if ret.get("minLength") == 0:
        del ret["minLength"]
    if "pattern" in ret:
        ret["pattern"] = ret["pattern"].replace(r"\Z", "$").replace(r"\d", "[0-9]")


def _words(field: fields.Field[Any]) -> str:
    """What forms call the field, and their hint, in English."""
    words = (field.metadata.get(name, "") for name in ("label", "hint", "unit"))
    return " · ".join(text for text in words if text)


def _type(kind: str, field: fields.Field[Any]) -> Any:
    return [kind, "null"] if field.allow_none else kind


def _describe_code(spec: Any, field: Code, ret: Fragment) -> None:
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


def _code_list(spec: Any, codes: Any) -> Fragment:
    name = f"{codes.__name__}Code"
    if name not in spec.components.schemas:
        words = " ".join(texts_of(codes).docstring.split())
        listed: Fragment = {"type": "string", "enum": [code.value for code in codes]}
        spec.components.schema(name, listed | ({"description": words} if words else {}))
    return refer("schemas", name)


@dataclass(kw_only=True)
class _Shapes(Schemas):
    """Values of an answer; a list of codes is a component of the document."""

    spec: Any

    def of(self, kind: Any) -> Fragment:
        if isinstance(kind, type) and hasattr(kind, "__members__"):
            return _code_list(self.spec, kind)
        if isinstance(kind, UnionType) and NoneType not in get_args(kind):
            return {"anyOf": [self.of(choice) for choice in get_args(kind)]}
        fragment: Fragment = super().of(kind)
        return fragment


def _describe_value(spec: Any, field: Value, ret: Fragment) -> None:
    """Values inside it become components too, each called after the schema that holds it."""
    holder = type(field.parent).__name__.removesuffix("Schema")
    shapes = _Shapes(spec=spec)
    shape = shapes.of(field.kind)
    for name, fragment in shapes.values.items():
        if f"{holder}{name}" not in spec.components.schemas:
            spec.components.schema(f"{holder}{name}", _moved(fragment, to=holder))
    ret.pop("readOnly", None)
    ret |= _moved({"anyOf": [shape, NULL]} if field.allow_none else shape, to=holder)


def _moved(fragment: Any, *, to: str) -> Any:
    """The same, its references pointing at the document's components."""
    if isinstance(fragment, list):
        return [_moved(item, to=to) for item in fragment]
    if not isinstance(fragment, dict):
        return fragment
    if "properties" in fragment:
        fragment = fragment | {
            "properties": {
                name.rstrip("_"): field for name, field in fragment["properties"].items()
            },
            "required": [name.rstrip("_") for name in fragment.get("required", ())],
        }
    return {
        key: value.replace(DEFINITIONS, f"#/components/schemas/{to}")
        if key == "$ref"
        else _moved(value, to=to)
        for key, value in fragment.items()
    }


def _describe_borders(field: fields.Field[Any], ret: Fragment) -> None:
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


def text_pattern(least: int) -> str:
    """A text without control characters; at least so many letters with no blanks around them."""
    if not least:
        return f"^{NO_CONTROL}*$"
    if least == 1:
        return rf"^\s*{VISIBLE}{NO_CONTROL}*$"
    return rf"^\s*{VISIBLE}{NO_CONTROL}{{{least - 2},}}{VISIBLE}\s*$"


def _describe_answers(field: Answers, ret: Fragment) -> None:
    ret.pop("maxLength", None)
    text = {"type": "string", "maxLength": LONGEST_ANSWER, "format": "printable"}
    name = {"type": "string", "minLength": 1, "maxLength": LONGEST_ANSWER, "format": "printable"}
    ret |= {
        "additionalProperties": {"anyOf": [{"type": "boolean"}, text]},
        "propertyNames": name,
        "maxProperties": MOST_ANSWERS,
    }
