"""After a restore everybody comes back to the history that stands, and nothing of it is missed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from sqlalchemy import update

from shared.consumer import Consumer, WentBack, reacting
from shared.consumer.reacting import Lost
from shared.consumer.source import StoreSource
from shared.consumer.subscription import Reactions
from shared.consumer.tables import checkpoints
from shared.database.engine import Database
from shared.kernel.sealing import Open
from shared.maintenance.reconcile import reconcile
from shared.maintenance.restored import begin_epoch, mend
from shared.service import Service
from shared.store import Store
from shared.transport.deliveries import Deliveries
from shared.work import Work
from tests.databases import NewDatabase
from tests.set_back import set_back
from tests.shared.bicycles import (
    CLOCK,
    SHOP,
    Bicycle,
    Lent,
    Repaired,
    append,
    bicycle,
    bought,
    lent,
    stream,
)
from tests.shared.consumer.test_parking import BUG
from tests.shared.garage import Garage, parked_rows
from tests.tables import make_service

ONE_LOST = "goes on from where both agree; 1 events that it had answered are lost"


@dataclass
class Shop:
    """A shop, and a workshop that lists its bicycles and repairs what was lent."""

    service: Service
    workshop: Service
    garage: Garage = field(default_factory=Garage)
    answered: list[UUID] = field(default_factory=list)  # bicycles, whenever one was lent

    def __post_init__(self) -> None:
        reactions = Reactions("mending")
        reactions.on(Lent)(self._repair)
        source = StoreSource(self.service.store)
        self.workshop.listen(self.garage.projection, source)
        self.workshop.listen(reactions, source)
        for service in (self.service, self.workshop):
            make_service(service)

    @property
    def store(self) -> Store:
        return self.service.store

    @property
    def consumers(self) -> list[Consumer]:
        return self.workshop.followers.consumers

    def settle(self) -> dict[str, str]:
        """Follow until nothing moves; who stands still."""
        self.workshop.followers.settle()
        return self.workshop.followers.stopped

    def mend(self) -> dict[tuple[str, str], str]:
        begin_epoch(self.store)
        how = {(each.consumer, each.source): each.how for each in mend(self.workshop)}
        self.workshop.followers.resume()
        return how

    def repaired(self) -> list[int]:
        """The bicycles that were repaired, each as often as it was."""
        messages = self.workshop.store.read(0, 1000)
        return sorted(int(message.stream[-12:], 16) for message in messages)

    def lost(self) -> list[Lost]:
        with self.workshop.database.reading() as db:
            return reacting.lost(db)

    def _repair(self, work: Work, event: Lent) -> None:
        self.answered.append(event.bicycle_id)
        fixed = Repaired(bicycle_id=event.bicycle_id, hours=1)
        work.change(Bicycle(event.bicycle_id), lambda state: [] if state.repairs else [fixed])


@pytest.fixture
def shop(new_database_url: NewDatabase) -> Iterator[Shop]:
    shop, workshop = (
        Service(name, database=Database(new_database_url()), clock=CLOCK, sealing=Open())
        for name in ("shop", "workshop")
    )
    yield Shop(shop, workshop)
    for service in (shop, workshop):
        service.close()


def test_what_followed_a_lost_history_holds_what_the_store_holds(shop: Shop) -> None:
    for number in (1, 2, 3):
        append(shop.store, number, bought(number), lent(number))
    shop.settle()
    set_back(shop.store, 4)
    append(shop.store, 4, bought(4), lent(4))
    append(shop.store, 5, lent(5))
    shop.workshop.followers.resume()
    for consumer in shop.consumers:
        consumer.distrust()
    assert set(shop.settle()) == {"garage<shop", "mending<shop"}
    assert shop.mend() == {
        ("garage", "shop"): "built anew from 7 events",
        (
            "mending",
            "shop",
        ): ONE_LOST,
    }
    assert shop.settle() == {}
    assert shop.garage.trails(shop.workshop.database) == {1: "12", 2: "12", 4: "12", 5: "1"}
    assert shop.repaired() == [1, 2, 3, 4, 5]
    assert all(finding.agrees for finding in reconcile(*shop.consumers))


def test_people_get_a_list_of_what_was_answered_to_lost_events(shop: Shop) -> None:
    append(shop.store, 1, lent(1))
    shop.settle()
    append(shop.store, 1, lent(1))
    append(shop.store, 2, bought(2), lent(2))
    shop.settle()
    set_back(shop.store, 1)
    shop.mend()
    lost = [(each.stream, each.name, each.answer, each.answered_in) for each in shop.lost()]
    assert lost == [
        (stream(1), "bicycle.lent", None, None),
        (stream(2), "bicycle.lent", "bicycle.repaired", stream(2)),
    ]


def test_whoever_had_not_come_so_far_just_goes_on(shop: Shop) -> None:
    append(shop.store, 1, bought(1), lent(1))
    shop.settle()
    append(shop.store, 2, lent(2))
    set_back(shop.store, 2)
    append(shop.store, 3, lent(3))
    how = "goes on; it had followed nothing that is lost"
    assert shop.mend() == {("garage", "shop"): how, ("mending", "shop"): how}
    assert shop.settle() == {}
    assert (shop.repaired(), shop.lost()) == ([1, 3], [])
    assert all(finding.agrees for finding in reconcile(*shop.consumers))


def test_reactions_do_not_answer_again_what_they_have_answered(shop: Shop) -> None:
    """Of four rides the last two are lost; the one after them is the only one to answer."""
    append(shop.store, 1, lent(1), lent(1), lent(1), lent(1))
    shop.settle()
    set_back(shop.store, 2)
    append(shop.store, 1, lent(1))
    shop.answered.clear()
    shop.mend()
    shop.settle()
    assert shop.answered == [bicycle(1)]


def test_a_checkpoint_that_was_put_back_by_hand_brings_nothing_to_a_stop(shop: Shop) -> None:
    append(shop.store, 1, lent(1), lent(1))
    shop.settle()
    with shop.workshop.database.writing() as db:
        db.execute(update(checkpoints).values(position=0, passed=0, digest="", event_id=None))
        db.execute(shop.garage.rows.delete())
    for consumer in shop.consumers:
        consumer.distrust()
    assert shop.settle() == {}
    assert shop.answered == [bicycle(1)] * 4
    assert parked_rows(shop.workshop.database) == []


def test_saying_it_again_changes_nothing(shop: Shop) -> None:
    append(shop.store, 1, bought(1), lent(1))
    append(shop.store, 2, lent(2))
    shop.settle()
    set_back(shop.store, 2)
    shop.mend()
    lost = shop.lost()
    shop.settle()
    shop.mend()
    assert shop.settle() == {}
    assert (shop.repaired(), shop.lost()) == ([1, 2], lost)
    assert shop.garage.trails(shop.workshop.database) == {1: "12"}


def test_nobody_follows_a_new_epoch_before_they_are_mended(shop: Shop) -> None:
    append(shop.store, 1, lent(1))
    shop.settle()
    begin_epoch(shop.store)
    append(shop.store, 1, lent(1))
    for consumer in shop.consumers:
        with pytest.raises(WentBack):
            consumer.step()
    assert shop.garage.trails(shop.workshop.database) == {1: "1"}


def test_what_was_parked_of_the_lost_history_is_forgotten(shop: Shop) -> None:
    append(shop.store, 1, lent(1))
    shop.settle()
    shop.garage.faults[(stream(1), 2)] = BUG
    append(shop.store, 1, lent(1), lent(1))
    shop.settle()
    assert len(parked_rows(shop.workshop.database)) == 2
    set_back(shop.store, 1)
    shop.mend()
    assert parked_rows(shop.workshop.database) == []


def test_partners_are_told_by_the_epoch(shop: Shop) -> None:
    append(shop.store, 1, bought(1))
    deliveries = Deliveries(shop.store)
    before = deliveries.epoch
    begin_epoch(Store("shop", shop.service.database))  # by another process
    assert deliveries.epoch != before
    (message,) = deliveries.page(bicycle(7), SHOP, after=0, limit=10).messages
    assert message.stream == stream(1)
