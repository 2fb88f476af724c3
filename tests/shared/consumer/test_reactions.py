"""A reaction's command and the checkpoint are one transaction."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from shared.consumer import Consumer, metadata
from shared.consumer.source import StoreSource
from shared.consumer.subscription import Reactions
from shared.kernel.aggregate import Refused
from shared.kernel.sealing import Open
from shared.store import Store
from shared.work import Stale, Work
from tests.shared.bicycles import (
    CLOCK,
    Bicycle,
    Lent,
    Repaired,
    Scrapped,
    append,
    bicycle,
    bought,
    lent,
    repaired,
)
from tests.shared.garage import parked_rows, settle


def mending(workshop: Store, reactions: Reactions, shop: Store) -> Consumer:
    with workshop.database.writing() as db:
        metadata.create_all(db)
    source = StoreSource(shop)
    return Consumer(reactions, source, store=workshop, clock=CLOCK, sealing=Open())


def mend(work: Work, event: Lent) -> None:
    """After each ride the workshop looks at the bicycle."""
    mended = Repaired(bicycle_id=event.bicycle_id, hours=1)
    work.change(Bicycle(event.bicycle_id), lambda _: [mended])


@pytest.fixture
def reactions() -> Reactions:
    reactions = Reactions("mending")
    reactions.on(Lent)(mend)
    return reactions


def test_a_reaction_writes_in_its_own_store_and_says_why(
    store: Store, workshop: Store, reactions: Reactions
) -> None:
    append(store, 1, bought(1), lent(1))
    settle(mending(workshop, reactions, store))
    cause = store.read(1, 1)[0]
    (mended,) = workshop.read(0, 10)
    assert (mended.name, mended.version) == ("bicycle.repaired", 1)
    assert mended.metadata == {
        "actor": "workshop.mending",
        "organisation": None,
        "correlation": str(cause.id),
        "causation": str(cause.id),
    }


def test_it_happens_once_however_often_the_message_comes(
    store: Store, workshop: Store, reactions: Reactions
) -> None:
    append(store, 1, lent(1))
    for _ in range(3):
        settle(mending(workshop, reactions, store))
    assert workshop.head() == 1


def test_what_a_rule_refuses_is_parked_and_leaves_no_half(store: Store, workshop: Store) -> None:
    refusing = Reactions("mending")

    @refusing.on(Lent)
    def refuse(work: Work, event: Lent) -> None:
        mend(work, event)
        work.flush()
        raise Refused("The workshop is closed on %(day)s.", day="Sunday")

    append(store, 1, lent(1))
    append(store, 2, lent(2))
    settle(mending(workshop, refusing, store))
    reason = "Refused: The workshop is closed on Sunday."
    assert parked_rows(workshop.database) == [(1, "parked", reason), (2, "parked", reason)]
    assert workshop.head() == 0


def test_a_lost_race_is_run_again(postgres_store: Store, reactions: Reactions) -> None:
    shop = postgres_store
    append(shop, 1, lent(1))
    racing, raced = Reactions("mending"), list[UUID]()

    @racing.on(Lent)
    def race(work: Work, event: Lent) -> None:
        mend(work, event)
        if not raced:
            raced.append(event.bicycle_id)
            with ThreadPoolExecutor(1) as thread:
                thread.submit(append, shop, 1, repaired(1)).result()

    consumer = mending(shop, racing, shop)
    with pytest.raises(Stale, match="is at version 2, not 1"):
        settle(consumer)
    assert parked_rows(shop.database) == []
    settle(consumer)
    assert [m.name for m in shop.read(0, 10)] == ["bicycle.lent"] + ["bicycle.repaired"] * 2


def test_a_reaction_that_insists_on_one_version_is_parked(store: Store, workshop: Store) -> None:
    insisting = Reactions("mending")

    @insisting.on(Lent)
    def insist(work: Work, event: Lent) -> None:
        work.expect(Bicycle(event.bicycle_id), 7)
        work.change(Bicycle(event.bicycle_id), lambda _: [repaired(1)])

    append(store, 1, lent(1))
    settle(mending(workshop, insisting, store))
    assert parked_rows(workshop.database) == [(1, "parked", "Stale")]


def test_a_reaction_to_ones_own_events_comes_to_rest(store: Store) -> None:
    scrapping = Reactions("scrapping")

    @scrapping.on(Lent)
    def scrap(work: Work, event: Lent) -> None:
        work.change(Bicycle(bicycle(2)), lambda _: [Scrapped(bicycle_id=bicycle(2))])

    append(store, 1, lent(1))
    settle(mending(store, scrapping, store))
    assert [message.name for message in store.read(0, 10)] == ["bicycle.lent", "bicycle.scrapped"]


def test_reactions_that_run_alone_see_what_the_last_of_them_did(
    store: Store, workshop: Store
) -> None:
    alone, seen = Reactions("mending", alone=True), list[int]()

    @alone.on(Lent)
    def count(work: Work, event: Lent) -> None:
        seen.append(workshop.head())  # as others see it, who wait for the transaction's end
        mend(work, event)

    append(store, 1, bought(1), lent(1), lent(1), lent(1))
    consumer = mending(workshop, alone, store)
    assert [consumer.step() for _ in range(4)] == [2, 1, 1, 0]
    assert seen == [0, 1, 2]
