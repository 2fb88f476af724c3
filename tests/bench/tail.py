"""`bench tail`: nothing that was committed is ever missed by a reader at the head.

Four writers pause between their insert and their commit, and turn back now and then; the reader
asks on from where it is. The ratio is exactly 1 or the store is wrong.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Event
from time import perf_counter
from uuid import UUID, uuid4

from sqlalchemy import text

from shared.store import Store
from tests.bench.append import database
from tests.bench.measuring import Figure, idle_share
from tests.bench.subject import Sale, open_store, work

WRITERS, SECONDS = 4, 60


class TurnedBack(Exception):
    """The writer changes its mind after its event is written."""


def tailing() -> list[Figure]:
    with database() as url:
        store, done, idle = open_store(url), Event(), idle_share()
        with ThreadPoolExecutor(WRITERS + 1) as threads:
            reader = threads.submit(lambda: list(_tail(store, done)))
            writers = [threads.submit(_write, store, seed) for seed in range(WRITERS)]
            for writer in writers:
                writer.result()
            done.set()
            seen = reader.result()
        with store.database.reading() as db:
            committed = db.execute(text("SELECT count(*) FROM events")).scalar_one()
    ratio = len(set(seen)) / committed if len(seen) == len(set(seen)) else 0.0
    rates = len(seen) / SECONDS, committed / SECONDS
    return [Figure("tail", 1.0, ratio, ratio, ratio, *rates, idle, needs_calm=False)]


def _tail(store: Store, done: Event) -> Iterator[UUID]:
    position = 0
    while True:
        was_done = done.is_set()
        messages = store.read(position, 200)
        yield from (message.id for message in messages)
        if messages:
            position = messages[-1].position
        elif was_done:
            return


def _write(store: Store, seed: int) -> None:
    random, end = Random(seed), perf_counter() + SECONDS
    while perf_counter() < end:
        try:
            with work(store) as doing:
                doing.start(Sale(uuid4()), lambda sale: sale.sell())
                if random.random() < 0.5:
                    doing.flush()
                    Event().wait(random.random() / 50)
                    _perhaps_turn_back(random)
        except TurnedBack:
            continue


def _perhaps_turn_back(random: Random) -> None:
    if random.random() < 0.2:
        raise TurnedBack
