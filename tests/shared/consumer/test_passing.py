"""Exactly once: repeats, gaps, strangers on the road, two at once, sudden death."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from random import Random

import pytest
from sqlalchemy import event, update

from shared.consumer import Stopped
from shared.consumer.checkpoint import Gap
from shared.consumer.source import OwnSource
from shared.consumer.tables import checkpoints
from shared.database.engine import Database
from shared.store import Recorded, Store
from shared.store.tables import store as about_store
from tests.shared.bicycles import BicycleEvent, append, bought, lent, repaired
from tests.shared.garage import Garage, Interfered, following, honestly, parked_rows, settle


def history(store: Store, *, seed: int = 1, commands: int = 20) -> dict[int, str]:
    """Some bicycles' lives; what a garage that sees all of them would note."""
    random, versions = Random(seed), dict[int, int]()
    for _ in range(commands):
        number = random.randint(1, 6)
        kinds: list[BicycleEvent] = [bought(number), lent(number)]
        versions[number] = append(store, number, *random.choices(kinds, k=random.randint(1, 3)))
    return {n: "".join(map(str, range(1, versions[n] + 1))) for n in sorted(versions)}


def test_every_message_is_applied_once_and_in_the_order_of_its_stream(
    store: Store, workshop: Store
) -> None:
    garage, expected = Garage(), history(store)
    consumer = following(garage, workshop, store, limit=3)
    assert settle(consumer) == store.head()
    assert garage.trails(workshop.database) == expected
    assert settle(consumer) == 0


def test_a_repeat_is_skipped(store: Store, workshop: Store) -> None:
    garage, source = Garage(), Interfered(store)
    source.repeats = 5
    consumer = following(garage, workshop, source, limit=9)
    expected = history(store, seed=1, commands=6)
    settle(consumer)
    assert garage.trails(workshop.database) == expected
    assert settle(following(garage, workshop, source)) == 0


@pytest.mark.parametrize(
    "meddle",
    [lambda messages: messages[::-1], lambda messages: messages[:1] + messages[2:]],
    ids=["wrong order", "lost"],
)
def test_a_gap_is_refused_and_heals_when_the_missing_one_comes(
    store: Store, workshop: Store, meddle: Callable[[list[Recorded]], list[Recorded]]
) -> None:
    append(store, 1, bought(1), lent(1), lent(1))
    garage, source = Garage(), Interfered(store)
    source.meddle = meddle
    consumer = following(garage, workshop, source)
    with pytest.raises(Gap, match=r"follows \d, but only \d has been passed"):
        settle(consumer)
    assert garage.trails(workshop.database) == {}
    assert parked_rows(workshop.database) == []
    source.meddle = honestly
    assert settle(consumer) == 3
    assert garage.trails(workshop.database) == {1: "123"}


def test_a_gap_on_one_road_keeps_no_other_waiting(store: Store, workshop: Store) -> None:
    append(store, 1, bought(1), lent(1))  # partitions 3 and 1
    append(store, 2, bought(2), lent(2))
    garage, source = Garage(), Interfered(store)
    source.meddle = lambda messages: messages[:: -1 if messages[0].partition == 3 else 1]
    consumer = following(garage, workshop, source)
    assert consumer.step() == 2
    with pytest.raises(Gap):
        consumer.step()
    assert garage.trails(workshop.database) == {2: "12"}


def test_events_that_nobody_handles_are_passed(store: Store, workshop: Store) -> None:
    garage = Garage()
    del garage.projection._handlers["bicycle.lent"]
    append(store, 1, bought(1), lent(1), bought(1))
    assert settle(following(garage, workshop, store)) == 3
    assert garage.trails(workshop.database) == {1: "13"}


def test_others_see_what_travels_and_the_service_itself_all(store: Store, workshop: Store) -> None:
    append(store, 1, bought(1), repaired(1), lent(1))
    others, own = Garage(), Garage()
    settle(following(others, workshop, store))
    assert others.trails(workshop.database) == {1: "13"}
    own.projection.name = "own"
    with workshop.database.writing() as db:
        db.execute(others.rows.delete())
    settle(following(own, workshop, OwnSource(store)))
    assert own.trails(workshop.database) == {1: "123"}


def test_two_at_once_on_one_road_have_one_effect(store: Store, workshop: Store) -> None:
    garage, expected = Garage(), history(store, commands=40)
    consumers = [following(garage, workshop, store, limit=4) for _ in range(4)]

    def run(number: int) -> int:
        try:
            return settle(consumers[number])
        except Gap:
            return run(number)

    with ThreadPoolExecutor(4) as threads:
        processed = list(threads.map(run, range(4)))
    assert sum(processed) == store.head()
    assert garage.trails(workshop.database) == expected


def test_being_overtaken_is_not_taken_for_the_end(store: Store, workshop: Store) -> None:
    garage = Garage()
    slow, fast = (following(garage, workshop, store, limit=limit) for limit in (1, 200))
    assert slow.step() == 0
    append(store, 1, lent(1), lent(1))
    assert settle(fast) == 2
    append(store, 1, lent(1))
    assert [slow.step(), slow.step(), slow.step()] == [0, 1, 0]
    assert garage.trails(workshop.database) == {1: "123"}


def test_a_database_that_was_set_back_is_followed_from_there(store: Store, workshop: Store) -> None:
    append(store, 1, bought(1), lent(1))
    garage = Garage()
    consumer = following(garage, workshop, store)
    settle(consumer)
    with workshop.database.writing() as db:
        db.execute(garage.rows.delete())
        db.execute(update(checkpoints).values(position=0, passed=0, digest=""))
    append(store, 1, lent(1))
    with pytest.raises(Gap):
        consumer.step()
    settle(consumer)
    assert garage.trails(workshop.database) == {1: "123"}


def test_another_life_of_the_store_is_not_followed_blindly(store: Store, workshop: Store) -> None:
    append(store, 1, bought(1))
    settle(following(Garage(), workshop, store))
    with store.database.writing() as db:
        db.execute(update(about_store).values(epoch=workshop.epoch.id, epoch_number=2))
    append(store, 1, lent(1))
    again = Store("shop", store.database)
    with pytest.raises(Stopped, match="store of shop was put back"):
        settle(following(Garage(), workshop, again))


def test_a_follower_killed_at_any_moment_goes_on_where_its_effects_end(
    store: Store, workshop: Store
) -> None:
    append(store, 1, *[lent(1)] * 12)
    garage = Garage()
    following(garage, workshop, store)
    urls = [_address(store), _address(workshop)]
    deaths = [_follow_until(urls, moment) for moment in range(1, 60, 3)]
    position = following(garage, workshop, OwnSource(store)).position()
    assert garage.trails(workshop.database) == {1: "".join(map(str, range(1, position + 1)))}
    settle(following(garage, workshop, OwnSource(store)))
    assert garage.trails(workshop.database) == {1: "123456789101112"}
    assert sum(deaths) > 5


def _address(store: Store) -> str:
    """For another process, which must not inherit our connections."""
    store.database.close()
    return store.database.engine.url.render_as_string(hide_password=False)


def _follow_until(urls: list[str], moment: int) -> bool:
    """Follow in another process that dies at that statement or commit; whether it did."""
    follower = get_context("fork").Process(target=_follow, args=(urls, moment))
    follower.start()
    follower.join()
    return follower.exitcode == -signal.SIGKILL


def _follow(urls: list[str], moment: int) -> None:
    store, workshop = (Store("shop", Database(url)) for url in urls)
    left = iter(range(moment - 1, -1, -1))

    def count_down(*_: object, **__: object) -> None:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    consumer = following(Garage(), workshop, OwnSource(store), limit=3)
    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(workshop.database.engine, name, count_down)
    settle(consumer)
    os._exit(0)
