"""The step behind the writers: every row that was committed gets the next place, each once."""

import threading

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from shared.accesslog.chain import end, extend
from shared.accesslog.log import AccessEntry, keep
from shared.accesslog.tables import KEPT_FOR_EVER, accesses, chain, subjects
from shared.database.engine import Database
from tests.shared.accesslog.conftest import ANA, record_access

MANY = 40


def test_rows_are_chained_in_the_order_in_which_they_were_written(database: Database) -> None:
    for _ in range(3):
        record_access(database)
    assert len(extend(database)) == 3
    assert extend(database) == []
    record_access(database)
    assert len(extend(database)) == 1
    with database.reading() as db:
        places = db.execute(select(chain.c.position, chain.c.seq).order_by(chain.c.position)).all()
        written = db.execute(select(accesses.c.seq).order_by(accesses.c.seq)).scalars().all()
        assert places == list(enumerate(written, start=1))
        assert end(db)[0] == 4


def test_many_writers_and_two_that_chain_leave_no_row_out(database: Database) -> None:
    def write() -> None:
        for _ in range(MANY // 4):
            record_access(database)

    def link() -> None:
        for _ in range(5):
            extend(database)

    threads = [threading.Thread(target=act) for act in (write, write, link, write, link, write)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    extend(database)
    with database.reading() as db:
        assert db.execute(select(chain.c.position).order_by(chain.c.position)).scalars().all() == [
            *range(1, MANY + 1)
        ]


def test_it_says_whom_a_row_is_about(database: Database) -> None:
    first, second = f"{1:036}", f"{2:036}"
    entry = AccessEntry("bicycles.list", ANA, opened=(f"bicycle-{first}",), listed=(first, second))
    keep(database, entry)
    extend(database)
    with database.reading() as db:
        rows = db.execute(select(subjects.c.subject, subjects.c.is_listed)).all()
    assert sorted(rows) == [(first, False), (second, True)]


@pytest.mark.parametrize("table", [table.name for table in KEPT_FOR_EVER])
@pytest.mark.parametrize("verb", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_not_even_the_owner_of_the_tables_changes_a_row_in_passing(
    looked_at: Database, table: str, verb: str
) -> None:
    column = next(each for each in KEPT_FOR_EVER if each.name == table).c.keys()[0]
    with pytest.raises(DBAPIError, match="only added to"), looked_at.writing() as db:
        db.execute(text(verb.format(table, column, column)))
