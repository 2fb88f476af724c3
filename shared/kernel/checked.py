"""Whether JSON that another service sent holds what an event declares, and in the one form of it.

Python reads more than we write: a week as a day, braces round an id, `true` as a number, NaN as an
amount. What the API refuses of people and programs, a topic or feed may not bring in either. A
store's own history is not asked: it was written from typed values.
"""

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from math import isfinite
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from shared.kernel.days import iso_day

ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOMENT = re.compile(r"[0-9-]{10}T[0-9:]{5,8}(\.[0-9]{3,6})?(Z|[+-][0-9]{2}:[0-9]{2})")
AMOUNT = re.compile(r"-?[0-9]+(\.[0-9]+)?(E[+-][0-9]+)?")
Check = Callable[[Any], bool]


class NotAgreed(ValueError):
    """Which field of which event is not what was declared; never what stands in it."""


def check(name: str, cls: Any, data: Any, *, sealed: Mapping[str, object]) -> None:
    """Raise `NotAgreed` for the first field that is missing, or is not of its kind.

    Fields in `sealed` are envelopes, whose form is their own.
    """
    if not isinstance(data, dict):
        raise NotAgreed(f"{name} holds no fields.")
    for field, is_right, is_needed in _checks(cls):
        if field not in data:
            if is_needed:
                raise NotAgreed(f"{name} lacks {field}.")
        elif field not in sealed and not is_right(data[field]):
            raise NotAgreed(f"{field} of {name} is not what was agreed.")


@cache
def _checks(cls: Any) -> tuple[tuple[str, Check, bool], ...]:
    hints = get_type_hints(cls)
    return tuple(
        (
            field.name,
            _check_of(hints[field.name]),
            field.default is MISSING and field.default_factory is MISSING,
        )
        for field in fields(cls)
    )


@cache
def _check_of(kind: Any) -> Check:
    if kind in PLAIN:
        return PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        codes = frozenset(code.value for code in kind)
        return lambda value: isinstance(value, str) and value in codes
    if is_dataclass(kind):
        return lambda value: isinstance(value, dict) and _holds(kind, value)
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        checks = [_check_of(each) for each in args]
        return lambda value: any(is_right(value) for is_right in checks)
    if origin in (tuple, frozenset):
        inner = _check_of(args[0])
        return lambda value: isinstance(value, list) and all(map(inner, value))
    if origin is dict:
        inner = _check_of(args[1])
        return lambda value: isinstance(value, dict) and all(map(inner, value.values()))
    return lambda value: True


def _holds(cls: Any, data: dict[str, Any]) -> bool:
    return all(
        is_right(data[field]) if field in data else not is_needed
        for field, is_right, is_needed in _checks(cls)
    )


def _is_text(value: Any) -> bool:
    return (
        isinstance(value, str)
        and "\0" not in value
        and (value.isascii() or not any("\ud800" <= char <= "\udfff" for char in value))
    )


def _is_whole(value: Any) -> bool:
    return type(value) is int and abs(value) < 2**63  # what a column holds


def _is_number(value: Any) -> bool:
    return _is_whole(value) or (type(value) is float and isfinite(value))


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and ID.fullmatch(value) is not None


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and _reads(iso_day, value)


def _is_moment(value: Any) -> bool:
    is_one = isinstance(value, str) and MOMENT.fullmatch(value)
    return bool(is_one) and _reads(datetime.fromisoformat, value)


def _is_amount(value: Any) -> bool:
    return isinstance(value, str) and AMOUNT.fullmatch(value) is not None


def _reads(read: Callable[[str], Any], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


PLAIN: dict[Any, Check] = {
    str: _is_text,
    int: _is_whole,
    float: _is_number,
    bool: lambda value: isinstance(value, bool),
    type(None): lambda value: value is None,
    UUID: _is_id,
    date: _is_day,
    datetime: _is_moment,
    Decimal: _is_amount,
    Any: lambda value: True,
    object: lambda value: True,
}
