"""Reconciling finds whatever is not as the source says, names it, and reads page by page."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import delete, update

from shared.consumer import Consumer
from shared.consumer.source import OwnSource, StoreSource
from shared.consumer.tables import checkpoints
from shared.maintenance.reconcile import PAGE, reconcile
from shared.store import Recorded, Store
from shared.store.tables import events
from tests.shared.bicycles import append, bought, lent, stream
from tests.shared.garage import Garage, following, settle

MANY = 100_000


class Long(OwnSource):
    """A store with so many events as nobody wants to write for a test, each read counted."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        append(store, 1, bought(1))
        (self.first,) = store.read(0, 1)
        self.reads: list[int] = []

    def read(self, partition: int, after: int, limit: int) -> Sequence[Recorded]:
        self.reads.append(limit)
        return [
            replace(self.first, id=UUID(int=n), position=n, previous=n - 1)
            for n in range(after + 1, min(after + limit, MANY) + 1)
        ]


@pytest.fixture
def consumer(store: Store, workshop: Store) -> Consumer:
    append(store, 1, bought(1), lent(1), lent(1))
    consumer = following(Garage({(stream(1), 3): ValueError("Ben")}), workshop, OwnSource(store))
    settle(consumer)
    return consumer


def wrong(consumer: Consumer) -> list[str]:
    return [finding.wrong for finding in reconcile(consumer)]


def test_what_is_parked_is_named_by_id_and_reason_and_no_more(
    store: Store, consumer: Consumer
) -> None:
    (finding,) = reconcile(consumer)
    (held,) = finding.parked
    assert finding.agrees
    assert str(finding) == "garage < shop/-1 up to 3: agrees, 3 passed, 1 parked"
    last = store.read(2, 1)[0]
    assert str(held).startswith(f"parked bicycle.lent {last.id} at 3 since ")
    assert str(held).endswith("Z: ValueError")


@pytest.mark.parametrize(
    ("position", "sentence"),
    [(1, "passed 3 of 1"), (9, "its source has nothing at 9, and before it only 3")],
)
def test_a_checkpoint_that_was_moved_by_hand_is_found(
    consumer: Consumer, position: int, sentence: str
) -> None:
    with consumer.database.writing() as db:
        db.execute(update(checkpoints).values(position=position))
    assert wrong(consumer) == [sentence]


def test_a_count_that_hides_an_exchange_is_found(store: Store, consumer: Consumer) -> None:
    with store.database.writing() as db:
        db.execute(update(events).where(events.c.version == 2).values(id=UUID(int=7)))
    assert wrong(consumer) == ["it passed as many as there are, but not the same"]


def test_a_source_that_was_restored_is_found(consumer: Consumer) -> None:
    with consumer.database.writing() as db:
        db.execute(update(checkpoints).values(epoch=UUID(int=7)))
    assert wrong(consumer) == ["its source was restored since"]


def test_who_has_not_begun_is_named_where_there_is_something(store: Store, workshop: Store) -> None:
    consumer = following(Garage(), workshop, store)
    assert reconcile(consumer) == []
    append(store, 1, bought(1))
    (finding,) = reconcile(consumer)
    assert finding.wrong == "it has not begun"
    settle(consumer)
    with consumer.database.writing() as db:
        db.execute(delete(checkpoints))
    assert wrong(consumer) == ["it has not begun"]


def test_a_source_that_is_away_is_named_and_keeps_no_other_from_being_compared(
    store: Store, workshop: Store, consumer: Consumer
) -> None:
    class Away(StoreSource):
        def read(self, partition: int, after: int, limit: int) -> Sequence[Recorded]:
            raise ConnectionError("The feed of shop does not answer.")

    append(workshop, 1, bought(1))
    near, far = following(Garage(), workshop, workshop), following(Garage(), workshop, Away(store))
    settle(near)
    findings = {(f.partition.source, f.wrong) for f in reconcile(far, near)}
    away = "nothing was compared. The feed of shop does not answer."
    assert findings == {("shop", away), ("workshop", "")}


def test_a_long_history_is_read_once_for_all_page_by_page(store: Store, workshop: Store) -> None:
    source = Long(store)
    first, second = Garage(), Garage()
    second.projection.name = "other"
    consumers = [following(garage, workshop, source, limit=PAGE) for garage in (first, second)]
    for consumer in consumers:
        consumer.subscription.handles = lambda name: not name  # type: ignore[method-assign]
        settle(consumer)
    source.reads.clear()
    findings = reconcile(*consumers)
    assert [(finding.agrees, finding.processed) for finding in findings] == [(True, MANY)] * 2
    assert source.reads == [PAGE] * (MANY // PAGE)
