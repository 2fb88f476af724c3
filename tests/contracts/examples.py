"""An example of any event, built from the types of its fields: what a golden file starts with."""

import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

PLAIN: dict[Any, Any] = {
    str: "text",
    int: 3,
    bool: True,
    float: 1.5,
    UUID: UUID("5f4dcc3b-5aa7-4c8e-9d2e-1c9b1f7f0a01"),
    date: date(2026, 3, 2),
    datetime: datetime(2026, 3, 2, 12, tzinfo=UTC),
    Decimal: Decimal("1.50"),
}


def example(kind: Any) -> Any:
    """A value of this type; of a choice the first, of an optional one the value."""
    if kind in PLAIN:
        return PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return next(iter(kind))
    if is_dataclass(kind):
        return _built(kind)
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return example(next(arg for arg in args if arg is not type(None)))
    if origin in (tuple, frozenset):
        return origin([example(args[0])])
    if origin is dict:
        return {"key": example(args[1])}
    raise TypeError(f"No example is known for {kind}.")


def _built(cls: Any) -> Any:
    hints = get_type_hints(cls)
    return cls(**{f.name: example(hints[f.name]) for f in fields(cls) if f.init})


def required(cls: Any) -> set[str]:
    """Fields without a default: a reader of today must find them in every old event."""
    return {f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING}
