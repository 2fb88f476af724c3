"""A programme as a text that says it: what somebody begins with who makes the next version."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from services.common.programme.defaults import with_exits, with_policy
from services.common.programme.document import written
from services.common.programme.fields import Field, Kind, fields_of
from services.common.programme.indicators import shared_indicators
from services.common.programme.programme import Indicator, Programme
from services.common.programme.words import Words
from shared.kernel.codec import to_json


def text_of(programme: Programme) -> str:
    """The shortest text that reads as this programme; what is usual is not said."""
    bare = replace(programme, phases=tuple(replace(p, exits=()) for p in programme.phases))
    if with_exits(bare) == programme:
        programme = bare
    leaves_out = {"policy"} if with_policy(programme) == programme else set()
    values = _values(fields_of(Programme), programme)
    return written({key: value for key, value in values.items() if key not in leaves_out})


def _values(fields: Iterable[Field], of: Any) -> dict[str, Any]:
    given = ((field, getattr(of, field.name)) for field in fields)
    stated = ((f, value) for f, value in given if value is not None and value != f.default)
    return {field.name: _value(field, value) for field, value in stated}


def _value(field: Field, value: Any) -> Any:
    if field.kind is Kind.WORDS:
        return _words(value)
    if field.kind is Kind.GROUP:
        return _values(field.fields, value)
    if field.kind is Kind.ROWS:
        return [_row(field, row) for row in value]
    return value if field.kind in (Kind.DAY, Kind.FLAG) else to_json(value)


def _row(field: Field, row: Any) -> Any:
    if isinstance(row, Indicator):
        if shared_indicators(row.code) == (row,):
            return row.code
        range_ = {"lowest": _number(row.lowest), "highest": _number(row.highest)}
        return {"code": row.code, "name": _words(row.name), **range_}
    return _values(field.fields, row)


def _words(words: Words) -> dict[str, str]:
    return {each: text for each, text in vars(words).items() if text}


def _number(number: Decimal) -> int | float:
    return int(number) if number == int(number) else float(number)
