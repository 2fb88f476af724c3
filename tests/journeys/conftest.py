"""A server that journeys share, servers that a test may kill, and those who call them."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from services.demo import region
from tests.journeys.outside import Outside
from tests.journeys.server import Server


@pytest.fixture(scope="session")
def new_server(
    written: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Server]]:
    """Each call answers with one more server that has not been started."""
    made: list[Server] = []

    def make() -> Server:
        folder = tmp_path_factory.mktemp("server") / "var"
        shutil.copytree(written, folder)
        (folder / "region-written").write_text("The directory alone.")
        made.append(Server(folder))
        return made[-1]

    yield make
    for server in made:
        server.kill()  # stopping gently is tests/smoke.py's to watch


@pytest.fixture(scope="session")
def server(new_server: Callable[[], Server]) -> Server:
    """A running server; tests that share it look only for what they brought."""
    made = new_server()
    made.start()
    return made


@pytest.fixture(scope="session")
def outside(server: Server) -> Outside:
    return Outside(server.base)


@pytest.fixture(scope="session")
def server_of_a_region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on what the first `make run` writes, of the last months only."""
    made = Server(tmp_path_factory.mktemp("months"))
    region.write_once(made.folder, made.base, days=100)
    made.start()
    yield made
    made.kill()
