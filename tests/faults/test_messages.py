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
from tests.shared.broker.conftest import Flow
from tests.shared.garage import Garage, following, parked_rows, settle
from tests.waiting import eventually

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
STRANGER = Keyring({"spring": b"x" * 32})


def test_a_poison_event_is_parked_with_its_stream_and_replayed_as_if_it_had_never_failed(
    flow: Flow, place: Place, mirror: Store, seed: int, tell: Tell
) -> None:
    number = Random(seed).randint(1, 12)
    poison = {(stream(number), 2): ValueError("poison")}
    with process(relaying, place, "only"), process(consuming, place, 60.0, poison):
        with Load(flow.shop, seed) as load:
            eventually(lambda: len(parked_rows(flow.workshop.database)) > 2, within=proof.HEALING)
            load.go_on()
        eventually(lambda: proof.processed(flow) == flow.shop.head(), within=proof.HEALING)
        parked = parked_rows(flow.workshop.database)
    assert {bicycle for bicycle, _, _ in parked} == {number}
    assert [state for _, state, _ in parked] == ["parked"] + ["behind"] * (len(parked) - 1)
    settle(following(Garage(), mirror, flow.shop))
    assert _without(flow.workshop, number) == _without(mirror, number) != []
    assert _replayed(flow, number) == len(parked)
    proof.acknowledged_once(load)
    proof.whole(flow, mirror)
    tell(f"{len(parked)} events of bicycle {number} parked and replayed")


def test_an_event_of_a_future_version_is_parked_until_it_is_known(
    flow: Flow, place: Place, mirror: Store, tell: Tell
) -> None:
    for number in (1, 2, 3, 4, 5):
        append(flow.shop, number, lent(number))
    append(flow.shop, 5, bought(5), lent(5))
    append(flow.shop, 1, lent(1))
    with process(relaying, place, "only"), process(consuming_as_before, place):
        eventually(lambda: proof.processed(flow) == flow.shop.head(), within=proof.HEALING)
        reason = "UnknownEvent: bicycle.bought v2 is newer than v1, the latest known here."
        behind = "an earlier event of its stream waits"
        parked = parked_rows(flow.workshop.database)
    assert parked == [(5, "parked", reason), (5, "behind", behind)]
    assert Garage().trails(flow.workshop.database) == {1: "12", 2: "1", 3: "1", 4: "1", 5: "1"}
    assert _replayed(flow, 5) == 2
    proof.whole(flow, mirror)
    tell("2 events waited for the release that knows them")


def test_a_forged_message_stops_its_partition_with_an_alarm_and_no_other(
    flow: Flow, place: Place, mirror: Store, seed: int, tell: Tell
) -> None:
    with process(relaying, place, "only"):
        with process(consuming, place), Load(flow.shop, seed) as load:
            eventually(lambda: proof.processed(flow) > 50, within=proof.HEALING)
            flow.forge(1, STRANGER)
            eventually(lambda: "source.forged" in place.log.read_text(), within=proof.HEALING)
            stopped = proof.positions(flow)
            eventually(lambda: len(_still(flow, stopped)) == 1, within=proof.HEALING)
            load.go_on()
        (partition,) = _still(flow, stopped)
        with flow.kafka.admin() as admin:  # somebody looks, and takes it out of the topic
            admin.delete_records({TopicPartition(flow.topic, partition): -1})
        with process(consuming, place, 5.0):
            proof.healed(flow)
    assert partition == _partition(flow, 1)
    proof.acknowledged_once(load)
    proof.in_order(flow)
    proof.whole(flow, mirror)
    tell(f"partition {partition} stood at {stopped[partition]}, the others went on")


def _still(flow: Flow, before: dict[int, int]) -> set[int]:
    """The partitions of which nothing was passed since."""
    return {
        partition
        for partition, position in proof.positions(flow).items()
        if position == before[partition]
    }


def _partition(flow: Flow, number: int) -> int:
    """The partition of a bicycle's stream."""
    (partition,) = {m.partition for m in proof.travelling(flow.shop) if m.stream == stream(number)}
    assert partition is not None
    return partition


def _replayed(flow: Flow, number: int) -> int:
    """Replay a bicycle's stream where nothing fails any more; how many events."""
    consumer = following(Garage(), flow.workshop, flow.shop)
    return consumer.replay(_partition(flow, number), stream(number))


def _without(store: Store, number: int) -> list[object]:
    return [row for row in proof.rows(store.database) if row[0] != bicycle(number)]
