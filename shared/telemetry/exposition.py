"""Figures in Prometheus' text format: what this process counted, and gauges read at that moment.

Several worker processes of one server count in the files of a folder that all share
(https://prometheus.github.io/client_python/multiprocess/), so that each of them can answer for all.
"""

import os
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
    generate_latest,
    values,
)
from prometheus_client.core import GaugeMetricFamily, Metric as Figure
from prometheus_client.exposition import make_wsgi_app
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from shared.telemetry.metrics import METRICS, Kind, Reading, counting

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
ALIVE = "/health/live"
LIVE = {Kind.COUNTER: Counter, Kind.HISTOGRAM: Histogram}
Gauges = Callable[[], Iterable[Reading]]


def start_counting(folder: Path | None = None) -> None:
    """Count from now on; what this process counted before is forgotten.

    The worker processes of one server share a `folder`, which is empty when the server starts.
    """
    if folder is not None:
        os.environ[FOLDER] = str(folder)
    values.ValueClass = values.get_value_class()  # type: ignore[no-untyped-call]  # as it is now, not when it was imported
    disable_created_metrics()  # type: ignore[no-untyped-call]  # it has no types
    counting.registry = registry = CollectorRegistry()
    for metric in METRICS.values():
        if live := LIVE.get(metric.kind):
            name, labels = metric.name, metric.labels
            counting.live[name] = live(name, metric.sentence, labels, registry=registry)


def stop_counting() -> None:
    counting.live, counting.registry = {}, None


@dataclass(frozen=True)
class Exposition(Collector):
    """The figures of these services, and of no other in the same process."""

    services: Collection[str]
    gauges: Gauges

    def text(self) -> bytes:
        return generate_latest(self)

    def collect(self) -> Iterator[Figure]:
        yield from _read(self.gauges())
        for figure in _counted():
            own = [each for each in figure.samples if each.labels["service"] in self.services]
            if own:
                figure.samples = own
                yield figure


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Shared(_Server):
    """One of several worker processes that listen at the same address."""

    allow_reuse_port = True


class _Quiet(WSGIRequestHandler):
    """Whoever scrapes is no news."""

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the library's
        return


def serve(exposition: Exposition, address: str, *, shared: bool = False) -> Callable[[], None]:
    """Answer at this host:port, which is not public, on a thread; call what it returns to end.

    At `ALIVE` it says that the process lives; everywhere else it tells the figures. The workers of
    one server share an address, and whichever is asked tells what all have counted.
    """
    host, _, port = address.rpartition(":")
    server_class = _Shared if shared else _Server
    app = make_wsgi_app(registry=exposition)
    server = make_server(host, int(port), partial(_answer, app), server_class, _Quiet)
    thread = threading.Thread(target=server.serve_forever, name="figures", daemon=True)
    thread.start()

    def stop() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    return stop


def _answer(figures: Any, environ: Any, start: Any) -> Iterable[bytes]:
    """No figure is read for a sign of life: a database that is away is no reason to start anew."""
    if environ["PATH_INFO"] != ALIVE:
        page: Iterable[bytes] = figures(environ, start)
        return page
    start("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"live\n"]


def _counted() -> Iterable[Figure]:
    if counting.registry is None:
        return []
    registry = counting.registry
    if FOLDER in os.environ:
        MultiProcessCollector(registry := CollectorRegistry())  # type: ignore[no-untyped-call]  # it has no types
    figures: Iterable[Figure] = registry.collect()
    return figures


def _read(readings: Iterable[Reading]) -> Iterator[Figure]:
    figures: dict[str, Any] = {}
    for reading in readings:
        metric = reading.metric
        figure = figures.setdefault(
            metric.name, GaugeMetricFamily(metric.name, metric.sentence, labels=metric.labels)
        )
        figure.add_metric(reading.labels, reading.value)
    yield from figures.values()
