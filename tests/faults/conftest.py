"""Servers that may be killed, a flow between them, the seed, and what each fault tells.

The servers are the tests' own whatever the environment names: nobody else's are killed.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shared.database.engine import Database
from shared.store import Store
from tests.brokers import OwnKafka
from tests.databases import STORE, NewDatabase, postgres_databases
from tests.faults.parts import Place
from tests.servers import Cluster
from tests.shared.broker.conftest import Flow, flow
from tests.shared.garage import Garage, following
from tests.system.conftest import a_broker, a_cluster

__all__ = ["flow", "postgres_databases"]  # fixtures, found by name
SEED = "SEED"
OUTCOME = "outcome"
Tell = Callable[[str], None]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Cluster]:
    with a_cluster() as postgres:
        yield postgres


@pytest.fixture(scope="session")
def kafka_server() -> Iterator[OwnKafka]:
    with a_broker() as kafka:
        yield kafka


@pytest.fixture
def broker(kafka_server: OwnKafka) -> Iterator[OwnKafka]:
    """The broker, to be ended; the next test finds it alive."""
    yield kafka_server
    if not kafka_server.listens():
        kafka_server.start()


@pytest.fixture
def seed() -> int:
    """What decides where and when faults hit; SEED=… chooses another."""
    return _seed()


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """Say at the end of the run what was done and what came of it."""
    return lambda what: record_property(OUTCOME, what)


@pytest.fixture
def place(flow: Flow, tmp_path: Path) -> Place:
    """The same flow, for processes of their own."""
    following(Garage(), flow.workshop, flow.shop)  # makes the tables, which two would do at once
    shop, workshop = (
        store.database.engine.url.render_as_string(hide_password=False)
        for store in (flow.shop, flow.workshop)
    )
    return Place(shop, workshop, flow.kafka.address, flow.topic, tmp_path / "log")


@pytest.fixture
def mirror(new_postgres_url: NewDatabase) -> Iterator[Store]:
    """Another workshop, which reads the store directly and never fails."""
    store = Store("workshop", Database(new_postgres_url(STORE)))
    store.begin(partitions=4)
    yield store
    store.database.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [
        report for kind in ("passed", "failed") for report in terminalreporter.getreports(kind)
    ]
    outcomes = [
        f"{report.nodeid.rpartition('::')[2]}: {what}"
        for report in reports
        for name, what in report.user_properties
        if name == OUTCOME and report.when == "call"
    ]
    if outcomes:
        terminalreporter.section(f"Faults, {SEED}={_seed()}")
        terminalreporter.write_line("\n".join(outcomes))


def _seed() -> int:
    return int(os.environ.get(SEED, "1"))
