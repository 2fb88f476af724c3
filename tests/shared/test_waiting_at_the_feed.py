"""Waiting at the feed: for what is new, and no longer than one has asked for."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic

import pytest

from shared.database.news import MOST, News
from shared.store import Store
from shared.transport import feed_source
from tests.shared.bicycles import append, bought
from tests.shared.test_feed import OURS, Server, server

__all__ = ["server"]  # a fixture, found by name
LONG = 15


@pytest.mark.parametrize("who", ["workshop", "ours"])
def test_what_comes_meanwhile_is_told_at_once(store: Store, server: Server, who: str) -> None:
    begun = monotonic()
    with ThreadPoolExecutor(1) as callers:
        answer = callers.submit(server.json, who, after=0, wait=LONG // 2)
        append(store, 1, bought(1), concerns=(OURS,))
        assert len(answer.result()["events"]) == 1
    assert monotonic() - begun < LONG / 2


def test_what_is_there_is_told_without_waiting(store: Store, server: Server) -> None:
    append(store, 1, bought(1))
    begun = monotonic()
    assert len(server.json("workshop", after=0, wait=LONG)["events"]) == 1
    assert monotonic() - begun < LONG / 2


def test_without_news_the_answer_comes_in_the_end(server: Server) -> None:
    begun = monotonic()
    assert server.json("workshop", after=0, wait=1)["events"] == []
    assert monotonic() - begun >= 1


@pytest.mark.parametrize(("wait", "status"), [(LONG, 200), (LONG + 1, 422), (-1, 422)])
def test_nobody_waits_for_longer(store: Store, server: Server, wait: int, status: int) -> None:
    append(store, 1, bought(1))
    assert server.ask("workshop", after=0, wait=wait).status_code == status


def test_most_threads_serve_others(store: Store) -> None:
    news, waiting, may_end = News(store.database), [Event() for _ in range(MOST)], Event()

    def has_come(begun: Event) -> Callable[[], bool]:
        def is_over() -> bool:
            begun.set()
            return may_end.is_set()

        return is_over

    with ThreadPoolExecutor(MOST) as threads:
        places = [threads.submit(news.wait, has_come(at), LONG) for at in waiting]
        assert all(at.wait(LONG) for at in waiting)
        begun = monotonic()
        news.wait(lambda: False, LONG)  # one too many
        assert monotonic() - begun < LONG / 2
        may_end.set()
        store.database.wake()
        for place in places:
            place.result()


def test_a_follower_rests_over_there(store: Store, server: Server) -> None:
    source, begun = server.source(), monotonic()
    assert source.head() == 0
    with ThreadPoolExecutor(1) as followers:
        resting = followers.submit(source.rest, Event(), LONG)
        append(store, 1, bought(1))
        resting.result()
    assert source.high_water_marks().position == 1
    assert monotonic() - begun < feed_source.WAIT


def test_a_follower_rests_here_while_the_feed_is_away(server: Server) -> None:
    source, wakeup = server.source(), Event()
    assert source.head() == 0
    server.broken = b"nothing that could be a feed"
    wakeup.set()
    source.rest(wakeup, LONG)  # it does not raise, and can be woken
