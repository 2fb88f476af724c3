"""Whoever handles nothing of what comes next goes past it together, and proves it as ever."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest
from sqlalchemy import Connection, MetaData, event, update

from shared.consumer import Consumer, metadata
from shared.consumer.checkpoint import Checkpoint, of_consumer
from shared.consumer.followers import Followers
from shared.consumer.source import OWN, OwnSource
from shared.consumer.subscription import Projection
from shared.consumer.tables import checkpoints
from shared.kernel.sealing import Open
from shared.store import Store
from tests.set_back import set_back
from tests.shared.bicycles import CLOCK, append, bought, lent
from tests.shared.garage import Garage, following

IDLE = ("idle-1", "idle-2", "idle-3")


@dataclass
class House:
    """The shop's own followers: three that handle nothing, and a garage that handles all."""

    store: Store
    followers: Followers
    garage: Garage

    def place(self, name: str) -> Checkpoint:
        with self.store.database.reading() as db:
            return of_consumer(db, name, self.store.service)[OWN]

    def meddle(self, name: str, **values: object) -> None:
        with self.store.database.writing() as db:
            db.execute(update(checkpoints).where(checkpoints.c.consumer == name).values(values))


def idle(store: Store, source: OwnSource, name: str) -> Consumer:
    projection = Projection(name, MetaData())
    return Consumer(projection, source, store=store, clock=CLOCK, sealing=Open(), limit=200)


@pytest.fixture
def house(store: Store) -> Iterator[House]:
    """All of them have seen the first two events."""
    append(store, 1, bought(1), lent(1))
    source, garage = OwnSource(store), Garage()
    with store.database.writing() as db:
        metadata.create_all(db)
    consumers = [idle(store, source, name) for name in IDLE]
    followers = Followers("shop", [following(garage, store, source), *consumers])
    followers.settle()
    yield House(store, followers, garage)
    followers.stop()


def writes(store: Store) -> list[str]:
    """The statements that change something from now on, a commit among them."""
    changes: list[str] = []

    @event.listens_for(store.database.engine, "before_cursor_execute")
    def note(_db: Connection, _cursor: object, sql: str, *_more: object) -> None:
        if sql.startswith(("UPDATE checkpoints", "INSERT INTO checkpoints")):
            changes.append("moved")

    @event.listens_for(store.database.engine, "commit")
    def end(_db: Connection) -> None:
        if changes and changes[-1] == "moved":
            changes.append("committed")

    return changes


def test_they_go_past_in_one_transaction(house: House) -> None:
    append(house.store, 1, lent(1), lent(1))
    changes = writes(house.store)
    assert house.followers.settle() == 8
    assert changes == [*["moved"] * 3, "committed", "moved", "committed"]
    assert house.garage.trails(house.store.database) == {1: "1234"}


def test_each_has_the_proof_of_whoever_stepped_alone(house: House) -> None:
    append(house.store, 1, lent(1), lent(1))
    house.followers.settle()
    alone = house.place("garage")
    assert (alone.position, alone.processed) == (4, 4)
    assert [house.place(name) for name in IDLE] == [alone] * 3
    assert {house.place(name).event_id for name in IDLE} == {alone.event_id}


def test_nothing_is_read_again_for_them(house: House) -> None:
    append(house.store, 1, lent(1))
    house.followers.settle()
    head = house.store.head()
    assert [consumer.has_read_to(head) for consumer in house.followers.consumers] == [True] * 4


def test_whom_another_process_has_moved_stays_where_it_is(house: House) -> None:
    append(house.store, 1, lent(1), lent(1))
    (third,) = house.store.read(2, 1)
    house.meddle("idle-1", position=third.position, event_id=third.id, passed=3)
    house.followers.settle()
    assert [house.place(name).position for name in IDLE] == [4, 4, 4]
    assert [house.place(name).processed for name in IDLE] == [4, 4, 4]


def test_who_followed_another_history_is_stopped_and_no_other(house: House) -> None:
    house.meddle("idle-2", event_id=uuid4())
    append(house.store, 1, lent(1))
    house.followers.settle()
    assert list(house.followers.stopped) == ["idle-2<shop"]
    assert [house.place(name).position for name in IDLE] == [3, 2, 3]


def test_a_source_that_went_back_moves_nobody(house: House) -> None:
    set_back(house.store, 1)
    append(house.store, 1, lent(1), lent(1))
    house.followers.settle()
    assert len(house.followers.stopped) == 4
    assert [house.place(name).position for name in IDLE] == [2, 2, 2]


def test_a_stopped_consumer_is_left_alone(house: House) -> None:
    house.meddle("idle-2", event_id=uuid4())
    append(house.store, 1, lent(1))
    house.followers.settle()
    append(house.store, 1, lent(1))
    house.followers.settle()
    assert [house.place(name).position for name in IDLE] == [4, 2, 4]


def test_they_ask_their_source_once_for_all(house: House) -> None:
    for consumer in house.followers.consumers:
        consumer.distrust()
    reads: list[str] = []

    @event.listens_for(house.store.database.engine, "before_cursor_execute")
    def note(_db: Connection, _cursor: object, sql: str, *_more: object) -> None:
        reads.extend(["rows"] if "FROM checkpoints" in sql else [])

    house.followers.settle()
    assert reads == ["rows"]


def test_who_asks_with_others_hears_alone_that_its_source_went_back(house: House) -> None:
    house.meddle("idle-2", event_id=uuid4())
    for consumer in house.followers.consumers:
        consumer.distrust()
    house.followers.settle()
    assert list(house.followers.stopped) == ["idle-2<shop"]
