"""What a reader may rely on: an order without holes that never misses a late commit."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from threading import Barrier, Event
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import text

from shared.kernel.clock import Clock
from shared.kernel.sealing import Open
from shared.store import Store
from shared.work import Work
from tests.shared.bicycles import (
    ANA,
    Bicycle,
    BicycleEvent,
    append,
    bicycle,
    bought,
    lent,
    repaired,
    work,
)
from tests.tables import make_store

WRITERS, COMMANDS = 4, 25


class TurnedBack(Exception):
    """The writer changes its mind after its events are written."""


def write(store: Store, writer: int) -> None:
    """Commands with a pause between the insert and the commit, one in four rolled back."""
    random = Random(writer)
    for number in range(COMMANDS):
        about = writer * 1000 + number
        kinds: list[BicycleEvent] = [bought(about), repaired(about), lent(about)]
        events = kinds[: random.randint(1, 3)]
        with suppress(TurnedBack), work(store) as doing:
            doing.change(Bicycle(bicycle(about)), _deciding(*events))
            if random.random() < 0.7:
                doing.flush()
                Event().wait(random.random() / 100)
            if random.random() < 0.25:
                raise TurnedBack


def _deciding(*events: BicycleEvent) -> Callable[[Bicycle], list[BicycleEvent]]:
    return lambda _: list(events)


def tail(store: Store, done: Event, seed: int) -> list[tuple[int, UUID]]:
    """What a reader sees that asks again and again from where it is, until it is at the head.

    An empty answer is no end: another reader may be numbering what was just committed.
    """
    random, seen, last = Random(seed), list[tuple[int, UUID]](), 0
    while not (done.is_set() and last == store.head()):
        messages = store.read(last, random.choice([1, 7, 100]))
        seen += [(message.position, message.id) for message in messages]
        last = seen[-1][0] if seen else 0
    return seen


def test_tailing_readers_miss_nothing_of_writers_that_pause_and_turn_back(store: Store) -> None:
    done = Event()
    with ThreadPoolExecutor(8) as threads:
        readers: list[Future[list[tuple[int, UUID]]]]
        readers = [threads.submit(tail, store, done, seed) for seed in range(3)]
        writers = [threads.submit(write, store, writer) for writer in range(WRITERS)]
        for writer in writers:
            writer.result()
        done.set()
        seen = [reader.result() for reader in readers]
    with store.database.reading() as db:
        committed = db.execute(text("SELECT count(*) FROM events")).scalar()
    assert [position for position, _ in seen[0]] == list(range(1, len(seen[0]) + 1))
    assert len({event_id for _, event_id in seen[0]}) == committed
    assert seen == [seen[0]] * 3


def test_a_late_commit_is_seen_though_a_later_insert_was_read(postgres_store: Store) -> None:
    with work(postgres_store) as slow:
        slow.change(Bicycle(bicycle(1)), lambda _: [bought(1)])
        slow.flush()
        append(postgres_store, 2, bought(2))
        before = [(m.position, m.data["bicycle_id"]) for m in postgres_store.read(0, 10)]
    after = [(m.position, m.data["bicycle_id"]) for m in postgres_store.read(1, 10)]
    assert before == [(1, str(bicycle(2)))]
    assert after == [(2, str(bicycle(1)))]


def test_numberers_at_once_give_each_position_once(postgres_store: Store) -> None:
    barrier = Barrier(6)

    def number(_: int) -> None:
        barrier.wait()
        postgres_store.head()
        postgres_store.read(0, 1)

    with ThreadPoolExecutor(6) as threads:
        for batch in range(10):
            append(postgres_store, batch, *[repaired(batch)] * 5)
            list(threads.map(number, range(6)))
    assert [message.position for message in postgres_store.read(0, 100)] == list(range(1, 51))


def test_the_head_counts_what_was_committed_before_while_another_numbers(
    postgres_store: Store,
) -> None:
    append(postgres_store, 1, bought(1))
    with ThreadPoolExecutor(1) as thread:
        with postgres_store.database.writing() as db:
            db.execute(text("SELECT number_events(true)"))
            append(postgres_store, 2, bought(2))
            assert postgres_store.read(0, 10) == []
            head = thread.submit(postgres_store.head)
        assert head.result() == 2


def test_a_private_event_has_a_position_but_no_place_in_a_chain(store: Store) -> None:
    append(store, 1, bought(1), repaired(1), lent(1))
    by_reach = [(m.reach, m.partition is None, m.previous) for m in store.read(0, 10)]
    assert by_reach == [("public", False, 0), ("private", True, 1), ("addressed", False, 2)]
    assert [(m.position, m.previous) for m in store.travelling(0, 10)] == [(1, 0), (3, 1)]


def test_an_event_of_a_writer_that_says_no_partition_keeps_its_place(postgres_store: Store) -> None:
    append(postgres_store, 1, bought(1), repaired(1), lent(1))
    with postgres_store.database.writing() as db:  # as the version before wrote them
        db.execute(text("DELETE FROM unnumbered"))
        db.execute(text("INSERT INTO unnumbered (seq) SELECT seq FROM events"))
    assert [(m.position, m.previous) for m in postgres_store.travelling(0, 10)] == [(1, 0), (3, 1)]


def test_the_chain_of_each_partition_is_closed_across_batches(store: Store) -> None:
    random = Random(7)
    for _ in range(60):
        number = random.randint(1, 20)
        kinds: list[BicycleEvent] = [bought(number), repaired(number), lent(number)]
        append(store, number, *random.choices(kinds, k=3))
        if random.random() < 0.3:
            store.head()  # numbers what there is, so that batches are of all sizes
    marks = store.high_water_marks()
    for partition in range(4):
        messages = store.travelling(0, 1000, partition)
        expected = [0] + [message.position for message in messages]
        assert [message.previous for message in messages] == expected[:-1]
        assert marks.partitions[partition] == expected[-1]
    everywhere = sorted(m.position for p in range(4) for m in store.travelling(0, 1000, p))
    assert [m.position for m in store.travelling(0, 1000)] == everywhere


def test_a_stream_keeps_to_one_partition(store: Store) -> None:
    for _ in range(3):
        append(store, 1, bought(1))
    assert len({message.partition for message in store.travelling(0, 10)}) == 1


def test_the_heads_of_an_empty_store_say_so(store: Store) -> None:
    marks = store.high_water_marks()
    assert (marks.position, marks.numbered_at) == (0, None)
    assert marks.partitions == {0: 0, 1: 0, 2: 0, 3: 0}
    assert marks.epoch == store.epoch.id


def test_numbered_at_never_decreases_though_the_clock_does(store: Store) -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    moments = iter(noon - timedelta(hours=n) for n in range(10))
    backwards = Clock(ZoneInfo("Europe/Helsinki"), lambda: next(moments))
    for number in range(5):
        with Work(store, actor=ANA, clock=backwards, sealing=Open()) as doing:
            doing.start(Bicycle(bicycle(number)), _deciding(bought(number)))
        store.head()
    numbered = [message.numbered_at for message in store.read(0, 10)]
    assert all(earlier <= later for earlier, later in pairwise(numbered))
    assert [m.recorded_at for m in store.read(0, 10)][-1] == noon - timedelta(hours=4)


def test_making_the_tables_again_keeps_epoch_and_events(store: Store) -> None:
    append(store, 1, bought(1))
    epoch = store.epoch
    make_store(store)
    again = Store("shop", store.database)
    assert (again.epoch, again.head()) == (epoch, 1)
    assert (epoch.number, epoch.partitions) == (1, 4)
