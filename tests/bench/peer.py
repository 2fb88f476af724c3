"""`bench append --peer` and `bench load`: beside the `eventsourcing` library as it comes.

https://eventsourcing.readthedocs.io, PostgreSQL recorder with its default settings.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Event
from typing import Any
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from sqlalchemy import make_url

from tests.bench.append import database
from tests.bench.measuring import Figure, Slice, compare, repeating
from tests.bench.subject import NOTES, Sale, append_new, fill, open_store, work

WRITERS = 4
EVENTS = 100  # of a stream to be loaded
Make = Callable[[str], Callable[[], object]]


class PeersSale(Aggregate):
    """The same sale, the library's way."""

    @event("Opened")
    def __init__(self) -> None:
        self.count = 0

    @event("Sold")
    def sell(self, *, shop_id: str, model: str, price: int, colour: str, notes: str) -> None:
        self.count += 1


def appending() -> list[Figure]:
    """Four processes that each save one event at a time, our positions given meanwhile."""
    with database() as url:
        open_store(url)
        peer_application(url).close()
        ours: list[Make] = [*[append_of_ours] * WRITERS, numbering]
        with processes(url, ours) as subject, processes(url, [append_of_peers] * WRITERS) as peer:
            return [compare("append-peer", subject, peer, goal=4.0)]


def loading() -> list[Figure]:
    """A stream of 100 events, folded."""
    with database() as url:
        store = open_store(url)
        ours, theirs = fill(store, streams=50, events=EVENTS), _peers(url)
        application, ids, peer_ids = peer_application(url), cycle(ours), cycle(theirs)

        def load() -> None:
            with work(store) as looking:
                looking.load(Sale(next(ids)))

        peers = repeating(lambda: application.repository.get(next(peer_ids)))
        figures = [compare("load", repeating(load), peers, goal=3.0)]
        application.close()
        return figures


def append_of_ours(url: str) -> Callable[[], object]:
    return partial(append_new, open_store(url))


def numbering(url: str) -> Callable[[], object]:
    """What followers do: ask for the head every 20 ms."""
    store, pause = open_store(url), Event()

    def number() -> None:
        store.head()
        pause.wait(0.02)

    return number


def append_of_peers(url: str) -> Callable[[], object]:
    application = peer_application(url)
    return lambda: application.save(PeersSale())


def peer_application(url: str) -> Application[UUID]:
    return Application(env=environment(url))


def environment(url: str) -> dict[str, str]:
    """The library's settings for that database, all others as they come."""
    url_parts = make_url(url)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": str(url_parts.query["dbname"]),
        "POSTGRES_HOST": str(url_parts.query["host"]),
        "POSTGRES_PORT": "5432",
        "POSTGRES_USER": str(url_parts.username),
        "POSTGRES_PASSWORD": "none",
        "POSTGRES_CONNECT_TIMEOUT": "120",  # a busy machine may take long to let five in
    }


@contextmanager
def processes(url: str, makes: list[Make]) -> Iterator[Slice]:
    """A slice that all of them run at once; the rate is that of the writers together."""
    context = get_context("spawn")
    ends: list[Connection[Any, Any]] = []
    for make in makes:
        ours, theirs = context.Pipe()
        context.Process(target=_serve, args=(theirs, make, url), daemon=True).start()
        ends.append(ours)

    def run(seconds: float) -> float:
        for end in ends:
            end.send(seconds)
        return float(sum(end.recv() for end in ends))

    yield run
    for end in ends:
        end.send(None)


def _serve(end: "Connection[Any, Any]", make: Make, url: str) -> None:
    operation = make(url)
    run = repeating(operation)
    while (seconds := end.recv()) is not None:
        rate = run(seconds)
        end.send(0.0 if make is numbering else rate)
    os._exit(0)


def _peers(url: str) -> list[UUID]:
    application = peer_application(url)
    ids = []
    for _ in range(50):
        sale = PeersSale()
        for _ in range(EVENTS - 1):
            data = {"model": "city with seven gears", "price": 49900, "colour": "green"}
            sale.sell(shop_id=str(UUID(int=3, version=4)), notes=NOTES, **data)  # type: ignore[arg-type]
        application.save(sale)
        ids.append(sale.id)
    application.close()
    return ids
