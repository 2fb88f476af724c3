"""A bicycle shop's store, on each database."""

from collections.abc import Callable, Iterator

import pytest

from shared.database.engine import Database
from shared.store import Store
from tests.tables import make_store


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def store(database: Database) -> Store:
    store = Store("shop", database)
    make_store(store)
    return store


@pytest.fixture
def workshop(new_database_url: Callable[[], str]) -> Iterator[Store]:
    """Another service, with a database of its own."""
    database = Database(new_database_url())
    workshop = Store("workshop", database)
    make_store(workshop)
    yield workshop
    database.close()


@pytest.fixture
def postgres_store(postgres_url: str) -> Iterator[Store]:
    """For what only many writers at once can show."""
    database = Database(postgres_url)
    store = Store("shop", database)
    make_store(store)
    yield store
    database.close()
