"""A projection built anew while it is read and written, and swapped without anybody noticing."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import func, inspect, select, update

from shared.database import Database
from shared.rebuild import NotBetter, Rebuilt, rebuild
from shared.sealing import Open
from shared.service import Service
from shared.source import StoreSource
from shared.store import Store
from tests.shared.bicycles import CLOCK, append, bought, lent, repaired, stream
from tests.shared.consumer.test_passing import history
from tests.shared.garage import Garage, parked_rows
from tests.tables import make_service


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


@pytest.mark.parametrize("fault", [{}, {(stream(1), 1): ValueError()}], ids=["done", "refused"])
def test_nothing_is_left_of_the_shadow(
    rows: Rows, store: Store, fault: dict[tuple[str, int], Exception]
) -> None:
    append(store, 1, bought(1))
    rows.garage.faults = fault
    with suppress(NotBetter):
        rows.rebuild()
    engine = rows.service.database.engine
    if rows.service.database.is_sqlite:
        folder = Path(str(engine.url.database)).parent
        assert [file.name for file in folder.iterdir() if "shadow" in file.name] == []
    else:
        assert [name for name in inspect(engine).get_schema_names() if "shadow" in name] == []


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
