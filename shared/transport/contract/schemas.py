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
from shared.transport.contract.comments import texts_of

DRAFT = "http://json-schema.org/draft-07/schema#"
DEFINITIONS = "#/definitions/"
CODES = "x-codes"  # the codes of a text; a reader of this version accepts any other too
NULL = {"type": "null"}
PLAIN: dict[Any, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    float: {"type": "number"},
    UUID: {"type": "string", "format": "uuid"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    # As text, so that nobody reads it as a binary fraction.
    Decimal: {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?$"},
    Any: {},
    object: {},
}


def schema(cls: type) -> Json:
    """The schema of an event's data, whole in itself."""
    schemas = Schemas()
    made = {"$schema": DRAFT, **schemas.event(cls)}
    return made | ({"definitions": schemas.values} if schemas.values else {})


@dataclass
class Schemas:
    """Makes one event's schema; each value inside it has one schema, by name."""

    values: dict[str, Json] = field(default_factory=dict)
    _made: dict[str, type] = field(default_factory=dict, init=False)

    def event(self, cls: type) -> Json:
        """The schema of an event's data; the schemas of values inside it are in `values`."""
        kind = kind_of(cls)
        title = {"title": f"{kind.name}, version {kind.version}"}
        return title | self._object(cls, kind.personal)

    def of(self, kind: Any) -> Json:
        """The schema of a value of this type."""
        if kind in PLAIN:
            return dict(PLAIN[kind])
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            codes = [code.value for code in kind]
            return {"type": "string", "enum": codes} | _described(texts_of(kind).docstring)
        if is_dataclass(kind):
            return self._value(kind)
        origin, args = get_origin(kind), get_args(kind)
        if origin is Annotated:  # text that should be a code, and is read even if it is not
            return self.of(args[0]) | {CODES: [code.value for code in args[1]]}
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
        made: Json = {"type": "object"} | _described(texts_of(cls).docstring)
        made["properties"] = {
            f.name: self._field(cls, f, hints[f.name], labels.get(f.name)) for f in own
        }
        if required := [f.name for f in own if _default(f) is MISSING]:
            made["required"] = required
        return made

    def _field(self, cls: Any, declared: "Field[Any]", kind: Any, label: Label | None) -> Json:
        made = self.of(kind)
        more = _described(_comment(cls, declared.name))
        if (default := _default(declared)) is not MISSING:
            more["default"] = to_json(default)
        if label:
            more["x-personal"] = {"of": label.of, "retention": label.retention}
        if more and "$ref" in made:  # a draft 7 reader ignores what stands beside it
            made = {"allOf": [made]}
        return made | more

    def _value(self, cls: Any) -> Json:
        name = cls.__name__
        if self._made.setdefault(name, cls) is not cls:
            raise ValueError(f"One event holds two values called {name}; rename one.")
        if name not in self.values:
            self.values[name] = {}  # keeps its place while its fields are made
            self.values[name] = self._object(cls, {})
        return {"$ref": DEFINITIONS + name}


def _default(declared: "Field[Any]") -> Any:
    """The field's value when it is left out; MISSING when it is required."""
    if declared.default_factory is not MISSING:
        return declared.default_factory()
    return declared.default


def _comment(cls: type, name: str) -> str:
    """The comment beside a field, where the nearest class declares it."""
    holders = (base for base in cls.__mro__ if name in get_annotations(base))
    return next((texts_of(base).comments.get(name, "") for base in holders), "")


def _described(text: str) -> Json:
    """A description in the words of JSON: null instead of None."""
    for ours, theirs in (("None", "null"), ("True", "true"), ("False", "false")):
        text = re.sub(rf"\b{ours}\b", theirs, text)
    return {"description": text} if text else {}
