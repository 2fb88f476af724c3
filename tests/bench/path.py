"""`bench path`: from a referral's POST until it counts in the live figures of who shall answer it.

Embedded as `make run` serves it, or every process on its own over PostgreSQL and Kafka; with the
demo's directory. First bursts: how fast referrals sent at full speed became visible, beside how
fast they were taken in. Then a steady rate of half that: how old a referral was, since the 201
of its POST, when the figures counted it.
"""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from threading import Event
from time import perf_counter
from uuid import uuid4

from services.demo.region import write_directory
from tests.bench.measuring import Figure, idle_share, single
from tests.brokers import broker
from tests.journeys.outside import REFERRALS, Caller, Outside
from tests.journeys.server import Server
from tests.referral.referrals.bodies import referral
from tests.servers import DURABLE, cluster
from tests.system.region import created
from tests.waiting import eventually

BURSTS, EACH = 6, 40  # the first burst warms up
STEADY = 10.0  # seconds
LATEST = 60.0  # seconds until what was sent must be seen
SENDER, READER = "demo-turku", "coordinator-mll"
FIGURES = "/reporting/api/v1/reports/demand"
LIMIT, LIMIT_OVER_KAFKA = 300.0, 1000.0  # ms


def embedded() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="rinnalla-bench-") as folder:
        server = Server(Path(folder))
        write_directory(server.folder, server.base)
        server.start()
        try:
            return travelling("path", server.base, limit=LIMIT)
        finally:
            server.stop()


def over_kafka() -> list[Figure]:
    with (
        tempfile.TemporaryDirectory(prefix="rinnalla-bench-") as folder,
        cluster(settings=DURABLE) as postgres,
        broker() as kafka,
        created(postgres, kafka, Path(folder)) as region,
    ):
        region.start()
        return travelling("path-kafka", region.base, limit=LIMIT_OVER_KAFKA)


def travelling(name: str, base: str, *, limit: float) -> list[Figure]:
    """Both figures of the platform at that address."""
    idle, watched = idle_share(), _Watched(Outside(base)[READER])
    sender = Outside(base)[SENDER]
    with ThreadPoolExecutor(1) as threads:
        watching = threads.submit(watched.watch)
        try:
            bursts = [_burst(sender, watched) for _ in range(BURSTS)][1:]
            sent, seen = (median(rates) for rates in zip(*bursts, strict=True))
            ages = _steadily(sender, watched, rate=sent / 2)
        finally:
            watched.done.set()
        watching.result()
    ratios = [visible / taken for taken, visible in bursts]
    low, middle, high = quantiles(ratios, n=4)
    conditions = {"bursts": len(bursts), "of": EACH}
    path = Figure(name, 0.70, middle, low, high, seen, sent, idle, conditions=conditions)
    oldest = quantiles(ages, n=100)[-1] * 1000
    steady = {"rate": round(sent / 2, 1), "referrals": len(ages), "p50": median(ages) * 1000}
    return [path, single(f"{name}-age-p99", oldest, limit=limit, unit="ms", **steady)]


@dataclass
class _Watched:
    """The reader's live figures, asked for again and again; when each count was first seen."""

    reader: Caller
    done: Event = field(default_factory=Event)
    seen: dict[int, float] = field(default_factory=dict)
    count: int = 0

    def __post_init__(self) -> None:
        self.count = self._received()

    def watch(self) -> None:
        while not self.done.is_set():
            now = self._received()
            for count in range(self.count + 1, now + 1):
                self.seen[count] = perf_counter()
            self.count = now

    def seen_at(self, count: int) -> float:
        """When so many had been received, by the figures."""
        return eventually(lambda: self.seen.get(count), within=LATEST) or 0.0

    def _received(self) -> int:
        answer = self.reader.get(FIGURES)
        answer.raise_for_status()
        (received,) = (row for row in answer.json()["figures"] if row["figure"] == "received")
        return int(received["numerator"] or 0)


def _burst(sender: Caller, watched: _Watched) -> tuple[float, float]:
    """Referrals a second, taken in and visible, when sent as fast as they are answered."""
    before, start = watched.count, perf_counter()
    for _ in range(EACH):
        _send(sender)
    taken = perf_counter() - start
    visible = watched.seen_at(before + EACH) - start
    return EACH / taken, EACH / visible


def _steadily(sender: Caller, watched: _Watched, *, rate: float) -> list[float]:
    """Each referral's age when the figures first counted it."""
    before, start, sent = watched.count, perf_counter(), list[float]()
    while len(sent) < rate * STEADY:
        Event().wait(max(0.0, start + len(sent) / rate - perf_counter()))
        _send(sender)
        sent.append(perf_counter())
    last = before + len(sent)
    watched.seen_at(last)
    return [watched.seen[before + n] - at for n, at in enumerate(sent, 1)]


def _send(sender: Caller) -> None:
    answer = sender.post(REFERRALS, referral(f"T-{uuid4().hex}"))
    answer.raise_for_status()
