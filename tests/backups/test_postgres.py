"""Backup and restore on PostgreSQL, by an owner who is no superuser and sees rows by scope."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import MetaData, create_engine, func, select, text

from services.cli.main import main
from services.platform.options import KEYS
from services.platform.registry import NAMES
from shared.keys.wrapping import FileWrapping
from tests.servers import Postgres

Settings = dict[str, str]


@pytest.fixture
def settings(postgres_server: Postgres, tmp_path: Path) -> Iterator[Settings]:
    """An installation with the demo's people, whose owner may do no more than it has to."""
    name = f"backup_{uuid4().hex[:8]}"
    with psycopg.connect(postgres_server.url, autocommit=True) as maintenance:
        for role in (f"{name}_owner", *(f"{name}_{service}" for service in NAMES)):
            maintenance.execute(f"CREATE ROLE {role} LOGIN")
        maintenance.execute(f"ALTER ROLE {name}_owner CREATEDB")
        for service in (*NAMES, KEYS):
            made = f"CREATE DATABASE {name}_{service} OWNER {name}_owner TEMPLATE template0"
            maintenance.execute(made)
        own = postgres_server.address(f"{name}_SERVICE").replace("//postgres@", f"//{name}_ROLE@")
        settings = {
            "RINNALLA_DEMO": "1",
            "RINNALLA_BASE_URL": "http://127.0.0.1:8000",
            "RINNALLA_DATABASE": _address(own, "{service}", "{service}"),
            "RINNALLA_DATABASE_OWNER": _address(own, "{service}", "owner"),
            "RINNALLA_KEYS": _address(own, KEYS, "{service}"),
            "RINNALLA_WRAPPING_FILE": str(FileWrapping.made(tmp_path / "wrapping.key").path),
        }
        for command in (("migrate",), ("demo", "--directory")):
            done = run(settings, *command)
            assert done.exit_code == 0, done.output
        yield settings
        for service in (*NAMES, KEYS):
            maintenance.execute(f"DROP DATABASE {name}_{service} WITH (FORCE)")
        for role in ("owner", *NAMES):
            maintenance.execute(f"DROP ROLE {name}_{role}")


def test_what_is_put_back_is_what_was_there_with_every_row_and_right(
    settings: Settings, tmp_path: Path
) -> None:
    before = counted(settings)
    taken = run(settings, "backup", str(tmp_path / "data"), "--keys", str(tmp_path / "keys"))
    assert taken.exit_code == 0, taken.output
    assert "PostgreSQL archives no WAL" in taken.output
    assert "check" not in databases(settings)
    (data,), (keys,) = (list((tmp_path / each).iterdir()) for each in ("data", "keys"))
    assert not list(data.glob("keys*"))
    refused = run(settings, "restore", str(data))
    assert refused.output.startswith("Error: There is data already: the database of referral")
    scope = "SELECT set_config('rinnalla.scope', 'everything', false)"
    engine = create_engine(owner_of(settings, "referral"))
    with engine.begin() as db:
        db.execute(text(scope))
        db.execute(text("DELETE FROM agreements"))
    engine.dispose()
    assert counted(settings) != before
    done = run(settings, "restore", str(data), "--keys", str(keys), "--replace")
    assert done.exit_code == 0, done.output
    assert counted(settings) == before
    assert sum(before["referral"].values()) > 100
    again = run(settings, "migrate")
    assert (again.exit_code, again.output.count("nothing to do")) == (0, len(NAMES))


def test_it_is_refused_while_somebody_is_at_work(settings: Settings, tmp_path: Path) -> None:
    assert run(settings, "backup", str(tmp_path / "data")).exit_code == 0
    (data,) = (tmp_path / "data").iterdir()
    at_work = create_engine(owner_of(settings, "casework"))
    with at_work.connect():
        refused = run(settings, "restore", str(data), "--replace")
    at_work.dispose()
    assert refused.output == (
        "Error: 1 connections are open to the database of casework. Stop its web, relay and "
        "consume processes first.\n"
    )


def run(settings: Settings, *arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env=settings)


def counted(settings: Settings) -> dict[str, dict[str, int]]:
    """Rows by table and database, as whoever may see all."""
    counts: dict[str, dict[str, int]] = {}
    for name in (*NAMES, KEYS):
        engine, tables = create_engine(owner_of(settings, name)), MetaData()
        with engine.connect() as db:
            db.execute(text("SELECT set_config('rinnalla.scope', 'everything', false)"))
            tables.reflect(db)
            counts[name] = {
                table.name: db.execute(select(func.count()).select_from(table)).scalar_one()
                for table in tables.sorted_tables
            }
        engine.dispose()
    return counts


def databases(settings: Settings) -> str:
    engine = create_engine(owner_of(settings, "referral"))
    with engine.connect() as db:
        names = list(db.scalars(text("SELECT datname FROM pg_database")))
    engine.dispose()
    return " ".join(names)


def owner_of(settings: Settings, service: str) -> str:
    return settings["RINNALLA_DATABASE_OWNER"].replace("{service}", service)


def _address(pattern: str, database: str, role: str) -> str:
    return pattern.replace("SERVICE", database).replace("ROLE", role)
