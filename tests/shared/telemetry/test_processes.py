"""What processes tell apart from the web: a relay's gauges, workers together, a collector."""

import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from shared.kernel.signing import Keyring
from shared.store import Store
from shared.telemetry.exposition import Exposition
from shared.telemetry.metrics import METRICS, Kind
from shared.transport.envelope import Envelopes
from shared.transport.kafka import cursors, tables
from shared.transport.kafka.cluster import Cluster, Topic
from shared.transport.kafka.lease import Lease
from shared.transport.kafka.readings import readings
from shared.transport.kafka.relay import Relay
from shared.transport.kafka.relay_targets import ToServices
from tests.figures import Figures
from tests.shared.bicycles import append, bought, lent, repaired
from tests.tree import ROOT

COUNTS = """
import sys
from pathlib import Path
from shared.telemetry.exposition import Exposition, start_counting
from shared.telemetry.metrics import COMMANDS
start_counting(Path(sys.argv[1]))
COMMANDS.add(service="shop", outcome="done")
"""
TELLS = "sys.stdout.buffer.write(Exposition({'shop'}, list).text())"
TRACES = """
from shared.telemetry import span
from shared.telemetry.starting import start_tracing, stop_tracing
start_tracing()
with span("command", service="shop"):
    pass
stop_tracing()
"""


class Collector(HTTPServer):
    """Takes what is sent to it, as an OpenTelemetry collector does over HTTP."""

    def __init__(self) -> None:
        self.received: list[tuple[str, bytes]] = []
        super().__init__(("127.0.0.1", 0), Receive)


class Receive(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *_values: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


@pytest.fixture
def collector() -> Iterator[Collector]:
    with Collector() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def relay(postgres_store: Store) -> Relay:
    """One that holds its lease and has sent nothing yet."""
    with postgres_store.database.writing() as db:
        tables.metadata.create_all(db)
    keys = Keyring({"spring": b"s" * 32})
    target = ToServices(postgres_store, Envelopes("fi.bicycles", "shop"), keys, "shop")
    lease = Lease(postgres_store.database, "one")
    relay = Relay(Cluster(("127.0.0.1:1",)), lease, lambda: [target])
    assert lease.hold()
    return relay


def python(code: str, *arguments: Path, **settings: str) -> bytes:
    """What a process of its own wrote."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    environment = os.environ | settings
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return done.stdout


def figures_of(relay: Relay) -> Figures:
    return Figures(Exposition(("shop",), lambda: readings(relay, "shop")).text())


def test_a_relay_tells_how_far_its_topic_is_behind(relay: Relay, postgres_store: Store) -> None:
    append(postgres_store, 1, bought(1), repaired(1), lent(1))
    topic = Topic(name="shop", partitions=4, identity="of today")
    with postgres_store.database.writing() as db:
        cursors.begin(db, topic)
    before = figures_of(relay)
    with postgres_store.database.writing() as db:
        cursors.move(db, topic, since=0, to=3, term=relay.lease.term)
    after = figures_of(relay)
    positions = [each.of("relay_lag_positions", topic="shop") for each in (before, after)]
    assert positions == [[3], [0]]
    waited = [each.of("relay_lag_seconds", topic="shop")[0] > 0 for each in (before, after)]
    assert waited == [True, False]


def test_a_relay_tells_when_the_broker_last_confirmed_something(
    relay: Relay, postgres_store: Store
) -> None:
    append(postgres_store, 1, bought(1))
    topic = Topic(name="shop", partitions=4, identity="of today")
    with postgres_store.database.writing() as db:
        cursors.begin(db, topic)
    before = figures_of(relay).of("relay_confirmed_seconds", topic="shop")
    with postgres_store.database.writing() as db:
        cursors.move(db, topic, since=0, to=1, term=relay.lease.term)
    (seconds,) = figures_of(relay).of("relay_confirmed_seconds", topic="shop")
    assert (before, 0 <= seconds < 60) == ([], True)


def test_one_relay_tells_that_it_holds_the_lease_and_the_other_that_it_does_not(
    relay: Relay,
) -> None:
    other = Relay(relay.cluster, Lease(relay.lease.database, "other"), relay.targets)
    other.lease.hold()
    assert [figures_of(each).of("relay_holds") for each in (relay, other)] == [[1], [0]]
    relay.lease.leave()
    other.lease.hold()
    assert [figures_of(each).of("relay_holds") for each in (relay, other)] == [[0], [1]]


def test_a_relay_at_work_is_not_silent(relay: Relay) -> None:
    (seconds,) = figures_of(relay).of("relay_silent_seconds")
    assert 0 <= seconds < relay.lease.lasts


def test_every_gauge_of_a_relay_is_read(relay: Relay, postgres_store: Store) -> None:
    append(postgres_store, 1, bought(1))
    topic = Topic(name="shop", partitions=4, identity="of today")
    with postgres_store.database.writing() as db:
        cursors.begin(db, topic)
        cursors.move(db, topic, since=0, to=1, term=relay.lease.term)
    gauges = {name for name, metric in METRICS.items() if metric.kind is Kind.GAUGE}
    declared = {name for name in gauges if name.startswith("rinnalla_relay_")}
    assert {reading.metric.name for reading in readings(relay, "shop")} == declared


def test_several_workers_tell_what_all_of_them_counted(tmp_path: Path) -> None:
    for _ in range(2):
        python(COUNTS, tmp_path)
    text = python(f"{COUNTS}\n{TELLS}", tmp_path)
    assert Figures(text).of("commands_total", outcome="done") == [3]


@pytest.mark.parametrize(
    ("disabled", "paths"), [("false", ["/v1/traces"]), ("true", [])], ids=["on", "disabled"]
)
def test_spans_go_to_the_collector_that_the_environment_names(
    collector: Collector, disabled: str, paths: list[str]
) -> None:
    environment = {
        "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{collector.server_port}",
        "OTEL_SDK_DISABLED": disabled,
    }
    python(TRACES, **environment)
    assert [path for path, _ in collector.received] == paths
    assert all(b"command" in body for _, body in collector.received)
