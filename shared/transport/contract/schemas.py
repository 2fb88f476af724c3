"""JSON Schemas of events, by the types of their fields.

Draft 7, which AsyncAPI reads without further words. A schema says what an event holds once its
personal fields are opened; those carry `x-personal`, whose person and which retention class.
It allows fields it does not name, for a version may gain optional ones: readers ignore them.
"""

import re
import types
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from inspect import get_annotations
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from shared.kernel.codec import Json, to_json
from shared.kernel.events import kind_of
from shared.kernel.sealing import Label
from shared.transport.contract.comments import said_of

DRAFT = "http://json-schema.org/draft-07/schema#"
DEFINITIONS = "#/definitions/"
KNOWN = "x-codes"  # a text is one of these, but a reader of this version takes any
NULL = {"type": "null"}
PLAIN: dict[Any, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    float: {"type": "number"},
    UUID: {"type": "string", "format": "uuid"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    # As text, so that nobody reads it into a binary fraction.
    Decimal: {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?$"},
    Any: {},
    object: {},
}


def schema(cls: type) -> Json:
    """The schema of an event's data, whole in itself."""
    schemas = Schemas()
    drawn = {"$schema": DRAFT, **schemas.event(cls)}
    return drawn | ({"definitions": schemas.values} if schemas.values else {})


@dataclass
class Schemas:
    """Draws one event's schema; the values that it carries inside are drawn once, by name."""

    values: dict[str, Json] = field(default_factory=dict)
    _drawn: dict[str, type] = field(default_factory=dict, init=False)

    def event(self, cls: type) -> Json:
        """The schema of an event's data; the values inside it are found in `values`."""
        kind = kind_of(cls)
        title = {"title": f"{kind.name}, version {kind.version}"}
        return title | self._object(cls, kind.personal)

    def of(self, kind: Any) -> Json:
        """The schema of a value of this type."""
        if kind in PLAIN:
            return dict(PLAIN[kind])
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            codes = [code.value for code in kind]
            return {"type": "string", "enum": codes} | _described(said_of(kind).of_itself)
        if is_dataclass(kind):
            return self._value(kind)
        origin, args = get_origin(kind), get_args(kind)
        if origin is Annotated:  # text that should be a code, and is read even if it is not
            return self.of(args[0]) | {KNOWN: [code.value for code in args[1]]}
        if origin in (Union, types.UnionType):
            (inner,) = [arg for arg in args if arg is not type(None)]
            return {"anyOf": [self.of(inner), NULL]}
        if origin in (tuple, frozenset):
            return {"type": "array", "items": self.of(args[0])}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.of(args[1])}
        raise TypeError(f"No schema is agreed for a field of type {kind}.")

    def _object(self, cls: Any, labels: dict[str, Label]) -> Json:
        hints, own = get_type_hints(cls, include_extras=True), [f for f in fields(cls) if f.init]
        drawn: Json = {"type": "object"} | _described(said_of(cls).of_itself)
        drawn["properties"] = {
            f.name: self._field(cls, f, hints[f.name], labels.get(f.name)) for f in own
        }
        if required := [f.name for f in own if _default(f) is MISSING]:
            drawn["required"] = required
        return drawn

    def _field(self, cls: Any, declared: "Field[Any]", kind: Any, label: Label | None) -> Json:
        drawn = self.of(kind)
        more = _described(_comment(cls, declared.name))
        if (default := _default(declared)) is not MISSING:
            more["default"] = to_json(default)
        if label:
            more["x-personal"] = {"of": label.of, "retention": label.retention}
        if more and "$ref" in drawn:  # a draft 7 reader passes over what stands beside it
            drawn = {"allOf": [drawn]}
        return drawn | more

    def _value(self, cls: Any) -> Json:
        name = cls.__name__
        if self._drawn.setdefault(name, cls) is not cls:
            raise ValueError(f"One event holds two values called {name}; rename one.")
        if name not in self.values:
            self.values[name] = {}  # keeps its place while what it holds is drawn
            self.values[name] = self._object(cls, {})
        return {"$ref": DEFINITIONS + name}


def _default(declared: "Field[Any]") -> Any:
    """What the field is when it is left out; MISSING when it must be there."""
    if declared.default_factory is not MISSING:
        return declared.default_factory()
    return declared.default


def _comment(cls: type, name: str) -> str:
    """The comment beside a field, where the nearest class declares it."""
    holders = (base for base in cls.__mro__ if name in get_annotations(base))
    return next((said_of(base).of_fields.get(name, "") for base in holders), "")


def _described(text: str) -> Json:
    """A description for readers of JSON, who know no None."""
    for ours, theirs in (("None", "null"), ("True", "true"), ("False", "false")):
        text = re.sub(rf"\b{ours}\b", theirs, text)
    return {"description": text} if text else {}
