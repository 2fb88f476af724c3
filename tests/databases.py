"""Databases for tests, of either kind: empty, or a copy of what was made once.

Making all tables of a service costs more than most tests. So a `Made` database is made when it is
first wanted, is never opened again, and each test gets a copy of its own.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import pytest

from services.platform.registry import steps_of
from shared.database.engine import Database
from shared.database.migrating import migrate
from tests.servers import Postgres
from tests.tables import make_store_tables


@dataclass(frozen=True)
class Made:
    """What a new database holds; a name stands for the same everywhere."""

    name: str
    make: Callable[[Database], object]


STORE = Made("store", make_store_tables)


def migrated(service: str) -> Made:
    """A database of that service after its last step."""
    return Made(f"migrated-{service}", lambda database: migrate(database, steps_of(service)))


class NewDatabase(Protocol):
    """Each call answers with the address of one more database: empty, or made so."""

    def __call__(self, made: Made | None = None) -> str: ...


@dataclass
class Files:
    """Databases of SQLite; those that are copied lie in `folder`."""

    folder: Path
    _originals: dict[str, Path] = field(default_factory=dict)

    def new(self, folder: Path, made: Made | None = None) -> str:
        path = folder / f"{uuid4().hex}.sqlite"
        if made is not None:
            shutil.copyfile(self._made(made), path)
        return f"sqlite:///{path}"

    def _made(self, made: Made) -> Path:
        if made.name not in self._originals:
            path = self.folder / f"{made.name}.sqlite"
            _make(made, f"sqlite:///{path}")
            self._originals[made.name] = path
        return self._originals[made.name]


@dataclass
class OnServer:
    """Databases of a PostgreSQL server, each dropped when its `with` ends."""

    server: Postgres
    stack: ExitStack  # of those that are copied
    _originals: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def opened(self) -> Iterator[NewDatabase]:
        with ExitStack() as stack:

            def new(made: Made | None = None) -> str:
                like = {} if made is None else {"like": self._made(made)}
                return stack.enter_context(self.server.database(**like))

            yield new

    def _made(self, made: Made) -> str:
        if made.name not in self._originals:
            name = f"made_{uuid4().hex}"
            _make(made, self.stack.enter_context(self.server.database(name)))
            self._originals[made.name] = name
        return self._originals[made.name]


@pytest.fixture(scope="session")
def postgres_databases(postgres_server: Postgres) -> Iterator[OnServer]:
    """Those of the server of one conftest; another conftest with another server has its own."""
    with ExitStack() as stack:
        yield OnServer(postgres_server, stack)


def _make(made: Made, url: str) -> None:
    database = Database(url, sync="OFF")
    made.make(database)
    database.close()  # PostgreSQL copies only what nobody is connected to
