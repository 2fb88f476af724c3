"""What cannot be applied is kept in order, loses nothing, and holds nobody else up."""

from random import Random
from sqlite3 import OperationalError as LowLevel

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from shared.consumer import Consumer, Stopped
from shared.kernel.aggregate import NotYet
from shared.kernel.murmur2 import partition_of
from shared.store import Store
from tests.shared.bicycles import BicycleEvent, append, bought, lent, stream
from tests.shared.garage import Garage, following, parked_rows, settle
from tests.shared.store.test_versions import keep

BUG, EARLY = ValueError("a name that nobody should read"), NotYet("no such rider yet")
OUTAGE = OperationalError("SELECT 1", {}, LowLevel("away"))


def test_poison_is_parked_with_its_stream_behind_it_and_others_flow(
    store: Store, workshop: Store
) -> None:
    garage = Garage({(stream(1), 2): BUG})
    append(store, 1, bought(1), lent(1), lent(1))
    append(store, 2, bought(2), lent(2))
    append(store, 1, lent(1))
    assert settle(following(garage, workshop, store)) == 6
    assert garage.trails(workshop.database) == {1: "1", 2: "12"}
    behind = (1, "behind", "an earlier event of its stream waits")
    assert parked_rows(workshop.database) == [(1, "parked", "ValueError"), behind, behind]


def test_a_replay_goes_as_far_as_it_can_and_in_order(store: Store, workshop: Store) -> None:
    garage = Garage({(stream(1), 1): BUG, (stream(1), 3): BUG})
    append(store, 1, bought(1), lent(1), lent(1), lent(1))
    consumer = following(garage, workshop, store)
    settle(consumer)
    partition = store.travelling(0, 1)[0].partition
    assert partition is not None
    assert consumer.replay(partition, stream(1)) == 0
    del garage.faults[stream(1), 1]
    assert consumer.replay(partition, stream(1)) == 2
    assert garage.trails(workshop.database) == {1: "12"}
    assert [state for _, state, _ in parked_rows(workshop.database)] == ["parked", "behind"]
    garage.faults.clear()
    assert consumer.replay(partition, stream(1)) == 2
    append(store, 1, lent(1))
    settle(consumer)
    assert garage.trails(workshop.database) == {1: "12345"}
    assert parked_rows(workshop.database) == []


def test_an_unknown_version_is_parked_never_skipped(store: Store, workshop: Store) -> None:
    keep(store, "bicycle.bought", 3, {"model": "city", "price": 1}, partition=0)
    garage = Garage()
    assert settle(following(garage, workshop, store)) == 1
    ((_, state, reason),) = parked_rows(workshop.database)
    assert state == "parked"
    assert reason == "UnknownEvent: bicycle.bought v3 is newer than v2, the latest known here."


def test_what_cannot_be_decoded_is_parked(store: Store, workshop: Store) -> None:
    keep(store, "bicycle.bought", 2, {"model": "city"}, partition=0)
    settle(following(Garage(), workshop, store))
    assert parked_rows(workshop.database) == [
        (1, "parked", "NotAgreed: bicycle.bought lacks price.")
    ]


def test_not_yet_waits_and_comes_by_itself_in_its_order(store: Store, workshop: Store) -> None:
    garage = Garage({(stream(1), 1): EARLY})
    append(store, 1, bought(1), lent(1))
    consumer = following(garage, workshop, store)
    settle(consumer)
    append(store, 1, lent(1))
    settle(consumer)
    assert parked_rows(workshop.database)[0] == (1, "waiting", "NotYet: no such rider yet")
    garage.faults.clear()
    assert settle(consumer) == 3
    assert garage.trails(workshop.database) == {1: "123"}
    assert parked_rows(workshop.database) == []


def test_what_another_process_left_waiting_is_retried_too(store: Store, workshop: Store) -> None:
    garage = Garage({(stream(1), 1): EARLY})
    append(store, 1, bought(1))
    settle(following(garage, workshop, store))
    garage.faults.clear()
    assert settle(following(garage, workshop, store)) == 1


def test_an_outage_is_never_counted_against_an_event(store: Store, workshop: Store) -> None:
    garage = Garage({(stream(1), version): OUTAGE for version in range(1, 30)})
    append(store, 1, *[lent(1)] * 3)
    consumer = following(garage, workshop, store)
    for _ in range(15):
        with pytest.raises(OperationalError):
            settle(consumer)
    assert parked_rows(workshop.database) == []
    garage.faults.clear()
    settle(consumer)
    assert garage.trails(workshop.database) == {1: "123"}


def test_a_wrong_statement_is_no_outage(store: Store, workshop: Store) -> None:
    garage = Garage()
    append(store, 1, lent(1))
    consumer = following(garage, workshop, store)
    with workshop.database.writing() as db:
        db.execute(text("DROP TABLE garage"))
    settle(consumer)
    assert [state for _, state, _ in parked_rows(workshop.database)] == ["parked"]


@pytest.mark.parametrize("limit", [1, 4, 200])
def test_ten_in_a_row_stop_the_consumer_with_everything_kept(
    store: Store, workshop: Store, limit: int
) -> None:
    numbers = [n for n in range(1, 200) if _partition(n) == 1][:12]
    for number in numbers:
        append(store, number, lent(number))
    garage = Garage({(stream(number), 1): BUG for number in numbers})
    consumer = following(garage, workshop, store, limit=limit)
    with pytest.raises(Stopped, match="garage parked 10 of shop in a row"):
        settle(consumer)
    assert len(parked_rows(workshop.database)) == 10


def test_nine_in_a_row_and_any_number_waiting_do_not_stop_it(store: Store, workshop: Store) -> None:
    numbers = [n for n in range(1, 200) if _partition(n) == 1][:40]
    faults: dict[tuple[str, int], Exception] = {}
    for place, number in enumerate(numbers):
        append(store, number, lent(number))
        if place % 20 != 18:  # nine bugs, nine that wait, and one that works
            faults[stream(number), 1] = EARLY if place % 2 else BUG
    garage = Garage(faults)
    assert settle(following(garage, workshop, store, limit=7)) == 40
    assert len(parked_rows(workshop.database)) == len(faults)


def test_a_stopped_consumer_goes_on_when_somebody_has_looked(store: Store, workshop: Store) -> None:
    numbers = [n for n in range(1, 200) if _partition(n) == 1][:15]
    for number in numbers:
        append(store, number, lent(number))
    garage = Garage({(stream(number), 1): BUG for number in numbers[:10]})
    consumer = following(garage, workshop, store)
    with pytest.raises(Stopped):
        consumer.step()
    assert len(parked_rows(workshop.database)) == 10
    assert settle(consumer) == 5
    assert list(garage.trails(workshop.database)) == numbers[10:]


@pytest.mark.parametrize("seed", range(3))
def test_any_run_that_failed_ends_in_the_rows_of_one_that_did_not(
    store: Store, workshop: Store, seed: int
) -> None:
    random, versions = Random(seed), dict[int, int]()
    garage = Garage()
    consumer = following(garage, workshop, store, limit=random.choice([1, 3, 50]))
    for _ in range(15):
        number = random.randint(1, 5)
        kinds: list[BicycleEvent] = [bought(number), lent(number)]
        versions[number] = append(store, number, *random.choices(kinds, k=random.randint(1, 3)))
        if random.random() < 0.4:
            at = versions[number] - random.randint(0, 1), random.choice([BUG, EARLY])
            garage.faults[stream(number), at[0]] = at[1]
        if random.random() < 0.3 and garage.faults:
            del garage.faults[random.choice(list(garage.faults))]
        if random.random() < 0.6:
            _settle_past_stops(consumer)
        if random.random() < 0.3:
            consumer.replay(_partition(number), stream(number))
    garage.faults.clear()
    _settle_past_stops(consumer)
    for number in versions:
        consumer.replay(_partition(number), stream(number))
    expected = {n: "".join(map(str, range(1, versions[n] + 1))) for n in sorted(versions)}
    assert garage.trails(workshop.database) == expected
    assert parked_rows(workshop.database) == []


def _settle_past_stops(consumer: Consumer) -> None:
    try:
        settle(consumer)
    except Stopped:
        _settle_past_stops(consumer)


def _partition(number: int) -> int:
    return partition_of(stream(number), 4)
