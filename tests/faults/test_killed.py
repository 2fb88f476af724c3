"""Relays and consumers killed at every line, two at once, and one that slept too long."""

import signal
from collections import Counter
from random import Random

import pytest
from sqlalchemy import select

from shared.store import Store
from shared.transport.kafka.tables import relay_lease
from tests.faults import proof
from tests.faults.conftest import Tell
from tests.faults.load import Load, buy
from tests.faults.parts import (
    Place,
    consume_cycle,
    consuming,
    cycle,
    is_stopped,
    process,
    relay_cycle,
    relaying,
    send,
)
from tests.faults.steps import Line, Moment, deaths
from tests.shared.broker.conftest import Way
from tests.shared.garage import Garage, following, settle
from tests.waiting import eventually

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
TAKING_OVER = 60.0  # seconds
FUNCTIONS = {"before sending": "_send", "before marking": "move"}


def test_a_relay_killed_at_any_line_of_its_cycle_loses_and_reorders_nothing(
    way: Way, place: Place, mirror: Store, seed: int, tell: Tell
) -> None:
    random = Random(seed)
    buy(way.shop, random)
    ways_to_die = deaths(cycle(relay_cycle, place, None), random)
    for moment in ways_to_die:
        buy(way.shop, random)
        assert not cycle(relay_cycle, place, moment)  # it was killed
    way.relayed()
    way.passes(way.consumer(Garage()), count=len(proof.travelling(way.shop)))
    repeats = proof.published_in_order(way)
    assert repeats > 0  # some died between sending and marking
    assert proof.cursor(way) == way.shop.head()
    proof.whole(way, mirror)
    tell(f"killed at {len(ways_to_die)} lines, {repeats} records sent again")


def test_a_consumer_killed_at_any_line_of_its_transaction_has_each_effect_once(
    way: Way, place: Place, mirror: Store, seed: int, tell: Tell
) -> None:
    random, garage = Random(seed), Garage()
    buy(way.shop, random, count=30)  # on every road
    settle(following(garage, way.workshop, way.shop))
    buy(way.shop, random)
    way.relayed()
    ways_to_die = deaths(cycle(consume_cycle, place, None), random)
    moved = 0
    for moment in ways_to_die:
        buy(way.shop, random, count=1)
        way.relayed()
        before = proof.processed(way)
        assert not cycle(consume_cycle, place, moment)
        moved += proof.processed(way) > before
        assert garage.trails(way.workshop.database) == proof.noted(way)
    assert 0 < moved < len(ways_to_die)  # some died behind their commit, some before it
    rest = len(proof.travelling(way.shop)) - proof.processed(way)
    way.passes(way.consumer(garage), count=rest)
    proof.whole(way, mirror)
    tell(f"killed at {len(ways_to_die)} lines, {moved} times behind the commit")


def test_of_two_relays_the_other_takes_over_when_the_first_is_killed(
    way: Way, place: Place, mirror: Store, seed: int, tell: Tell
) -> None:
    with process(consuming, place), process(relaying, place, "first", 2.0) as first:
        eventually(lambda: lease(way)[0] == "first", within=TAKING_OVER)
        with process(relaying, place, "second", 2.0):
            with Load(way.shop, seed) as load:
                load.go_on()
                holder, term = lease(way)
                first.kill()
                eventually(lambda: lease(way) == ("second", term + 1), within=TAKING_OVER)
                load.go_on()
            proof.healed(way)
    assert holder == "first"
    proof.acknowledged_once(load)
    repeats = proof.published_in_order(way)
    proof.whole(way, mirror)
    tell(f"{len(load.acknowledged)} commands, {repeats} records sent again")


def test_of_two_consumers_the_other_goes_on_for_both_when_one_is_killed(
    way: Way, place: Place, mirror: Store, seed: int, tell: Tell
) -> None:
    relay, two = process(relaying, place, "only"), [process(consuming, place) for _ in range(2)]
    with relay, two[0] as first, two[1]:
        with Load(way.shop, seed) as load:
            eventually(lambda: shares(way) == [2, 2], within=TAKING_OVER)
            load.go_on()
            first.kill()
            eventually(lambda: shares(way) == [4], within=TAKING_OVER)
        proof.healed(way)
    proof.acknowledged_once(load)
    proof.whole(way, mirror)
    tell(f"{len(load.acknowledged)} commands, partitions shared 2 and 2, then 4")


@pytest.mark.parametrize("sleeps", FUNCTIONS)
def test_a_relay_that_slept_longer_than_its_lease_changes_nothing_when_it_wakes(
    way: Way, place: Place, mirror: Store, seed: int, tell: Tell, sleeps: str
) -> None:
    random = Random(seed)
    buy(way.shop, random)
    seen = cycle(relay_cycle, place, None)
    buy(way.shop, random)
    asleep = Moment(_first_line(seen, FUNCTIONS[sleeps]), 1, signal.SIGSTOP)
    with process(consuming, place), process(relaying, place, "sleeper", 4.0, asleep) as sleeper:
        eventually(lambda: is_stopped(sleeper), within=TAKING_OVER)
        with process(relaying, place, "successor", 4.0):
            eventually(lambda: lease(way)[0] == "successor", within=TAKING_OVER)
            buy(way.shop, random, count=20)
            proof.healed(way)
            before = lease(way), proof.cursor(way), proof.rows(way.workshop.database)
            sent = len(way.in_topic())
            send(sleeper, signal.SIGCONT)
            eventually(lambda: '"why": "Lost"' in place.log.read_text(), within=TAKING_OVER)
            assert (lease(way), proof.cursor(way), proof.rows(way.workshop.database)) == before
            again = len(way.in_topic()) - sent
            buy(way.shop, random, count=1)
            proof.healed(way)
    assert (again > 0) == (sleeps == "before sending")
    proof.published_in_order(way)
    proof.whole(way, mirror)
    tell(f"{again} old records came behind newer ones")


def _first_line(seen: Counter[Line], function: str) -> Line:
    return min(line for line in seen if line.function == function)


def lease(way: Way) -> tuple[str, int]:
    with way.shop.database.reading() as db:
        row = db.execute(select(relay_lease.c.holder, relay_lease.c.term)).first()
    return (row.holder, row.term) if row else ("", 0)


def shares(way: Way) -> list[int]:
    """How many partitions each member of the consumers' group has; none while they are dealt."""
    group = f"{way.topic}.garage"
    with way.kafka.admin() as admin:
        members = admin.describe_groups([group])[group]["members"]
    dealt = [one["member_assignment"] for one in members if one["member_assignment"]]
    return sorted(len(topic["partitions"]) for one in dealt for topic in one["assigned_partitions"])
