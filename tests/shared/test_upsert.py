"""Rows kept back and written together are the rows that one write after the other makes."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Uuid,
    event,
    select,
    update,
)
from sqlalchemy.exc import DataError, IntegrityError

from shared.database.columns import Personal, UtcDateTime
from shared.database.engine import Database
from shared.database.upsert import collapsing, upsert
from shared.kernel.sealing import Sealed

metadata = MetaData()
bells = Table(
    "bells",
    metadata,
    Column("bell", Integer, primary_key=True),
    Column("tone", String(10)),
    Column("owner", String(10)),
)
castings = Table(
    "castings",
    metadata,
    Column("casting", Integer, primary_key=True),
    Column("list", JSON),
    Column("sealed", Personal(of="owner", retention="CASE")),
    Column("on", Date),
    Column("is_on", Boolean),
    Column("weight", Numeric(6, 2)),
    Column("cast_at", UtcDateTime),
    Column("owner", Uuid),
)
towers = Table(
    "towers",
    metadata,
    Column("tower", Integer, primary_key=True),
    Column("name", String(10), nullable=False),
)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    with database.writing() as db:
        metadata.create_all(db)
    yield database
    database.close()


def write(db: Connection) -> None:
    for bell in (1, 2, 1, 3):
        upsert(db, bells, {"bell": bell}, {"tone": f"c{bell}"})
    upsert(db, bells, {"bell": 1}, {"owner": "ana"})
    upsert(db, towers, {"tower": 1}, {"name": "north"})
    upsert(db, bells, {"bell": 1}, {"tone": "g"})


def rows(db: Connection, table: Table = bells) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.execute(select(table).order_by(*table.primary_key))]


EXPECTED = [(1, "g", "ana"), (2, "c2", None), (3, "c3", None)]


@pytest.mark.parametrize("before", [{}, {"tone": "old", "owner": "ben"}], ids=["new", "there"])
def test_rows_come_out_as_if_written_one_by_one(database: Database, before: dict[str, str]) -> None:
    outcomes = []
    for together in (False, True):
        with database.writing() as db:
            db.execute(bells.delete())
            if before:
                upsert(db, bells, {"bell": 3}, before)
            if together:
                with collapsing(db):
                    write(db)
            else:
                write(db)
            outcomes.append((rows(db), rows(db, towers)))
    assert outcomes[0] == outcomes[1]
    assert outcomes[1][0][:2] == EXPECTED[:2]


def test_a_row_is_written_once_however_often_it_was_touched(database: Database) -> None:
    written = []
    with database.writing() as db:
        event.listen(db, "before_cursor_execute", lambda *arguments: written.append(arguments[3]))
        with collapsing(db):
            write(db)
    assert sum(_rows_in(parameters) for parameters in written) == len(EXPECTED) + 1


def _rows_in(parameters: Any) -> int:
    """PostgreSQL is given a list for each column, SQLite a list of rows."""
    if isinstance(parameters, dict):
        (rows,) = {len(column) for column in parameters.values()}
        return rows
    return len(parameters) if isinstance(parameters, list) else 1


def test_values_of_every_type_come_back_as_they_were(database: Database) -> None:
    now, owner = datetime(2026, 3, 2, 12, 0, 0, 7, tzinfo=UTC), UUID(int=7)
    kept = Sealed({"v": 1})
    day = date(2026, 3, 2)
    full = (1, ["a", ["b"]], kept, day, True, Decimal("1.50"), now, owner)
    bare: tuple[Any, ...] = (2, [], None, None, None, None, now, owner)
    names = [column.name for column in castings.columns]
    with database.writing() as db:
        with collapsing(db):
            for number, *values in (full, bare):
                upsert(db, castings, {"casting": number}, dict(zip(names[1:], values, strict=True)))
        assert rows(db, castings) == [full, bare]


def test_a_text_is_never_cut_to_its_column(database: Database) -> None:
    """PostgreSQL refuses it; SQLite knows no lengths."""
    refused: AbstractContextManager[Any] = (
        nullcontext() if database.is_sqlite else pytest.raises(DataError)
    )
    with refused, database.writing() as db:
        with collapsing(db):
            upsert(db, bells, {"bell": 1}, {"tone": "c" * 11})
        assert rows(db) == [(1, "c" * 11, None)]


def test_whoever_asks_in_between_finds_the_rows(database: Database) -> None:
    with database.writing() as db, collapsing(db):
        write(db)
        assert rows(db) == EXPECTED
        upsert(db, bells, {"bell": 2}, {"owner": "eva"})
        db.execute(update(bells).where(bells.c.owner == "eva").values(tone="f"))
        assert rows(db)[1] == (2, "f", "eva")


def test_a_row_that_cannot_be_written_undoes_the_transaction(database: Database) -> None:
    with pytest.raises(IntegrityError), database.writing() as db, collapsing(db):
        upsert(db, bells, {"bell": 1}, {"tone": "c"})
        upsert(db, towers, {"tower": 1}, {"name": None})
    with database.reading() as db:
        assert rows(db) == []


def test_after_the_end_rows_are_written_at_once(database: Database) -> None:
    with database.writing() as db:
        with collapsing(db):
            upsert(db, bells, {"bell": 1}, {"tone": "c"})
        upsert(db, bells, {"bell": 2}, {"tone": "d"})
        assert rows(db) == [(1, "c", None), (2, "d", None)]
