"""What the embedded database promises: a reader never stands in a writer's way, nor dies of it."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Event

import pytest
from sqlalchemy import select, text

from shared.database.engine import Database
from shared.store import Store
from shared.store.tables import events
from tests.databases import NewDatabase
from tests.shared.bicycles import append, bicycle, bought, repaired

ROOT = Path(__file__).parents[3]
WRITER = """
import sys
from shared.database.engine import Database
from shared.store import Store
from tests.shared.bicycles import append, bought, repaired

store = Store("shop", Database(sys.argv[1]))
for number in range(int(sys.argv[2]), 10**6):
    append(store, number, bought(number), repaired(number))
    print(number, flush=True)
"""


@pytest.fixture
def new_database_url(new_sqlite_url: NewDatabase) -> NewDatabase:
    return new_sqlite_url


def test_every_connection_is_prepared_for_safety(database: Database) -> None:
    pragmas = ["journal_mode", "synchronous", "foreign_keys", "busy_timeout"]
    with database.reading() as db:
        values = [db.execute(text(f"PRAGMA {name}")).scalar() for name in pragmas]
    assert values == ["delete", 2, 1, 10000]


def test_a_result_that_nobody_has_read_to_its_end_blocks_no_commit(store: Store) -> None:
    for number in range(50):
        append(store, number, bought(number))
    with store.database.reading() as db:
        page = iter(db.execute(select(events.c.stream)))
        next(page)
        append(store, 99, bought(99))
        assert len(list(page)) == 49


def test_pages_are_read_while_commits_happen(store: Store) -> None:
    done = Event()

    def read() -> int:
        most = 0
        while not done.is_set():
            with store.database.reading() as db:
                rows = list(db.execute(select(events.c.seq)))
            assert len(rows) >= most
            most = len(rows)
        return most

    with ThreadPoolExecutor(4) as threads:
        pages = [threads.submit(read) for _ in range(4)]
        for number in range(60):
            append(store, number, bought(number))
        done.set()
        assert all(page.result() <= 60 for page in pages)


def test_a_transaction_inside_a_transaction_is_said_to_be_one(store: Store) -> None:
    with pytest.raises(RuntimeError, match="pass it on"), store.database.writing():
        append(store, 1, bought(1))
    append(store, 1, bought(1))


def test_a_killed_writer_loses_nothing_it_acknowledged(store: Store) -> None:
    random, start = Random(3), 0
    acknowledged: list[int] = []
    for _ in range(5):
        acknowledged += _write_until_killed(store, start, after=random.randint(1, 25))
        start = acknowledged[-1] + 1000
    entries = [(message.stream[-12:], message.version) for message in store.read(0, 10_000)]
    expected = [(str(bicycle(n))[-12:], v) for n in acknowledged for v in (1, 2)]
    assert [entry for entry in entries if entry in set(expected)] == expected
    assert len(entries) == len(set(entries))
    assert len(entries) - len(expected) <= 5 * 2  # the commit whose answer the kill swallowed
    assert [m.position for m in store.read(0, 10_000)] == list(range(1, len(entries) + 1))
    append(store, 1, repaired(1))


def _write_until_killed(store: Store, start: int, *, after: int) -> list[int]:
    command = [sys.executable, "-c", WRITER, str(store.database.engine.url), str(start)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        numbers = [int(writer.stdout.readline()) for _ in range(after)]
        writer.send_signal(signal.SIGKILL)
        return numbers + [int(line) for line in writer.stdout if line.endswith("\n")]
