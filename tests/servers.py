"""Real servers for tests: a PostgreSQL cluster and a browser, each gone when the tests are.

`cluster()` starts a PostgreSQL of our own in a temporary folder, reachable by a unix socket only,
so no port can collide. PostgreSQL refuses to run as root; as root we run it as user `postgres`.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier
from sqlalchemy import URL

from tests.missing import Missing
from tests.waiting import eventually

FAST = {"fsync": "off", "full_page_writes": "off"}
DURABLE: Mapping[str, str] = {}  # PostgreSQL's own defaults, for tests and benchmarks that ask

# The server lives exactly as long as our end of the pipe, so a killed test run leaves nothing.
KEEPER = """
"$@" >"$0/log" 2>&1 & server=$!
cat >/dev/null
kill -INT $server; wait $server; rm -rf "$0"
"""


@dataclass(frozen=True)
class Postgres:
    """A server where we may create databases."""

    url: str  # libpq form, of the maintenance database

    @contextmanager
    def database(self) -> Iterator[str]:
        """The SQLAlchemy address of a new, empty database, dropped at the end."""
        name = f"test_{uuid4().hex}"
        self._execute(SQL("CREATE DATABASE {} TEMPLATE template0").format(Identifier(name)))
        try:
            yield self._address(name)
        finally:
            self._execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))

    def _execute(self, statement: psycopg.sql.Composed) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement)

    def _address(self, name: str) -> str:
        known = {key: str(value) for key, value in conninfo_to_dict(self.url).items()}
        url = URL.create(
            "postgresql+psycopg",
            username=known.pop("user", None),
            password=known.pop("password", None),
            database=name,
            query=known | {"dbname": name},
        )
        return url.render_as_string(hide_password=False)


@contextmanager
def cluster(*, settings: Mapping[str, str] = FAST) -> Iterator[Postgres]:
    """A new PostgreSQL cluster with these settings; raises Missing when there is none here."""
    initdb, postgres = program("initdb"), program("postgres")
    folder = Path(tempfile.mkdtemp(prefix="rinnalla-pg-"))
    _initialise(folder, initdb=initdb)
    keeper = _keep(folder, [postgres, "-D", f"{folder}/data", *_options(folder, settings=settings)])
    server = Postgres(f"postgresql://postgres@/postgres?host={folder}")
    try:
        eventually(lambda: _answers(server, log=folder / "log"), within=30)
        yield server
    finally:
        keeper.communicate()


def chromium() -> str:
    """The path of the machine's browser; raises Missing when there is none here."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        command = "apt-get install chromium"
        raise Missing("Chromium", reason="no chromium in PATH", command=command)
    return found


def program(name: str) -> str:
    """Debian keeps the server's programs out of PATH, in a folder for each version."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    found = shutil.which(name) or shutil.which(name, path=os.pathsep.join(map(str, debian[::-1])))
    if not found:
        command = "apt-get install postgresql, or RINNALLA_TEST_POSTGRES=postgresql://…"
        raise Missing("PostgreSQL", reason=f"no {name} on this machine", command=command)
    return found


def _initialise(folder: Path, *, initdb: str) -> None:
    if owner := _owner():
        shutil.chown(folder, owner, owner)
    plain = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
    subprocess.run(
        [initdb, *plain, folder / "data"],
        check=True,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        user=_owner(),
        group=_owner(),
    )


def _options(folder: Path, *, settings: Mapping[str, str]) -> list[str]:
    """Command line settings; a unix socket alone, and room for the tests that open many threads."""
    ours = {"listen_addresses": "", "unix_socket_directories": folder, "max_connections": "200"}
    return [f"--{name}={value}" for name, value in {**ours, **settings}.items()]


def _keep(folder: Path, command: list[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        ["/bin/sh", "-c", KEEPER, folder, *command],
        stdin=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is for the tests; they close the pipe when they are done
        cwd=folder,
        user=_owner(),
        group=_owner(),
    )


def _answers(server: Postgres, *, log: Path) -> bool:
    try:
        psycopg.connect(server.url).close()
    except psycopg.OperationalError as error:
        error.add_note(log.read_text() if log.exists() else "The server has not started.")
        return False
    return True


def _owner() -> str | None:
    """Who runs the server: root may not."""
    return "postgres" if os.geteuid() == 0 else None
