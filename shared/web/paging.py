"""Lists in pages: a page says where the next one begins, also when the list grows meanwhile.

A cursor is the sort key of the last item shown, not a number of items to skip: new items before
it change nothing, and no item is shown twice or left out. It holds only the columns of the order,
so no order may use a column that shows who somebody is.
"""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import request
from flask.typing import ResponseReturnValue
from marshmallow import fields, validate
from sqlalchemy import ColumnElement, Connection, Row, Select, UnaryExpression, and_, or_
from sqlalchemy.sql.operators import desc_op

from shared.kernel import strictjson
from shared.kernel.aggregate import Invalid
from shared.kernel.codec import reader, to_json
from shared.web.access_log import note_listed
from shared.web.api import Body
from shared.web.fields import Count, Moment

T = TypeVar("T")
USUAL, MOST = 50, 200  # things on a page
LONGEST = 2000  # characters of a cursor
LARGEST = 2**63 - 1  # what a column of whole numbers holds
Key = list[Any]


class PageQuery(Body):
    """The query of every list; a list with filters of its own inherits it."""

    limit = Count(least=1, most=MOST, load_default=USUAL)
    cursor = fields.String(
        load_default="", metadata={"description": "`next` of the page before; the first without."}
    )


class WholeQuery(PageQuery):
    """The same for lists that are mostly short enough to come whole."""

    limit = Count(least=1, most=MOST, load_default=MOST)


def since_field() -> fields.AwareDateTime:
    """What programs ask by that want only what is new to them."""
    return Moment(
        load_default=None,
        metadata={
            "description": "Those to which something happened then or later. Ask from a "
            "minute before your last question: what happens at the same time is listed late."
        },
    )


class NewsQuery(WholeQuery):
    """The same for lists that a program asks again and again for what is new."""

    updated_since = since_field()


def sort_field(by: str, *, first: str = "") -> fields.String:
    """By that day, the newest first unless `first` or the caller says otherwise."""
    orders = [f"-{by}", by]
    return fields.String(load_default=first or orders[0], validate=validate.OneOf(orders))


def in_order(
    day: ColumnElement[Any], key: ColumnElement[Any], sort: str
) -> tuple[ColumnElement[Any], ...]:
    """The order that a `sort_field` asks for, made total by the id."""
    return (day.desc() if sort.startswith("-") else day, key)


@dataclass(frozen=True)
class PageRequest:
    """How many items of a list, and after which one."""

    limit: int = USUAL
    cursor: str = ""


def news_asked(query: dict[str, Any]) -> tuple[PageRequest, datetime | None]:
    """What a `NewsQuery` asks for: which part, and since when; None: whenever."""
    return PageRequest(query["limit"], query["cursor"]), query["updated_since"]


@dataclass(frozen=True)
class Page(Generic[T]):
    items: list[T]
    next: str | None = None  # cursor of the next page; None: this is the last


def page(
    db: Connection,
    query: Select[Any],
    order: Sequence[ColumnElement[Any]],
    *,
    page_request: PageRequest,
    read: Callable[[Row[Any]], T | None],
) -> Page[T]:
    """What `read` makes of the rows after the cursor, in order; a row that gives None is left out.

    The order must be total and without NULL: its last column is an id, which the access log
    keeps.
    """
    columns = [_plain(column) for column in order]
    keyed = query.add_columns(*(c.label(f"key_{n}") for n, c in enumerate(columns)))
    after = _key(page_request.cursor, columns) if page_request.cursor else None
    items: list[T] = []
    last: Key = []
    while True:
        rows = _rows(db, keyed, order, after, page_request.limit + 1)
        for row in rows:
            item = read(row)
            if item is None:
                continue
            if len(items) == page_request.limit:
                return Page(items, _cursor(last))
            items.append(item)
            last = _key_of(row, columns)
            note_listed(last[-1:])
        if len(rows) <= page_request.limit:
            return Page(items)
        after = _key_of(rows[-1], columns)


def shown_as(shown: Page[T], write: Callable[[T], Any]) -> Page[Any]:
    """The same page, its items as an answer writes them."""
    return Page([write(item) for item in shown.items], shown.next)


def after(items: Sequence[T], key: Callable[[T], str], page_request: PageRequest) -> Page[T]:
    """The same for a list that is complete in memory; the cursor is the last item's key."""
    start = 0
    if page_request.cursor:
        last = _decoded(page_request.cursor)
        start = next((n for n, item in enumerate(items, 1) if [key(item)] == last), 0)
        if not start:
            raise _no_place()
    shown = list(items[start : start + page_request.limit])
    has_more = start + page_request.limit < len(items)
    return Page(shown, _cursor([key(shown[-1])]) if has_more else None)


def newest_skipped() -> int:
    """How many of the newest stand on earlier pages, as the address of a list in a page says."""
    given = request.args.get("from", "")
    return int(given) if re.fullmatch("[0-9]{1,5}", given) else 0


def answer(name: str, shown: Page[Any]) -> ResponseReturnValue:
    """A page of a list under its name, with where the next one is: in `next`, and as a Link."""
    return parts(name, shown)


def parts(name: str, shown: Page[Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """The same as body, status and headers, for an answer that says more."""
    headers = {}
    if shown.next:
        query = urlencode(request.args.to_dict() | {"cursor": shown.next})
        headers["Link"] = f'<{request.path}?{query}>; rel="next"'  # RFC 8288
    return {name: shown.items, "next": shown.next}, 200, headers


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
    """Rows after the key: later in its first column, or equal there and later in the next."""
    alternatives = []
    for place, (column, value) in enumerate(zip(order, key, strict=True)):
        plain = _plain(column)
        equal = [_plain(c) == v for c, v in zip(order[:place], key, strict=False)]
        alternatives.append(and_(*equal, plain < value if _falls(column) else plain > value))
    return or_(*alternatives)


def _falls(column: ColumnElement[Any]) -> bool:
    return isinstance(column, UnaryExpression) and column.modifier is desc_op


def _plain(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return column.element if isinstance(column, UnaryExpression) and _falls(column) else column


def _key_of(row: Row[Any], columns: Sequence[ColumnElement[Any]]) -> Key:
    return [row._mapping[f"key_{n}"] for n in range(len(columns))]


def _cursor(key: Key) -> str:
    return urlsafe_b64encode(json.dumps(to_json(key)).encode()).decode().rstrip("=")


def _key(cursor: str, columns: Sequence[ColumnElement[Any]]) -> Key:
    """The key that a cursor names; `Invalid` when we did not make the cursor."""
    try:
        key = _decoded(cursor)
        values = [_value(part, c.type.python_type) for part, c in zip(key, columns, strict=True)]
    except (ValueError, TypeError):
        raise _no_place() from None
    if _cursor(values) != cursor:
        raise _no_place()  # it says the same, but not as we say it
    return values


def _decoded(cursor: str) -> Any:
    if len(cursor) > LONGEST:
        raise _no_place()
    try:
        return strictjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError:
        raise _no_place() from None


def _no_place() -> Invalid:
    return Invalid("This is no place in the list. Begin from its first page.", code="cursor")


def _value(part: Any, kind: type) -> Any:
    convert = reader(kind)
    value = convert(part) if convert else part
    if type(value) is not kind or not _fits_a_column(value):
        raise ValueError(f"{part!r} is no {kind.__name__} of ours.")
    return value


def _fits_a_column(value: Any) -> bool:
    """Whether a column can hold it; a database refuses even to compare with anything else."""
    match value:
        case int():
            return abs(value) <= LARGEST
        case str():
            return "\0" not in value
        case datetime():
            return value.tzinfo is not None and 1900 <= value.year <= 2100
        case _:
            return True
