"""Fixtures for every test: databases of both kinds, and the browser.

* `database_url` – a new, empty database; the test runs once on SQLite and once on PostgreSQL.
* `new_database_url` – the same for tests that need several: call it for each, and say with what
  tables it is to begin (`tests/databases.py`).
* `engine` – an SQLAlchemy engine on `database_url`, closed at the end.
* `postgres_url`, `new_postgres_url` – PostgreSQL alone, for what SQLite does not have.
* `kafka` – the address of a Kafka broker; `kafka_server` also makes topics on it.
* `written` – a folder with the demo's directory and people in it, to be copied.
* `browser`, `page` – the machine's Chromium; each page is a session of its own.

A component that is not here skips its tests and says what provides it; with CI=true it fails them.
"""

import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, create_engine

from tests.brokers import Kafka, broker
from tests.databases import Files, NewDatabase, OnServer, postgres_databases
from tests.grouping import (
    Closing,
    pytest_collection_modifyitems,
    pytest_xdist_auto_num_workers,
)
from tests.messages import compile_catalogue
from tests.missing import pytest_runtest_makereport
from tests.one_connection import refuse_a_second_connection
from tests.rules import compile_rules_once
from tests.servers import Postgres, chromium, cluster
from tests.temporary import keep_in_memory
from tests.tree import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = [  # found by name
    "postgres_databases",
    "pytest_collection_modifyitems",
    "pytest_runtest_makereport",
    "pytest_xdist_auto_num_workers",
]

QUIET_BROWSER = [
    "--no-sandbox",  # chromium refuses its sandbox to root, as which containers run
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_configure(config: pytest.Config) -> None:
    """Pages speak Finnish in every test run, whether or not it was started by make."""
    keep_in_memory()
    refuse_a_second_connection()
    compile_rules_once()
    config.pluginmanager.register(Closing())
    if not hasattr(config, "workerinput"):  # once, not in each of xdist's workers
        for path in ROOT.glob("s*/**/messages.po"):
            compile_catalogue(path)


def pytest_collection_finish() -> None:
    """What was imported and collected lives as long as the run: no need to look whether it does."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def same_umask() -> Iterator[None]:
    """A command run in this process writes privately from then on; the next test does not."""
    before = os.umask(0o022)
    os.umask(before)
    yield
    os.umask(before)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """RINNALLA_TEST_POSTGRES when set (a user who may create databases), else one of our own."""
    with ExitStack() as stack:
        url = os.environ.get("RINNALLA_TEST_POSTGRES")
        yield Postgres(url) if url else stack.enter_context(cluster())


@pytest.fixture
def new_postgres_url(postgres_databases: OnServer) -> Iterator[NewDatabase]:
    with postgres_databases.opened() as new:
        yield new


@pytest.fixture
def postgres_url(new_postgres_url: NewDatabase) -> str:
    return new_postgres_url()


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return Files(tmp_path_factory.mktemp("made"))


@pytest.fixture
def new_sqlite_url(sqlite_databases: Files, tmp_path: Path) -> NewDatabase:
    return partial(sqlite_databases.new, tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database_url(request: pytest.FixtureRequest) -> NewDatabase:
    kind = {"sqlite": "new_sqlite_url", "postgresql": "new_postgres_url"}[request.param]
    new: NewDatabase = request.getfixturevalue(kind)
    return new


@pytest.fixture
def database_url(new_database_url: NewDatabase) -> str:
    return new_database_url()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def kafka_server() -> Iterator[Kafka]:
    """RINNALLA_TEST_KAFKA (host:port) when set, else a broker of our own for the whole session."""
    with ExitStack() as stack:
        address = os.environ.get("RINNALLA_TEST_KAFKA")
        yield Kafka(address) if address else stack.enter_context(broker())


@pytest.fixture
def kafka(kafka_server: Kafka) -> str:
    """The broker's address; tests share it, so each makes its own topics (`kafka_server.topic`)."""
    return kafka_server.address


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's directory and people, written once; a test works on a copy of the folder."""
    from services.demo import region

    folder = tmp_path_factory.mktemp("written")
    region.write_directory(folder, "http://localhost")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET_BROWSER)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A page 1280 wide in a session of its own; set_viewport_size for a phone."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()
