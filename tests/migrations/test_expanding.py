"""Old and new run on one database: a step adds, and only a contracting step takes away.

A contracting step says so (`CONTRACTS = "0.7.0"`: the version that first did without what it takes
away), and requires a step of that version, so that an older one refuses to run.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, select, text

from services.platform.registry import NAMES, steps_of
from services.platform.versions import Landed, landed
from shared.database.engine import Database
from shared.database.migrating import NewerTables, Steps, configuration, migrate
from shared.database.required import require, required_steps
from shared.database.scope import EVERYTHING
from tests.migrations.narrowing import Schema, narrowed

BICYCLES = """CREATE TABLE bicycles (number integer PRIMARY KEY, colour varchar(20),
    sold integer DEFAULT 0 NOT NULL)"""
ADDING = (
    "CREATE TABLE bells (number integer)",
    "ALTER TABLE bicycles ADD COLUMN size integer",
    "ALTER TABLE bicycles ADD COLUMN wheels integer DEFAULT 2 NOT NULL",
    "CREATE INDEX by_colour ON bicycles (colour)",
)
NARROWING = {
    "DROP TABLE bicycles": "bicycles is gone",
    "ALTER TABLE bicycles RENAME TO bikes": "bicycles is gone",
    "ALTER TABLE bicycles DROP COLUMN colour": "bicycles.colour is gone",
    "ALTER TABLE bicycles RENAME COLUMN colour TO paint": "bicycles.colour is gone",
    "CREATE UNIQUE INDEX one_each ON bicycles (colour)": "bicycles has a new rule: unique",
}
NARROWING_ON_POSTGRESQL = {
    "ALTER TABLE bicycles ADD COLUMN size integer NOT NULL": "bicycles.size is new, and must be",
    "ALTER TABLE bicycles ALTER colour SET NOT NULL": "bicycles.colour may be empty no more",
    "ALTER TABLE bicycles ALTER colour TYPE varchar(10)": "bicycles.colour was VARCHAR(20) and is",
    "ALTER TABLE bicycles ALTER sold DROP DEFAULT": "bicycles.sold has lost its default",
    "ALTER TABLE bicycles ADD CHECK (sold > 1)": "bicycles has a new rule: check",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_step_takes_away_only_what_a_landed_version_does_without(
    name: str, database_url: str
) -> None:
    steps = steps_of(name)
    first = next(version for version in landed() if version.steps)
    with _opened(database_url) as db:
        for branch in ("shared", name):
            _upgrade(db, steps, f"{branch}_{first.steps[branch]:04}")
        for branch in ("shared", name):
            for number in range(first.steps[branch] + 1, steps.ends[branch] + 1):
                before = Schema.of(db)
                _upgrade(db, steps, f"{branch}_{number:04}")
                lost = narrowed(before, Schema.of(db))
                _is_right(db, steps, branch, number, lost)


@pytest.mark.parametrize("statement", ADDING)
def test_what_only_adds_is_not_found(statement: str, database_url: str) -> None:
    with _opened(database_url) as db:
        assert _lost(db, statement) == []


@pytest.mark.parametrize("statement", NARROWING)
def test_what_takes_away_is_found(statement: str, database_url: str) -> None:
    with _opened(database_url) as db:
        (lost,) = _lost(db, statement)
    assert lost.startswith(NARROWING[statement])


@pytest.mark.parametrize("statement", NARROWING_ON_POSTGRESQL)
def test_what_only_postgresql_can_take_away_is_found(statement: str, postgres_url: str) -> None:
    with _opened(postgres_url) as db:
        (lost,) = _lost(db, statement)
    assert lost.startswith(NARROWING_ON_POSTGRESQL[statement])


def test_a_version_that_does_not_know_a_required_step_refuses_to_run(
    new_database_url: Callable[[], str], tmp_path: Path
) -> None:
    older = Steps("shop", tmp_path)
    database = Database(new_database_url())
    migrate(database, older)
    with database.writing() as db:
        require(db, f"shared_{older.ends['shared']:04}")
    assert migrate(database, older) == []
    with database.writing() as db:
        require(db, "shared_9999")
    with pytest.raises(NewerTables, match=r"shop: .* it knows nothing of shared_9999\. Start the"):
        migrate(database, older)
    database.close()


def _is_right(db: Connection, steps: Steps, branch: str, number: int, lost: list[str]) -> None:
    script = ScriptDirectory.from_config(configuration(steps)).get_revision(f"{branch}_{number:04}")
    assert script is not None
    without = getattr(script.module, "CONTRACTS", None)
    assert bool(lost) is (without is not None), f"{script.path}: {lost or 'it only adds'}"
    if without:
        query = select(required_steps.c.number).where(required_steps.c.branch == branch)
        required = db.execute(query).scalar_one()
        earlier, version = _with_the_one_before(without)
        assert earlier.steps[branch] < required <= version.steps[branch], script.path


def _with_the_one_before(number: str) -> tuple[Landed, Landed]:
    versions = [version.version for version in landed()]
    assert number in versions, f"{number} has not landed, so versions without it may be running."
    place = versions.index(number)
    return landed()[place - 1], landed()[place]


def _lost(db: Connection, statement: str) -> list[str]:
    db.execute(text(BICYCLES))
    before = Schema.of(db)
    db.execute(text(statement))
    return narrowed(before, Schema.of(db))


def _upgrade(db: Connection, steps: Steps, revision: str) -> None:
    config = configuration(steps)
    config.attributes.update(connection=db, version_table=steps.version_table)
    command.upgrade(config, revision)


@contextmanager
def _opened(url: str) -> Iterator[Connection]:
    database = Database(url)
    try:
        with database.writing(EVERYTHING) as db:
            yield db
    finally:
        database.close()
