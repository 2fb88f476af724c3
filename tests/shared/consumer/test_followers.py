"""Threads that keep up by themselves, each source on its own."""

from collections.abc import Iterator

import pytest

from shared.consumer import Consumer
from shared.consumer.completeness import completeness
from shared.consumer.followers import Followers
from shared.consumer.source import OwnSource
from shared.maintenance.reconcile import reconcile
from shared.store import Store
from shared.store.tables import events
from tests.shared.bicycles import append, bought, lent, repaired, stream
from tests.shared.consumer.test_parking import BUG, EARLY, _partition
from tests.shared.consumer.test_passing import history
from tests.shared.garage import Garage, Interfered, following, settle
from tests.waiting import eventually


class Away(Interfered):
    """A source that nobody reaches."""

    def head(self) -> int:
        raise ConnectionError("The shop does not answer.")


@pytest.fixture
def followers() -> Iterator[Followers]:
    followers = Followers("workshop", [])
    yield followers
    followers.stop()


def test_what_is_appended_shows_by_itself(
    store: Store, workshop: Store, followers: Followers
) -> None:
    garage = Garage()
    followers.add(following(garage, workshop, store))
    followers.start()
    append(store, 1, bought(1), lent(1))
    eventually(lambda: garage.trails(workshop.database) == {1: "12"})


def test_a_source_that_is_away_keeps_no_other_waiting(
    store: Store, workshop: Store, followers: Followers
) -> None:
    garage = Garage()
    away = Away(Store("away", store.database))
    followers.add(following(Garage(), workshop, away))
    followers.add(following(garage, workshop, store))
    append(store, 1, bought(1))
    with pytest.raises(ConnectionError, match="does not answer"):
        followers.settle()
    assert garage.trails(workshop.database) == {1: "1"}
    followers.start()
    append(store, 1, lent(1))
    eventually(lambda: garage.trails(workshop.database) == {1: "12"})


def test_one_that_stopped_says_why_and_resumes(
    store: Store, workshop: Store, followers: Followers
) -> None:
    numbers = [n for n in range(1, 200) if _partition(n) == 1][:11]
    for number in numbers:
        append(store, number, lent(number))
    garage = Garage({(stream(number), 1): BUG for number in numbers[:10]})
    followers.add(following(garage, workshop, store))
    followers.settle()
    assert followers.stopped == {"garage<shop": "garage parked 10 of shop in a row."}
    assert followers.settle() == 0
    followers.resume()
    assert followers.settle() == 1


def test_quiet_partitions_are_complete_too(store: Store, workshop: Store) -> None:
    append(store, 1, bought(1), repaired(1), repaired(1))
    consumer = following(Garage(), workshop, store)
    before = completeness(consumer)
    settle(consumer)
    after = completeness(consumer)
    assert (before.position, before.head, before.complete) == (0, 3, False)
    assert (after.position, after.head, after.complete, after.missing) == (3, 3, True, 0)
    assert after.as_of == store.high_water_marks().numbered_at


@pytest.mark.parametrize("why", [BUG, EARLY])
def test_complete_goes_only_as_far_as_the_first_that_is_missing(
    store: Store, workshop: Store, why: Exception
) -> None:
    append(store, 2, bought(2), lent(2))
    append(store, 1, bought(1), lent(1))
    append(store, 2, lent(2))
    consumer = following(Garage({(stream(1), 1): why}), workshop, store)
    settle(consumer)
    state = completeness(consumer)
    assert (state.position, state.head, state.missing) == (2, 5, 2)


def test_an_empty_source_is_complete(store: Store, workshop: Store) -> None:
    state = completeness(following(Garage(), workshop, store))
    assert (state.position, state.complete, state.as_of) == (0, True, None)


@pytest.mark.parametrize("own", [False, True])
def test_every_checkpoint_agrees_with_the_store(store: Store, workshop: Store, own: bool) -> None:
    consumer = _settled(store, workshop, own=own)
    findings = reconcile(consumer)
    assert all(finding.agrees for finding in findings)
    assert sum(finding.processed for finding in findings) == store.head()
    append(store, 1, bought(1))
    assert reconcile(consumer) == findings


def test_a_message_that_was_changed_behind_our_back_is_found(store: Store, workshop: Store) -> None:
    consumer = _settled(store, workshop, own=True)
    last = store.read(store.head() - 1, 1)[0]
    with store.database.writing() as db:
        other = events.update().where(events.c.id == last.id).values(id=workshop.epoch.id)
        db.execute(other)
    (finding,) = reconcile(consumer)
    assert not finding.agrees
    assert str(finding).startswith(f"garage < shop/-1 up to {store.head()}: DIFFERS")


def _settled(store: Store, workshop: Store, *, own: bool) -> Consumer:
    history(store)
    consumer = following(Garage(), workshop, OwnSource(store) if own else store, limit=4)
    settle(consumer)
    return consumer
