"""Plain JSON from typed values and back, by the declared type of each field.

Converters are built once per type. `None` stands for "JSON holds it as it is", so that
strings and numbers cost nothing: loading a long stream is the hot path of every command.
"""

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

Json = Any  # dict, list, str, int, float, bool or None, as the json module gives them
Convert = Callable[[Any], Any] | None


def to_json(value: Any) -> Json:
    """The value as JSON: ids, dates, decimals and codes as text, dataclasses as objects."""
    if value is None or type(value) in (str, int, bool, float):
        return value
    if isinstance(value, StrEnum | UUID | Decimal):
        return str(value)
    if isinstance(value, date):  # datetime too
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [to_json(item) for item in value]
    raise TypeError(f"No JSON is agreed for {type(value).__name__}.")


@cache
def reader(kind: Any) -> Convert:
    """What turns JSON into `kind`, None when JSON already holds it as it should be."""
    if kind in (str, int, bool, float, Any, object):
        return None
    if kind is UUID:
        return _uuid
    if kind in (datetime, date):
        return _parsed(kind.fromisoformat)
    if isinstance(kind, type) and issubclass(kind, StrEnum | Decimal):
        return _parsed(kind)
    if is_dataclass(kind):
        cls: Any = kind
        return _optional(dataclass_reader(cls))
    return _generic(kind)


@cache
def dataclass_reader(cls: Any) -> Callable[[dict[str, Any]], Any]:
    """What builds `cls` from an object; fields it does not know are ignored."""
    hints = get_type_hints(cls)
    readers = [(f.name, reader(hints[f.name])) for f in fields(cls)]

    def build(data: dict[str, Any]) -> Any:
        given = {name: data[name] for name, _ in readers if name in data}
        for name, convert in readers:
            if convert and given.get(name) is not None:
                given[name] = convert(given[name])
        return cls(**given)

    return build


@lru_cache(maxsize=65536)
def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def _parsed(parse: Callable[[str], Any]) -> Convert:
    return lambda value: None if value is None else parse(value)


def _optional(build: Callable[[dict[str, Any]], Any]) -> Convert:
    return lambda value: None if value is None else build(value)


def _generic(kind: Any) -> Convert:
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        (inner,) = [arg for arg in args if arg is not type(None)]
        return reader(inner)
    if origin in (tuple, frozenset):
        item = reader(args[0])
        return lambda value: origin(map(item, value) if item else value)
    if origin is dict:
        item = reader(args[1])
        return (lambda value: {k: item(v) for k, v in value.items()}) if item else None
    raise TypeError(f"No JSON is agreed for a field of type {kind}.")
