"""A bicycle shop's store, on each database."""

from collections.abc import Iterator

import pytest

from shared.database.engine import Database
from shared.store import Store
from tests.databases import STORE, NewDatabase


@pytest.fixture
def database(new_database_url: NewDatabase) -> Iterator[Database]:
    """With the tables of a store that has not begun."""
    database = Database(new_database_url(STORE))
    yield database
    database.close()


@pytest.fixture
def store(database: Database) -> Store:
    store = Store("shop", database)
    store.begin(partitions=4)
    return store


@pytest.fixture
def workshop(new_database_url: NewDatabase) -> Iterator[Store]:
    """Another service, with a database of its own."""
    database = Database(new_database_url(STORE))
    workshop = Store("workshop", database)
    workshop.begin(partitions=4)
    yield workshop
    database.close()


@pytest.fixture
def postgres_store(new_postgres_url: NewDatabase) -> Iterator[Store]:
    """For what only many writers at once can show."""
    database = Database(new_postgres_url(STORE))
    store = Store("shop", database)
    store.begin(partitions=4)
    yield store
    database.close()
