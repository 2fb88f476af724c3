"""Lists in pages, on both databases."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import (
    Column,
    Connection,
    Date,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    insert,
    select,
)

from shared.database.columns import UtcDateTime
from shared.kernel.aggregate import Invalid
from shared.web.paging import Page, PageRequest, page

rides = Table("rides", MetaData(), Column("id", Uuid, primary_key=True), Column("on", Date))
DAYS = [date(2026, 3, day) for day in (1, 1, 2, 2, 2, 3, 5)]
NEWEST_FIRST = (rides.c.on.desc(), rides.c.id)


@pytest.fixture
def db(engine: Engine) -> Iterator[Connection]:
    with engine.begin() as db:
        rides.metadata.create_all(db)
        rows = [{"id": UUID(int=n), "on": day} for n, day in enumerate(DAYS)]
        db.execute(insert(rides), rows)
        yield db


def read(db: Connection, cursor: str = "", *, limit: int = 3, odd: bool = False) -> Page[int]:
    return page(
        db,
        select(rides),
        NEWEST_FIRST,
        page_request=PageRequest(limit, cursor),
        read=lambda row: None if odd and row.id.int % 2 == 0 else row.id.int,
    )


def test_pages_follow_one_another_until_the_last(db: Connection) -> None:
    first = read(db)
    second = read(db, first.next or "")
    third = read(db, second.next or "")
    assert [page.items for page in (first, second, third)] == [[6, 5, 2], [3, 4, 0], [1]]
    assert third.next is None


def test_a_full_last_page_has_no_next(db: Connection) -> None:
    assert read(db, limit=7).next is None
    assert read(db, limit=6).next is not None


def test_what_comes_in_meanwhile_moves_nothing(db: Connection) -> None:
    first = read(db)
    db.execute(insert(rides).values(id=UUID(int=99), on=date(2026, 4, 1)))
    assert read(db, first.next or "").items == [3, 4, 0]


def test_rows_that_are_passed_over_do_not_shorten_a_page(db: Connection) -> None:
    first = read(db, limit=2, odd=True)
    assert (first.items, read(db, first.next or "", limit=2, odd=True)) == ([5, 3], Page([1]))


@pytest.mark.parametrize(
    "cursor",
    [
        *("?", "bm9uc2Vuc2U", "WzEsMl0", "W10", "eyJhIjoxfQ", "é", "MQ"),
        urlsafe_b64encode(b"[" * 2900).decode(),
        urlsafe_b64encode(b'["\\ud800", 1]').decode(),
        urlsafe_b64encode(b"[" + b"9" * 400 + b"]").decode(),
    ],
)
def test_a_cursor_that_we_did_not_give_is_refused(db: Connection, cursor: str) -> None:
    with pytest.raises(Invalid, match="no place in the list"):
        read(db, cursor)


@pytest.mark.parametrize(
    ("column", "key"),
    [
        (Column("number", Integer), 2**63),
        (Column("text", String), "a\0b"),
        (Column("moment", UtcDateTime), "2026-03-02T12:00:00"),
        (Column("moment", UtcDateTime), "0001-01-01T00:00:00+14:00"),
    ],
)
def test_a_key_that_no_column_can_hold_is_refused(
    db: Connection, column: Column[Any], key: object
) -> None:
    cursor = urlsafe_b64encode(json.dumps([key]).encode()).decode()
    with pytest.raises(Invalid, match="no place in the list"):
        page(
            db, select(column), [column], page_request=PageRequest(3, cursor), read=lambda row: row
        )
