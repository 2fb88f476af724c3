"""A source that was put back to an earlier time is noticed, whatever it holds by then."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select, update

from shared.consumer import Consumer, WentBack, stopping
from shared.consumer.completeness import completeness
from shared.consumer.followers import Followers
from shared.consumer.source import OwnSource
from shared.consumer.tables import checkpoints, parked
from shared.store import Store
from shared.telemetry.exposition import Exposition
from tests.figures import Figures, counting
from tests.set_back import set_back
from tests.shared.bicycles import append, bought, lent, stream
from tests.shared.consumer.test_parking import BUG
from tests.shared.garage import Garage, following, parked_rows, settle

__all__ = ["counting"]
WHY = (
    "The store of shop was put back to an earlier time, and garage has followed it further. "
    "`rinnalla restored shop` brings both together again."
)


@pytest.fixture
def followers() -> Iterator[Followers]:
    followers = Followers("workshop", [])
    yield followers
    followers.stop()


def settled(store: Store, workshop: Store, garage: Garage, *, own: bool = False) -> Consumer:
    """A garage that has seen five lendings of the first bicycle."""
    append(store, 1, bought(1), *[lent(1)] * 4)
    consumer = following(garage, workshop, OwnSource(store) if own else store)
    settle(consumer)
    return consumer


@pytest.mark.parametrize("own", [False, True], ids=["another's", "own"])
@pytest.mark.parametrize("appended", [0, 1, 3, 4], ids=["less", "fewer", "as many", "more"])
@pytest.mark.parametrize("restarted", [False, True], ids=["running", "started again"])
def test_a_source_that_went_back_is_not_followed(
    store: Store, workshop: Store, *, own: bool, appended: int, restarted: bool
) -> None:
    garage = Garage()
    consumer = settled(store, workshop, garage, own=own)
    set_back(store, 2)
    if appended:
        append(store, 1, *[lent(1)] * appended)
    if restarted:
        consumer = following(garage, workshop, OwnSource(store) if own else store)
    consumer.distrust()
    with pytest.raises(WentBack, match="The store of shop was put back"):
        settle(consumer)
    assert garage.trails(workshop.database) == {1: "12345"}


def test_what_follows_another_history_is_refused_between_two_verifications(
    store: Store, workshop: Store
) -> None:
    garage = Garage()
    consumer = settled(store, workshop, garage)
    consumer.step()
    set_back(store, 2)
    append(store, 1, *[lent(1)] * 4)
    with pytest.raises(WentBack):
        consumer.step()
    assert garage.trails(workshop.database) == {1: "12345"}


def test_a_source_that_went_back_to_where_nobody_was_is_followed(
    store: Store, workshop: Store
) -> None:
    garage = Garage()
    consumer = settled(store, workshop, garage)
    append(store, 1, *[lent(1)] * 2)
    set_back(store, 5)
    append(store, 1, lent(1))
    assert settle(consumer) == 1
    assert garage.trails(workshop.database) == {1: "123456"}


def test_a_checkpoint_of_before_ids_were_kept_still_shows_a_head_below_it(
    store: Store, workshop: Store
) -> None:
    consumer = settled(store, workshop, Garage())
    with workshop.database.writing() as db:
        db.execute(update(checkpoints).values(event_id=None))
    assert settle(following(Garage(), workshop, store)) == 0
    set_back(store, 2)
    with pytest.raises(WentBack):
        settle(consumer)


def test_a_parked_event_is_not_replayed_as_another(store: Store, workshop: Store) -> None:
    garage = Garage({(stream(1), 3): BUG})
    consumer = settled(store, workshop, garage)
    garage.faults.clear()
    set_back(store, 2)
    append(store, 1, *[lent(1)] * 3)
    with pytest.raises(WentBack):
        consumer.replay(_partition_parked(workshop), stream(1))
    assert [state for _, state, _ in parked_rows(workshop.database)] == ["parked"] + ["behind"] * 2


@pytest.mark.usefixtures("counting")
def test_whoever_stands_still_for_it_says_so_and_goes_on_once_it_is_mended(
    store: Store, workshop: Store, followers: Followers
) -> None:
    consumer = settled(store, workshop, Garage())
    followers.add(consumer)
    set_back(store, 2)
    alarms = _alarms()
    assert followers.settle() == followers.settle() == 0
    assert followers.stopped == _recorded(workshop) == {"garage<shop": WHY}
    assert _alarms() == alarms + 1
    with workshop.database.writing() as db:
        db.execute(update(checkpoints).values(position=0, passed=0, digest="", event_id=None))
    followers.resume()
    followers.settle()
    assert followers.stopped == _recorded(workshop) == {}


def test_figures_of_whoever_stands_still_are_not_called_complete(
    store: Store, workshop: Store, followers: Followers
) -> None:
    consumer = settled(store, workshop, Garage())
    followers.add(consumer)
    assert completeness(consumer).complete
    set_back(store, 2)
    append(store, 1, lent(1))
    consumer.distrust()
    followers.settle()
    assert not completeness(consumer).complete


def test_another_process_goes_on_and_clears_what_the_one_before_it_recorded(
    store: Store, workshop: Store, followers: Followers
) -> None:
    followers.add(settled(store, workshop, Garage()))
    with workshop.database.writing() as db:
        stopping.record(db, "garage", "shop", "It had to.", followers.consumers[0].clock.now())
    append(store, 1, lent(1))
    assert followers.settle() == 1
    assert _recorded(workshop) == {}


def _recorded(workshop: Store) -> dict[str, str]:
    with workshop.database.reading() as db:
        return stopping.reasons(db)


def _partition_parked(workshop: Store) -> int:
    with workshop.database.reading() as db:
        partition: int = db.execute(select(parked.c.partition).limit(1)).scalar_one()
    return partition


def _alarms() -> float:
    figures = Figures(Exposition(("workshop",), list).text())
    return sum(figures.of("source_alarms_total", source="shop", alarm="went back"))
