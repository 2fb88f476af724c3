"""Messages that cannot be applied or must not be believed, while everything else flows."""

from random import Random

import pytest
from kafka import TopicPartition

from shared.kernel.signing import Keyring
from shared.store import Store
from tests.faults import proof
from tests.faults.conftest import Tell
from tests.faults.load import Load
from tests.faults.parts import Place, consuming, consuming_as_before, process, relaying
from tests.shared.bicycles import append, bicycle, bought, lent, stream
from tests.shared.broker.conftest import Way
from tests.shared.garage import Garage, following, parked_rows, settle
from tests.waiting import eventually

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
STRANGER = Keyring({"spring": b"x" * 32})


def test_a_poison_event_is_parked_with_its_stream_and_replayed_as_if_it_had_never_failed(
    way: Way, place: Place, mirror: Store, seed: int, tell: Tell
) -> None:
    number = Random(seed).randint(1, 12)
    poison = {(stream(number), 2): ValueError("poison")}
    with process(relaying, place, "only"), process(consuming, place, 60.0, poison):
        with Load(way.shop, seed) as load:
            eventually(lambda: len(parked_rows(way.workshop.database)) > 2, within=proof.HEALING)
            load.go_on()
        eventually(lambda: proof.processed(way) == way.shop.head(), within=proof.HEALING)
        parked = parked_rows(way.workshop.database)
    assert {one for one, _, _ in parked} == {number}
    assert [state for _, state, _ in parked] == ["parked"] + ["behind"] * (len(parked) - 1)
    settle(following(Garage(), mirror, way.shop))
    assert _without(way.workshop, number) == _without(mirror, number) != []
    assert _replayed(way, number) == len(parked)
    proof.acknowledged_once(load)
    proof.whole(way, mirror)
    tell(f"{len(parked)} events of bicycle {number} parked and replayed")


def test_an_event_of_a_future_version_is_parked_until_it_is_known(
    way: Way, place: Place, mirror: Store, tell: Tell
) -> None:
    for number in (1, 2, 3, 4, 5):
        append(way.shop, number, lent(number))
    append(way.shop, 5, bought(5), lent(5))
    append(way.shop, 1, lent(1))
    with process(relaying, place, "only"), process(consuming_as_before, place):
        eventually(lambda: proof.processed(way) == way.shop.head(), within=proof.HEALING)
        reason = "UnknownEvent: bicycle.bought v2 is newer than v1, the latest known here."
        behind = "an earlier event of its stream waits"
        parked = parked_rows(way.workshop.database)
    assert parked == [(5, "parked", reason), (5, "behind", behind)]
    assert Garage().trails(way.workshop.database) == {1: "12", 2: "1", 3: "1", 4: "1", 5: "1"}
    assert _replayed(way, 5) == 2
    proof.whole(way, mirror)
    tell("2 events waited for the release that knows them")


def test_a_forged_message_stops_its_partition_with_an_alarm_and_no_other(
    way: Way, place: Place, mirror: Store, seed: int, tell: Tell
) -> None:
    with process(relaying, place, "only"):
        with process(consuming, place), Load(way.shop, seed) as load:
            eventually(lambda: proof.processed(way) > 50, within=proof.HEALING)
            way.forge(1, STRANGER)
            eventually(lambda: "source.forged" in place.log.read_text(), within=proof.HEALING)
            stopped = proof.positions(way)
            eventually(lambda: len(_still(way, stopped)) == 1, within=proof.HEALING)
            load.go_on()
        (road,) = _still(way, stopped)
        with way.kafka.admin() as admin:  # somebody looks, and takes it out of the topic
            admin.delete_records({TopicPartition(way.topic, road): -1})
        with process(consuming, place, 5.0):
            proof.healed(way)
    assert road == _road(way, 1)
    proof.acknowledged_once(load)
    proof.in_order(way)
    proof.whole(way, mirror)
    tell(f"partition {road} stood at {stopped[road]}, the others went on")


def _still(way: Way, before: dict[int, int]) -> set[int]:
    """The partitions of which nothing was passed since."""
    return {road for road, position in proof.positions(way).items() if position == before[road]}


def _road(way: Way, number: int) -> int:
    """The partition of a bicycle's stream."""
    (road,) = {m.partition for m in proof.travelling(way.shop) if m.stream == stream(number)}
    assert road is not None
    return road


def _replayed(way: Way, number: int) -> int:
    """Replay a bicycle's stream where nothing fails any more; how many events."""
    consumer = following(Garage(), way.workshop, way.shop)
    return consumer.replay(_road(way, number), stream(number))


def _without(store: Store, number: int) -> list[object]:
    return [row for row in proof.rows(store.database) if row[0] != bicycle(number)]
