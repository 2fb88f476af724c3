"""The whole platform as a region runs it: every process on its own, PostgreSQL and Kafka between.

Processes live as long as our end of their pipes, and each can be killed, frozen and started again
by its name, such as `relay referral`.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import psycopg
import requests
from psycopg.sql import SQL, Identifier
from sqlalchemy import Engine, create_engine, make_url

from services.platform import key_store, wiring
from services.platform.options import KEYS
from services.platform.registry import NAMES
from services.platform.settings import settings_for
from shared.consumer.completeness import completeness
from shared.keys import FileWrapping, KeyStore
from shared.service import Service
from tests.brokers import Kafka
from tests.journeys.outside import Outside
from tests.keeper import Keeper
from tests.ports import free_ports
from tests.servers import Postgres
from tests.system.front import front_door
from tests.tree import ROOT
from tests.waiting import eventually

START = 120.0  # seconds for all processes on a busy machine
FOLLOWING = 60.0  # seconds until everything was passed


@dataclass(frozen=True)
class Code:
    """A version of the product: its files, and a Python with the packages that it wants."""

    root: Path
    python: Path


OURS = Code(ROOT, Path(sys.executable))


@dataclass(eq=False)
class Region:
    """Its databases, its broker and its processes; `start` brings them up."""

    postgres: Postgres
    kafka: Kafka
    folder: Path
    processes: dict[str, Keeper] = field(default_factory=dict)
    opened: ExitStack = field(default_factory=ExitStack)

    def __post_init__(self) -> None:
        self.front, self.portal, *rest = free_ports(2 + len(NAMES))
        self.ports = dict(zip(NAMES, rest, strict=True))
        for name in NAMES:
            (self.folder / name).mkdir()
        secret = self.folder / "secret"
        secret.write_text("of-a-test-and-of-nothing-else-in-the-world")

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.front}"

    @property
    def outside(self) -> Outside:
        return Outside(self.base)

    def database(self, name: str) -> str:
        """The SQLAlchemy address of a service's database."""
        return self._address(as_owner=True).replace("{service}", name)

    def keys(self, name: str) -> KeyStore:
        return key_store.of(settings_for("tools", self.environment), name)

    def engine(self, name: str) -> Engine:
        engine = create_engine(self.database(name), isolation_level="AUTOCOMMIT")
        self.opened.callback(engine.dispose)
        return engine

    def create(self) -> None:
        """New databases with their tables, and the demo's organisations and people."""
        self.create_databases()
        self.run("migrate")
        self.run("demo", "--directory")

    def create_databases(self) -> None:
        """Empty ones, with a role for each."""
        with psycopg.connect(self.postgres.url, autocommit=True) as db:
            for name in (*NAMES, KEYS):
                database = Identifier(self._name(name))
                db.execute(SQL("CREATE ROLE {} LOGIN").format(database))
                db.execute(SQL("CREATE DATABASE {} TEMPLATE template0").format(database))
            self.opened.callback(self._drop, *NAMES, KEYS)

    def start(self) -> None:
        """Every process; returns when all say that they are ready."""
        self.opened.enter_context(front_door(self.front, self.ports, rest=self.portal))
        self.launch("web portal", bind=self.portal)
        for name in NAMES:
            self.launch(f"web {name}", bind=self.ports[name])
            self.launch(f"relay {name}")
            self.launch(f"consume {name}")
        eventually(self.is_ready, within=START)
        self.settle(within=START)

    def launch(self, process: str, *, bind: int = 0, code: Code = OURS) -> None:
        """Start a process under the name of its command; a second one of a kind has a suffix."""
        command = process.split("#")[0].split()
        folder = Path(tempfile.mkdtemp(prefix=f"{process.replace(' ', '-')}-", dir=self.folder))
        environment = {**self.environment, "RINNALLA_BIND": f"127.0.0.1:{bind}"}
        words = [f"{name}={value}" for name, value in environment.items()]
        full = ["env", "-C", str(code.root), *words, str(code.python), "-m", "services", *command]
        self.processes[process] = Keeper(folder, full, last="TERM")

    def run(self, *command: str, code: Code = OURS) -> str:
        """A command that ends by itself, and well; what it printed."""
        done = self._done(*command, code=code)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout

    def _done(self, *command: str, code: Code = OURS) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, **self.environment}
        return subprocess.run(
            [str(code.python), "-m", "services", *command],
            cwd=code.root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def is_ready(self) -> bool:
        return all(self._is_ready(name) for name in NAMES)

    def is_level(self) -> bool:
        """Has every consumer passed, and applied, all that its source holds?"""
        return all(self._lacks(name) == [] for name in NAMES)

    def settle(self, *, within: float = FOLLOWING) -> None:
        try:
            eventually(self.is_level, within=within)
        except AssertionError as late:
            late.add_note("\n".join(lack for name in NAMES for lack in self._lacks(name)))
            raise

    def prove(self) -> None:
        """Everything was passed once, in its order, from whatever source it came."""
        self.settle()
        assert self.run("parked") == ""
        findings = self._done("reconcile").stdout.splitlines()
        if any("it has not begun" in finding for finding in findings):
            self.settle()  # the first event of a partition came after everything was level
            findings = self.run("reconcile").splitlines()
        well = [
            finding
            for finding in findings
            if ": agrees, " in finding and finding.endswith(", 0 parked")
        ]
        assert findings == well
        assert len(findings) > 40  # every consumer on every partition

    def logged(self, *words: str) -> list[str]:
        """The lines of all processes' logs in which one of these words stands."""
        logs = [line for keeper in self.processes.values() for line in keeper.log.splitlines()]
        return [line for line in logs if any(word in line for word in words)]

    def rest(self) -> None:
        """Close the connections of the tests themselves, until they need some again."""
        for name in NAMES:
            self._tools(name).database.close()
            self._tools(name).sealing.close()

    def close(self) -> None:
        for keeper in self.processes.values():
            keeper.close()
        self.opened.close()

    @property
    def environment(self) -> dict[str, str]:
        return {
            "RINNALLA_BASE_URL": self.base,
            "RINNALLA_DATABASE": self._address(as_owner=False),
            "RINNALLA_DATABASE_OWNER": self._address(as_owner=True),
            "RINNALLA_KEYS": self._address(as_owner=False, database="keys"),
            "RINNALLA_WRAPPING_FILE": str(FileWrapping.made(self.folder / "wrapping.key").path),
            "RINNALLA_KAFKA": self.kafka.address,
            "RINNALLA_FEEDS": self.base,
            "RINNALLA_SECRET_FILE": str(self.folder / "secret"),
            "RINNALLA_DEMO": "1",
        }

    def _lacks(self, name: str) -> list[str]:
        """Which of a service's consumers are behind, and how far."""
        service = self._tools(name)
        states = [(c.name, completeness(c)) for c in service.followers.consumers]
        return [
            f"{name}: {consumer} < {state.service}: {state.position} of {state.head}, "
            f"{state.missing} held"
            for consumer, state in states
            if state.missing or not state.complete
        ]

    @cache  # noqa: B019  # one region lives as long as the tests
    def _tools(self, name: str) -> Service:
        service = wiring.reading_feeds(settings_for("tools", self.environment), name)
        self.opened.callback(service.close)
        return service

    def _is_ready(self, name: str) -> bool:
        try:
            answer = requests.get(f"{self.base}/{name}/health/ready", timeout=10)
        except requests.RequestException:  # not there yet, or too busy with starting to answer
            return False
        return answer.ok

    def _drop(self, *names: str) -> None:
        with psycopg.connect(self.postgres.url, autocommit=True) as db:
            for name in names:
                gone = Identifier(self._name(name))
                db.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(gone))
            for name in names:
                db.execute(SQL("DROP ROLE {}").format(Identifier(self._name(name))))

    def _address(self, *, as_owner: bool, database: str = "SERVICE") -> str:
        """Of every service's database, as the owner of its tables or as its own role."""
        url = make_url(self.postgres.address(self._name(database)))
        if not as_owner:
            url = url.set(username=self._name("SERVICE"))
        return url.render_as_string(hide_password=False).replace("SERVICE", "{service}")

    def _name(self, service: str) -> str:
        return f"{self.folder.name.lower().replace('-', '_')}_{service}"


@contextmanager
def created(postgres: Postgres, kafka: Kafka, folder: Path) -> Iterator[Region]:
    """A region with its databases and people, closed at the end; nothing of it runs yet."""
    region = Region(postgres, kafka, folder)
    try:
        region.create()
        yield region
    finally:
        region.close()
