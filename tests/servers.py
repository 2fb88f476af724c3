"""Real servers for tests: a PostgreSQL cluster and a browser, each gone when the tests are.

`cluster()` starts a PostgreSQL of our own in a temporary folder, reachable by a unix socket only,
so no port can collide. PostgreSQL refuses to run as root; as root we run it as user `postgres`.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier
from sqlalchemy import URL

from deploy.programs import Absent, postgres_program
from tests.keeper import Keeper, Keeping, owner
from tests.missing import Missing
from tests.waiting import eventually

START = 30.0  # seconds on a busy machine
FAST = {"fsync": "off", "full_page_writes": "off"}
DURABLE: Mapping[str, str] = {}  # PostgreSQL's own defaults, for tests and benchmarks that ask


@dataclass(frozen=True)
class Postgres:
    """A server where we may create databases."""

    url: str  # libpq form, of the maintenance database

    @contextmanager
    def database(self, name: str = "", *, like: str = "template0") -> Iterator[str]:
        """The SQLAlchemy address of a new database, dropped at the end: empty, or a copy."""
        name = name or f"test_{uuid4().hex}"
        made = SQL("CREATE DATABASE {} TEMPLATE {}")
        self._execute(made.format(Identifier(name), Identifier(like)))
        try:
            yield self.address(name)
        finally:
            self._execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))

    def _execute(self, statement: psycopg.sql.Composed) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement)

    def address(self, name: str) -> str:
        """The SQLAlchemy address of a database."""
        parameters = {key: str(value) for key, value in conninfo_to_dict(self.url).items()}
        url = URL.create(
            "postgresql+psycopg",
            username=parameters.pop("user", None),
            password=parameters.pop("password", None),
            database=name,
            query=parameters | {"dbname": name},
        )
        return url.render_as_string(hide_password=False)


@dataclass(frozen=True)
class Cluster(Postgres):
    """A server of our own, which may be stopped and started again on the same data."""

    keeper: Keeping = field(kw_only=True)

    def stop_immediately(self) -> None:
        """PostgreSQL's mode `immediate`: every session is cut off, and the start recovers."""
        self.keeper.end("QUIT")

    def start(self) -> None:
        """Return when it answers again."""
        self.keeper.start()
        self.wait()

    def wait(self) -> None:
        try:
            eventually(self._answers, within=START)
        except AssertionError as error:
            error.add_note(self.keeper.log[-4000:])
            raise

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url).close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def cluster(*, settings: Mapping[str, str] = FAST) -> Iterator[Cluster]:
    """A new PostgreSQL cluster with these settings; raises Missing when there is none here."""
    initdb, postgres = program("initdb"), program("postgres")
    folder = Path(tempfile.mkdtemp(prefix="rinnalla-pg-"))
    _initialise(folder, initdb=initdb)
    command = [postgres, "-D", f"{folder}/data", *_options(folder, settings=settings)]
    keeper = Keeper(folder, command, last="INT", owner=owner())
    try:
        server = Cluster(f"postgresql://postgres@/postgres?host={folder}", keeper=keeper)
        server.wait()
        yield server
    finally:
        keeper.close()


def chromium() -> str:
    """The path of the machine's browser; raises Missing when there is none here."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        command = "apt-get install chromium"
        raise Missing("Chromium", reason="no chromium in PATH", command=command)
    return path


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs; raises Missing when it is not here."""
    try:
        return postgres_program(name)
    except Absent as absent:
        command = f"{absent.command}, or RINNALLA_TEST_POSTGRES=postgresql://…"
        raise Missing(absent.component, reason=absent.reason, command=command) from absent


def _initialise(folder: Path, *, initdb: str) -> None:
    if who := owner():
        shutil.chown(folder, who, who)
    plain = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
    subprocess.run(
        [initdb, *plain, folder / "data"],
        check=True,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        user=owner(),
        group=owner(),
    )


def _options(folder: Path, *, settings: Mapping[str, str]) -> list[str]:
    """Command line settings; a unix socket alone, and room for every pool of a region."""
    ours = {"listen_addresses": "", "unix_socket_directories": folder, "max_connections": "600"}
    return [f"--{name}={value}" for name, value in {**ours, **settings}.items()]
