"""A key store with a wrapping key in a file, on each database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.database.engine import Database
from shared.keys import FileWrapping, KeyStore, prepare


@pytest.fixture
def key_store(database_url: str, tmp_path: Path) -> Iterator[KeyStore]:
    database = Database(database_url)
    with database.writing() as db:
        prepare(db)
    yield KeyStore(database, FileWrapping.made(tmp_path / "wrapping.key"))
    database.close()
