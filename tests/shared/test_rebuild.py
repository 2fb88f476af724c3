"""A projection built anew while it is read and written, and swapped without anybody noticing."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest
from sqlalchemy import func, inspect, select, update

from shared.consumer.interleaving import Interleaving
from shared.consumer.source import StoreSource
from shared.consumer.tables import checkpoints
from shared.database.engine import Database
from shared.database.shadow import SCHEMA
from shared.kernel.aggregate import NotYet
from shared.kernel.locks import Held
from shared.kernel.sealing import Open
from shared.maintenance.rebuild import NotBetter, Rebuilt, rebuild
from shared.service import Service
from shared.store import Store
from tests.shared.bicycles import CLOCK, append, bought, lent, repaired, stream
from tests.shared.consumer.test_passing import history
from tests.shared.garage import Garage, following, parked_rows
from tests.tables import make_service
from tests.tree import ROOT
from tests.waiting import eventually

KILLED = """
import os, signal, sys
from shared.database.engine import Database
from shared.store import Store
from tests.shared.bicycles import stream
from tests.shared.test_rebuild import Rows

class Death(dict):
    def get(self, at):
        if at == (stream(1), 3):
            os.kill(os.getpid(), signal.SIGKILL)

rows = Rows(sys.argv[1], Store("shop", Database(sys.argv[2])))
rows.garage.faults = Death()
rows.rebuild()
"""


class Rows:
    """The workshop with its garage, following its own store and the shop's."""

    def __init__(self, url: str, shop: Store) -> None:
        self.garage = Garage()
        self.service = Service("workshop", database=Database(url), clock=CLOCK, sealing=Open())
        self.service.listen(self.garage.projection, self.service.own, StoreSource(shop))
        make_service(self.service)

    def trails(self) -> dict[int, str]:
        return self.garage.trails(self.service.database)

    def rebuild(self) -> Rebuilt:
        return rebuild(self.service, self.garage.projection)

    def spoil(self) -> None:
        with self.service.database.writing() as db:
            db.execute(update(self.garage.rows).values(trail="wrong"))


@pytest.fixture
def rows(new_database_url: Callable[[], str], store: Store) -> Iterator[Rows]:
    rows = Rows(new_database_url(), store)
    yield rows
    rows.service.close()


def test_a_new_build_has_the_rows_of_the_live_one(rows: Rows, store: Store) -> None:
    expected = history(store)
    append(rows.service.store, 50, bought(50), repaired(50))
    rows.service.followers.settle()
    before = rows.trails()
    rebuilt = rows.rebuild()
    assert before == expected | {50: "12"} == rows.trails()
    assert rebuilt == Rebuilt("garage", {"garage": len(before)}, store.head() + 2)


def test_a_new_build_mends_what_was_wrong_and_is_followed_on(rows: Rows, store: Store) -> None:
    append(store, 1, bought(1), lent(1))
    rows.service.followers.settle()
    rows.spoil()
    rows.rebuild()
    append(store, 1, lent(1))
    assert rows.service.followers.settle() == 1
    assert rows.trails() == {1: "123"}


def test_a_build_of_what_never_followed_is_at_the_head(rows: Rows, store: Store) -> None:
    append(store, 1, bought(1), lent(1))
    rows.rebuild()
    assert rows.trails() == {1: "12"}
    assert rows.service.followers.settle() == 0


def test_a_build_takes_its_sources_in_the_order_things_happened(rows: Rows, store: Store) -> None:
    expected = ""
    for number in range(1, 8):
        append(store if number % 2 else rows.service.store, 1, bought(1))
        rows.service.store.head(), store.head()
        expected += str((number + 1) // 2)
    rows.rebuild()
    assert rows.trails() == {1: expected}


def test_what_was_parked_and_works_now_is_in_the_new_build(rows: Rows, store: Store) -> None:
    rows.garage.faults[stream(1), 1] = ValueError()
    append(store, 1, bought(1), lent(1))
    rows.service.followers.settle()
    assert rows.trails() == {}
    rows.garage.faults.clear()
    rows.rebuild()
    assert rows.trails() == {1: "12"}
    assert parked_rows(rows.service.database) == []


def test_a_build_that_parks_more_is_not_put_in_place(rows: Rows, store: Store) -> None:
    append(store, 1, bought(1), lent(1))
    rows.service.followers.settle()
    rows.garage.faults[stream(1), 2] = ValueError()
    with pytest.raises(NotBetter, match="garage has 0 events parked; its new build would have 1"):
        rows.rebuild()
    assert rows.trails() == {1: "12"}


def test_what_waits_is_tried_again_with_everything_that_comes(
    store: Store, workshop: Store
) -> None:
    garage = Garage()
    building = Interleaving([following(garage, workshop, store)])
    append(store, 2, bought(2))
    building.advance()
    garage.faults[stream(1), 1] = NotYet("no such rider yet")
    append(store, 1, bought(1))
    building.advance()
    garage.faults.clear()
    append(store, 2, lent(2))
    building.advance()
    assert garage.trails(workshop.database) == {1: "1", 2: "12"}
    assert parked_rows(workshop.database) == []


def test_what_a_restored_source_lost_does_not_stand_in_the_way(rows: Rows, store: Store) -> None:
    append(store, 1, bought(1), lent(1))
    rows.service.followers.settle()
    with rows.service.database.writing() as db:
        db.execute(update(checkpoints).values(epoch=uuid4(), position=1000))
    rows.rebuild()
    append(store, 1, lent(1))
    rows.service.followers.settle()
    assert rows.trails() == {1: "123"}


def test_a_second_one_at_once_is_refused(rows: Rows, store: Store) -> None:
    append(store, 1, bought(1))
    begun, go_on = Event(), Event()

    class Slow(dict[tuple[str, int], Exception]):
        def get(self, *_at: object) -> None:  # type: ignore[override]  # it only takes its time
            begun.set()
            go_on.wait(60)

    rows.garage.faults = Slow()
    with ThreadPoolExecutor() as threads:
        first = threads.submit(rows.rebuild)
        begun.wait(60)
        with pytest.raises(Held):
            rows.rebuild()
        go_on.set()
        assert first.result().rows == {"garage": 1}
    assert rows.rebuild().rows == {"garage": 1}


def test_one_that_was_killed_leaves_the_live_rows_and_hinders_no_other(
    rows: Rows, store: Store
) -> None:
    append(store, 1, bought(1), lent(1))
    rows.service.followers.settle()
    append(store, 1, lent(1))
    urls = [
        database.engine.url.render_as_string(hide_password=False)
        for database in (rows.service.database, store.database)
    ]
    command = [sys.executable, "-c", KILLED, *urls]
    killed = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert rows.trails() == {1: "12"}
    assert left(rows) != []
    eventually(lambda: _rebuilt(rows))  # PostgreSQL needs a moment to notice
    assert rows.trails() == {1: "123"}


def left(rows: Rows) -> list[str]:
    """What there is of a shadow."""
    engine = rows.service.database.engine
    if not rows.service.database.is_sqlite:
        return inspect(engine).get_table_names(SCHEMA)
    folder = Path(str(engine.url.database)).parent
    return [file.name for file in folder.iterdir() if "shadow" in file.name]


def _rebuilt(rows: Rows) -> Rebuilt | None:
    with suppress(Held):
        return rows.rebuild()
    return None


@pytest.mark.parametrize("fault", [{}, {(stream(1), 1): ValueError()}], ids=["done", "refused"])
def test_nothing_is_left_of_the_shadow(
    rows: Rows, store: Store, fault: dict[tuple[str, int], Exception]
) -> None:
    append(store, 1, bought(1))
    rows.garage.faults = fault
    with suppress(NotBetter):
        rows.rebuild()
    assert left(rows) == []


def test_readers_and_writers_notice_nothing(rows: Rows, store: Store) -> None:
    for number in range(40):
        append(store, number, bought(number), repaired(number), lent(number))
    rows.service.followers.settle()
    done = Event()

    def read() -> list[tuple[int, int]]:
        seen = []
        count = select(func.count(), func.sum(func.length(rows.garage.rows.c.trail)))
        while not done.is_set():
            with rows.service.database.reading() as db:
                bicycles, events = db.execute(count).one()
                seen.append((bicycles, events))
        return seen

    def write() -> None:
        for number in range(40, 80):
            append(store, number, bought(number))
        done.set()

    with ThreadPoolExecutor(3) as threads:
        reader, writer = threads.submit(read), threads.submit(write)
        rows.service.followers.start()
        rows.rebuild()
        rows.rebuild()
        writer.result()
        seen = reader.result()
    rows.service.followers.stop()
    rows.service.followers._ending.clear()
    rows.service.followers.settle()
    assert seen == sorted(seen)
    assert seen[0] >= (40, 80)
    assert len(rows.trails()) == 80
