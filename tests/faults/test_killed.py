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
from tests.faults.steps import CodeLine, Moment, deaths
from tests.shared.broker.conftest import Flow
from tests.shared.garage import Garage, following, settle
from tests.waiting import eventually

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
TAKING_OVER = 60.0  # seconds
FUNCTIONS = {"before sending": "_send", "before marking": "move"}


def test_a_relay_killed_at_any_line_of_its_cycle_loses_and_reorders_nothing(
    flow: Flow, place: Place, mirror: Store, seed: int, tell: Tell
) -> None:
    random = Random(seed)
    buy(flow.shop, random)
    moments = deaths(cycle(relay_cycle, place, None), random)
    for moment in moments:
        buy(flow.shop, random)
        assert not cycle(relay_cycle, place, moment)  # it was killed
    flow.relayed()
    flow.passes(flow.consumer(Garage()), count=len(proof.travelling(flow.shop)))
    repeats = proof.published_in_order(flow)
    assert repeats > 0  # some died between sending and marking
    assert proof.cursor(flow) == flow.shop.head()
    proof.whole(flow, mirror)
    tell(f"killed at {len(moments)} lines, {repeats} records sent again")


def test_a_consumer_killed_at_any_line_of_its_transaction_has_each_effect_once(
    flow: Flow, place: Place, mirror: Store, seed: int, tell: Tell
) -> None:
    random, garage = Random(seed), Garage()
    buy(flow.shop, random, count=30)  # on every road
    settle(following(garage, flow.workshop, flow.shop))
    buy(flow.shop, random)
    flow.relayed()
    moments = deaths(cycle(consume_cycle, place, None), random)
    moved = 0
    for moment in moments:
        buy(flow.shop, random, count=1)
        flow.relayed()
        before = proof.processed(flow)
        assert not cycle(consume_cycle, place, moment)
        moved += proof.processed(flow) > before
        assert garage.trails(flow.workshop.database) == proof.expected_trails(flow)
    assert 0 < moved < len(moments)  # some died behind their commit, some before it
    rest = len(proof.travelling(flow.shop)) - proof.processed(flow)
    flow.passes(flow.consumer(garage), count=rest)
    proof.whole(flow, mirror)
    tell(f"killed at {len(moments)} lines, {moved} times behind the commit")


def test_of_two_relays_the_other_takes_over_when_the_first_is_killed(
    flow: Flow, place: Place, mirror: Store, seed: int, tell: Tell
) -> None:
    with process(consuming, place), process(relaying, place, "first", 2.0) as first:
        eventually(lambda: lease(flow)[0] == "first", within=TAKING_OVER)
        with process(relaying, place, "second", 2.0):
            with Load(flow.shop, seed) as load:
                load.go_on()
                holder, term = lease(flow)
                first.kill()
                eventually(lambda: lease(flow) == ("second", term + 1), within=TAKING_OVER)
                load.go_on()
            proof.healed(flow)
    assert holder == "first"
    proof.acknowledged_once(load)
    repeats = proof.published_in_order(flow)
    proof.whole(flow, mirror)
    tell(f"{len(load.acknowledged)} commands, {repeats} records sent again")


def test_of_two_consumers_the_other_goes_on_for_both_when_one_is_killed(
    flow: Flow, place: Place, mirror: Store, seed: int, tell: Tell
) -> None:
    relay, two = process(relaying, place, "only"), [process(consuming, place) for _ in range(2)]
    with relay, two[0] as first, two[1]:
        with Load(flow.shop, seed) as load:
            eventually(lambda: shares(flow) == [2, 2], within=TAKING_OVER)
            load.go_on()
            first.kill()
            eventually(lambda: shares(flow) == [4], within=TAKING_OVER)
        proof.healed(flow)
    proof.acknowledged_once(load)
    proof.whole(flow, mirror)
    tell(f"{len(load.acknowledged)} commands, partitions shared 2 and 2, then 4")


@pytest.mark.parametrize("sleeps", FUNCTIONS)
def test_a_relay_that_slept_longer_than_its_lease_changes_nothing_when_it_wakes(
    flow: Flow, place: Place, mirror: Store, seed: int, tell: Tell, sleeps: str
) -> None:
    random = Random(seed)
    buy(flow.shop, random)
    seen = cycle(relay_cycle, place, None)
    buy(flow.shop, random)
    asleep = Moment(_first_line(seen, FUNCTIONS[sleeps]), 1, signal.SIGSTOP)
    with process(consuming, place), process(relaying, place, "sleeper", 4.0, asleep) as sleeper:
        eventually(lambda: is_stopped(sleeper), within=TAKING_OVER)
        with process(relaying, place, "successor", 4.0):
            eventually(lambda: lease(flow)[0] == "successor", within=TAKING_OVER)
            buy(flow.shop, random, count=20)
            proof.healed(flow)
            before = lease(flow), proof.cursor(flow), proof.rows(flow.workshop.database)
            sent = len(flow.in_topic())
            send(sleeper, signal.SIGCONT)
            eventually(lambda: '"why": "Lost"' in place.log.read_text(), within=TAKING_OVER)
            assert (lease(flow), proof.cursor(flow), proof.rows(flow.workshop.database)) == before
            again = len(flow.in_topic()) - sent
            buy(flow.shop, random, count=1)
            proof.healed(flow)
    assert (again > 0) == (sleeps == "before sending")
    proof.published_in_order(flow)
    proof.whole(flow, mirror)
    tell(f"{again} old records came behind newer ones")


def _first_line(seen: Counter[CodeLine], function: str) -> CodeLine:
    return min(line for line in seen if line.function == function)


def lease(flow: Flow) -> tuple[str, int]:
    with flow.shop.database.reading() as db:
        row = db.execute(select(relay_lease.c.holder, relay_lease.c.term)).first()
    return (row.holder, row.term) if row else ("", 0)


def shares(flow: Flow) -> list[int]:
    """How many partitions each member of the consumers' group has; none while they are dealt."""
    group = f"{flow.topic}.garage"
    with flow.kafka.admin() as admin:
        members = admin.describe_groups([group])[group]["members"]
    dealt = [member["member_assignment"] for member in members if member["member_assignment"]]
    return sorted(
        len(topic["partitions"]) for member in dealt for topic in member["assigned_partitions"]
    )
