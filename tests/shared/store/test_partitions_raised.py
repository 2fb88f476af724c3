"""More partitions for what begins from now on; what has begun stays where it is."""

from functools import partial

import pytest

from shared.consumer.source import StoreSource
from shared.store import Store, epochs
from tests.shared.bicycles import (
    Bicycle,
    append,
    bicycle,
    bought,
    lent,
    repaired,
    stream,
    work,
)

OLD, NEW = range(1, 40), range(40, 80)


def raised(store: Store, to: int) -> int:
    with store.database.writing() as db:
        before = epochs.raise_partitions(db, to)
    store.read_epoch()
    return before


def partitions_of(store: Store, numbers: range) -> dict[str, list[int | None]]:
    wanted: dict[str, list[int | None]] = {stream(number): [] for number in numbers}
    for message in store.travelling(0, 1000):
        if message.stream in wanted:
            wanted[message.stream].append(message.partition)
    return wanted


def test_what_has_begun_stays_and_what_begins_is_spread(store: Store) -> None:
    for number in OLD:
        append(store, number, bought(number))
    assert raised(store, 16) == 4
    for number in (*OLD, *NEW):
        append(store, number, lent(number))
        append(store, number, lent(number), repaired(number), lent(number))
    old, new = partitions_of(store, OLD), partitions_of(store, NEW)
    assert [len(each) for each in old.values()] == [4] * len(OLD)
    assert {len(set(each)) for each in (*old.values(), *new.values())} == {1}
    assert {number for each in old.values() for number in each} <= set(range(4))
    assert max(number or 0 for each in new.values() for number in each) == 15


def test_a_process_that_knows_nothing_of_it_yet_stays_in_a_streams_partition(store: Store) -> None:
    elsewhere = Store(store.service, store.database)
    assert elsewhere.epoch.partitions == 4
    raised(store, 16)
    for number in NEW:
        append(store, number, bought(number))
    for number in NEW:
        append(elsewhere, number, lent(number))
    assert {len(set(each)) for each in partitions_of(store, NEW).values()} == {1}


def test_what_no_event_of_its_stream_has_travelled_to_is_spread_anew(store: Store) -> None:
    for number in NEW:
        append(store, number, repaired(number))
    raised(store, 16)
    for number in NEW:
        append(store, number, lent(number), repaired(number), lent(number))
    by_stream = partitions_of(store, NEW)
    assert {len(set(each)) for each in by_stream.values()} == {1}
    assert max(number or 0 for each in by_stream.values() for number in each) > 3


def test_each_partition_is_a_chain_of_its_own_from_its_first_event(store: Store) -> None:
    for number in OLD:
        append(store, number, bought(number))
    raised(store, 8)
    for number in (*OLD, *NEW):
        append(store, number, lent(number))
    source = StoreSource(store)
    assert list(source.partitions) == list(range(8))
    for partition in source.partitions:
        before = 0
        for message in source.read(partition, 0, 1000):
            assert message.previous == before
            before = message.position


def test_one_work_that_begins_a_stream_keeps_it_together(store: Store) -> None:
    raised(store, 16)
    with work(store) as doing:
        for number in NEW:
            events = [bought(number), lent(number)]
            doing.change(Bicycle(bicycle(number)), partial(_decided, events))
    assert {len(set(each)) for each in partitions_of(store, NEW).values()} == {1}


def _decided(events: list[object], _: Bicycle) -> list[object]:
    return events


@pytest.mark.parametrize(("to", "partitions"), [(4, 4), (5, 5)])
def test_as_many_as_there_are_or_more(store: Store, to: int, partitions: int) -> None:
    assert (raised(store, to), store.epoch.partitions) == (4, partitions)


def test_never_fewer(store: Store) -> None:
    with pytest.raises(ValueError, match="4 partitions already"):
        raised(store, 3)
    assert store.read_epoch().partitions == 4
