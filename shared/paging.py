"""Lists in pages: a page says where the next one begins, however the list has grown meanwhile.

A cursor is the sort key of the last thing shown, not a number of things to skip: what comes in
before it moves nothing, and nothing is shown twice or left out. It holds no more than the order
is made of, so an order is never made of what tells who somebody is.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from marshmallow import fields, validate
from sqlalchemy import ColumnElement, Connection, Row, Select, UnaryExpression, and_, or_
from sqlalchemy.sql.operators import desc_op

from shared import strictjson
from shared.aggregate import Invalid
from shared.api import Body
from shared.codec import reader, to_json

T = TypeVar("T")
USUAL, MOST = 50, 200  # things on a page
LONGEST = 2000  # characters of a cursor
LARGEST = 2**63 - 1  # what a column of whole numbers holds
Key = list[Any]


class PageQuery(Body):
    """What every list can be asked for; a list with filters of its own inherits it."""

    limit = fields.Integer(load_default=USUAL, validate=validate.Range(1, MOST))
    cursor = fields.String(
        load_default="", metadata={"description": "`next` of the page before; the first without."}
    )


class WholeQuery(PageQuery):
    """The same for lists that are mostly short enough to come whole."""

    limit = fields.Integer(load_default=MOST, validate=validate.Range(1, MOST))


@dataclass(frozen=True)
class Asked:
    """How much of a list, and after what."""

    limit: int = USUAL
    cursor: str = ""


@dataclass(frozen=True)
class Page(Generic[T]):
    items: list[T]
    next: str | None = None  # cursor of the page that follows; None: this is the last


def page(
    db: Connection,
    query: Select[Any],
    order: Sequence[ColumnElement[Any]],
    *,
    asked: Asked,
    read: Callable[[Row[Any]], T | None],
) -> Page[T]:
    """What `read` makes of the rows after the cursor, in order; rows it makes None of are passed.

    The order must be total and without NULL: its last column is an id.
    """
    columns = [_plain(column) for column in order]
    said = query.add_columns(*(c.label(f"key_{n}") for n, c in enumerate(columns)))
    after = _key(asked.cursor, columns) if asked.cursor else None
    found: list[T] = []
    last: Key = []
    while True:
        rows = _rows(db, said, order, after, asked.limit + 1)
        for row in rows:
            item = read(row)
            if item is None:
                continue
            if len(found) == asked.limit:
                return Page(found, _cursor(last))
            found.append(item)
            last = _key_of(row, columns)
        if len(rows) <= asked.limit:
            return Page(found)
        after = _key_of(rows[-1], columns)


def after(found: Sequence[T], key: Callable[[T], str], asked: Asked) -> Page[T]:
    """The same of a list that had to be made whole; the cursor is the key of the last one shown."""
    start = 0
    if asked.cursor:
        told = _decoded(asked.cursor)
        start = next((n for n, one in enumerate(found, 1) if [key(one)] == told), 0)
        if not start:
            raise _no_place()
    shown = list(found[start : start + asked.limit])
    has_more = start + asked.limit < len(found)
    return Page(shown, _cursor([key(shown[-1])]) if has_more else None)


def _rows(
    db: Connection,
    query: Select[Any],
    order: Sequence[ColumnElement[Any]],
    after: Key | None,
    most: int,
) -> Sequence[Row[Any]]:
    if after is not None:
        query = query.where(_beyond(order, after))
    return db.execute(query.order_by(*order).limit(most)).all()


def _beyond(order: Sequence[ColumnElement[Any]], key: Key) -> ColumnElement[bool]:
    """Later than the key: in its first column, or as late there and later in the next."""
    ways = []
    for place, (column, value) in enumerate(zip(order, key, strict=True)):
        plain = _plain(column)
        same = [_plain(c) == v for c, v in zip(order[:place], key, strict=False)]
        ways.append(and_(*same, plain < value if _falls(column) else plain > value))
    return or_(*ways)


def _falls(column: ColumnElement[Any]) -> bool:
    return isinstance(column, UnaryExpression) and column.modifier is desc_op


def _plain(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return column.element if isinstance(column, UnaryExpression) and _falls(column) else column


def _key_of(row: Row[Any], columns: Sequence[ColumnElement[Any]]) -> Key:
    return [row._mapping[f"key_{n}"] for n in range(len(columns))]


def _cursor(key: Key) -> str:
    return urlsafe_b64encode(json.dumps(to_json(key)).encode()).decode().rstrip("=")


def _key(cursor: str, columns: Sequence[ColumnElement[Any]]) -> Key:
    """The key that a cursor names; `Invalid` when it is not one that we gave."""
    try:
        told = _decoded(cursor)
        return [_value(one, c.type.python_type) for one, c in zip(told, columns, strict=True)]
    except (ValueError, TypeError):
        raise _no_place() from None


def _decoded(cursor: str) -> Any:
    if len(cursor) > LONGEST:
        raise _no_place()
    try:
        return strictjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError:
        raise _no_place() from None


def _no_place() -> Invalid:
    return Invalid("This is no place in the list. Begin from its first page.", code="cursor")


def _value(told: Any, kind: type) -> Any:
    convert = reader(kind)
    found = convert(told) if convert else told
    if type(found) is not kind or not _can_be_ours(found):
        raise ValueError(f"{told!r} is no {kind.__name__} of ours.")
    return found


def _can_be_ours(value: Any) -> bool:
    """Whether a column may hold it: what a database cannot even be asked for was never in one."""
    match value:
        case int():
            return abs(value) <= LARGEST
        case str():
            return "\0" not in value
        case datetime():
            return value.tzinfo is not None and 1900 <= value.year <= 2100
        case _:
            return True
