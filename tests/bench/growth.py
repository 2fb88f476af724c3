"""`bench growth`: append, load, report and rebuild in stores of more and more events.

Each figure compares the rate in a store of that size with one of 10,000 events. The report is an
organisation's own, of 1,000 referrals in all of them; a rebuild's rate is in events passed.
"""

from contextlib import ExitStack
from itertools import cycle

from sqlalchemy import text

from services.referral.referrals.domain import Referral
from services.reporting.facts import queries
from services.reporting.facts.projections import facts
from shared.maintenance.rebuild import rebuild
from shared.service import Service
from shared.store import Store
from tests.bench import story
from tests.bench.measuring import Figure, Slice, adding, compare, repeating
from tests.bench.rebuilding import reporting
from tests.bench.subject import append_new, open_store, work
from tests.servers import DURABLE, Postgres, cluster

LEAST = 10_000
USUAL, FULL = (100_000,), (100_000, 1_000_000)


def growing() -> list[Figure]:
    return _measured(USUAL)


def growing_to_a_million() -> list[Figure]:
    return _measured(FULL)


class _Sized:
    """A store with that many events, and reporting's facts of them."""

    def __init__(self, server: Postgres, opened: ExitStack, events: int) -> None:
        log, own = (opened.enter_context(server.database()) for _ in range(2))
        self.store: Store = open_store(log)
        self.service: Service = reporting(own, self.store)
        opened.callback(self.store.database.close)
        opened.callback(self.service.close)
        self.provider = story.named("provider0")
        referrals = story.write(self.store, events=events)
        self._ids = cycle(
            [story.named(f"referral{n}") for n in range(1, referrals, referrals // 500)]
        )
        rebuild(self.service, facts)
        for database in (self.store.database, self.service.database):
            with database.reading() as db:
                db.execute(text("VACUUM ANALYZE"))

    @property
    def slices(self) -> dict[str, Slice]:
        return {
            "append": repeating(lambda: append_new(self.store)),
            "load": repeating(self._load),
            "report": repeating(self._report),
            "rebuild": adding(lambda: rebuild(self.service, facts).processed),
        }

    def _load(self) -> None:
        with work(self.store) as looking:
            looking.load(Referral(next(self._ids)))

    def _report(self) -> None:
        with self.service.database.reading() as db:
            queries.timelines(db, of=self.provider)


def _measured(sizes: tuple[int, ...]) -> list[Figure]:
    with ExitStack() as opened:
        server = opened.enter_context(cluster(settings=DURABLE))
        least = _Sized(server, opened, LEAST).slices
        return [
            compare(f"growth-{what}-{size}", slice_, least[what], goal=0.80, least=LEAST)
            for size in sizes
            for what, slice_ in _Sized(server, opened, size).slices.items()
        ]
