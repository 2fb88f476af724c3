"""PostgreSQL's databases: `pg_dump` in its custom format for each service, as the tables' owner.

A copy is checked in a database of its own, which the owner makes beside the others and drops.
"""

import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from uuid import uuid4

from sqlalchemy import URL, Connection, make_url, text

from deploy.programs import Absent, postgres_program
from services.platform import registry, web_processes
from services.platform.backups.manifest import Unusable
from services.platform.options import KEYS
from services.platform.settings import Settings
from shared.database.engine import Database
from shared.database.scope import EVERY_ROW, REACH
from shared.database.shadow import SCHEMA
from shared.keys import KeyStore, prepare

LEAVING, EVERY = 5.0, 0.1  # seconds
PLAIN = ("--no-owner", "--no-privileges")  # rights are given again by `rinnalla migrate`


@dataclass(frozen=True)
class Databases:
    """The databases that the settings name."""

    settings: Settings
    kind = "postgresql"

    def file_of(self, service: str) -> str:
        return f"{service}.dump"

    def dump(self, service: str, target: Path) -> None:
        target.touch(mode=0o600)
        arguments = ("--format=custom", "--enable-row-security", *PLAIN, f"--file={target}")
        _run("pg_dump", self._url(service), *arguments)

    @contextmanager
    def live(self, service: str) -> Iterator[Database]:
        with _opened(self._url(service)) as database:
            yield database

    @contextmanager
    def restored(self, service: str, file: Path) -> Iterator[Database]:
        """The backup as a database in a temporary place; the owner must be able to make one."""
        name = f"rinnalla_check_{uuid4().hex}"
        url = self._url(service)
        with _opened(url, isolation_level="AUTOCOMMIT") as beside:
            with beside.engine.connect() as db:
                _require_right_to_create(db)
                db.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
            try:
                _run("pg_restore", url.set(database=name), "--exit-on-error", *PLAIN, str(file))
                with _opened(url.set(database=name)) as database:
                    yield database
            finally:
                with beside.engine.connect() as db:
                    db.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))

    def occupied(self) -> list[str]:
        """What would be replaced; raises `Unusable` where somebody is at work."""
        return self._full(registry.NAMES)

    def occupied_keys(self) -> list[str]:
        return self._full((KEYS,))

    def dump_keys(self, folder: Path) -> None:
        self.dump(KEYS, folder / self.file_of(KEYS))

    def put_keys(self, folder: Path) -> None:
        """Put the key store back; the roles get their rights when the services are put back."""
        self._load(KEYS, folder / self.file_of(KEYS))

    @contextmanager
    def keys(self) -> Iterator[KeyStore]:
        """The keys that are in use, as the owner of their tables sees them; made where none are."""
        with self.live(KEYS) as database:
            with database.writing() as db:
                prepare(db)
            yield KeyStore(database)

    def _full(self, names: Iterable[str]) -> list[str]:
        full = []
        for service in names:
            with self.live(service) as database, database.reading() as db:
                if others := _others(db):
                    raise Unusable(
                        f"{others} connections are open to the database of {service}. Stop its "
                        "web, relay and consume processes first."
                    )
                if db.execute(_TABLES).scalar_one():
                    full.append(f"the database of {service}")
        return full

    def put(self, service: str, file: Path) -> None:
        """Put a backup in place of what the database holds, with the rights of its role."""
        self._load(service, file)
        web_processes.migrate(self.settings, service, partitions=1)  # a store is there already

    def _load(self, name: str, file: Path) -> None:
        with self.live(name) as database, database.writing() as db:
            for schema in (SCHEMA, "public"):
                db.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
            db.execute(text("CREATE SCHEMA public"))
        _run("pg_restore", self._url(name), "--exit-on-error", *PLAIN, str(file))

    def archiving(self) -> str:
        """Whether one can go back to any moment, in a sentence."""
        with self.live(registry.NAMES[0]) as database, database.reading() as db:
            mode = db.execute(text("SHOW archive_mode")).scalar_one()
            last = db.execute(text("SELECT last_archived_time FROM pg_stat_archiver")).scalar()
        if mode == "off":
            return "PostgreSQL archives no WAL, so one can go back to this backup alone."
        if last is None:
            return "PostgreSQL is to archive WAL, but has archived nothing so far."
        return f"PostgreSQL archives WAL, last at {last:%Y-%m-%d %H:%M}Z: see docs/restoring.md."

    def _url(self, service: str) -> URL:
        """As the owner; the name of the database stands in one place only, where it is changed."""
        url = make_url(self.settings.owner_of(service))
        name = url.query.get("dbname", url.database)
        return url.difference_update_query(["dbname"]).set(database=str(name))


@contextmanager
def _opened(url: URL, **options: str) -> Iterator[Database]:
    database = Database(url.render_as_string(hide_password=False), connections=1)
    if options:
        database.engine = database.engine.execution_options(**options)
    try:
        yield database
    finally:
        database.close()


def _run(program: str, url: URL, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; a password goes by the environment, which nobody sees."""
    environment = os.environ | {"PGOPTIONS": f"-c {REACH}={EVERY_ROW}"}  # a copy lacks no row
    if url.password:
        environment["PGPASSWORD"] = str(url.password)
    plain = url.set(drivername="postgresql", password=None).render_as_string()
    try:
        path = postgres_program(program)
    except Absent as absent:
        raise Unusable(str(absent)) from absent
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs
        [path, f"--dbname={plain}", "--no-password", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Unusable(f"{program} failed: {done.stderr.strip().splitlines()[-1]}")


def _require_right_to_create(db: Connection) -> None:
    may = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
    if not db.execute(text(may)).scalar():
        who = db.execute(text("SELECT current_user")).scalar()
        raise Unusable(
            f"{who} may make no database to restore the backup into and check it: "
            f"ALTER ROLE {who} CREATEDB."
        )


def _others(db: Connection) -> int:
    """Who else is connected, once those who are leaving have had the time to: a server's process
    outlives its client by a moment."""
    until = monotonic() + LEAVING
    while (others := int(db.execute(_OTHERS).scalar_one())) and monotonic() < until:
        db.execute(_FORGET)
        sleep(EVERY)
    return others


# Autovacuum's workers come and go by themselves, and stand in nobody's way.
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)
_FORGET = text("SELECT pg_stat_clear_snapshot()")  # what a transaction saw of it, it sees on
_TABLES = text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
