"""Steps make what the code declares, take up what was there before them, and never change."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from time import perf_counter

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Inspector, inspect, text

from services.platform.registry import NAMES, prepare, steps_of
from shared.database.engine import Database
from shared.database.migrating import Steps, configuration, migrate
from shared.store import Store
from tests.migrations.composed import service_on
from tests.migrations.sealed import landed, present
from tests.shared.bicycles import append, bought
from tests.tables import make_service


@contextmanager
def opened(url: str) -> Iterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        database.close()


@pytest.mark.parametrize("name", NAMES)
def test_the_steps_make_exactly_what_the_code_declares(
    name: str, new_database_url: Callable[[], str]
) -> None:
    with opened(new_database_url()) as declared, opened(new_database_url()) as migrated:
        make_service(service_on(name, declared))
        migrate(migrated, steps_of(name))
        assert shape(migrated) == shape(declared)


def test_a_database_made_before_there_were_steps_is_taken_up_whole(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old.sqlite")) as old:
        old.executescript((Path(__file__).parent / "before_steps.sql").read_text())
    with opened(f"sqlite:///{tmp_path}/old.sqlite") as database:
        prepare(Store("casework", database), partitions=9)
        store = Store("casework", database)
        append(store, 1, bought(2))
        assert (store.epoch.partitions, store.head()) == (1, 2)
        with opened(f"sqlite:///{tmp_path}/new.sqlite") as declared:
            make_service(service_on("casework", declared))
            assert shape(database) == shape(declared)


def test_a_database_that_has_taken_all_steps_is_passed_over_fast(database_url: str) -> None:
    steps = steps_of("referral")
    with opened(database_url) as database:
        assert set(migrate(database, steps)) == all_of(steps)
        began = perf_counter()
        assert migrate(database, steps) == []
        assert perf_counter() - began < 0.5  # a few milliseconds on a quiet machine


def test_a_database_of_a_newer_version_is_left_alone(database_url: str) -> None:
    steps = steps_of("referral")
    with opened(database_url) as database:
        migrate(database, steps)
        with database.writing() as db:
            db.execute(
                text(
                    "UPDATE alembic_version_referral SET version_num = 'shared_9999'"
                    " WHERE version_num LIKE 'shared%'"
                )
            )
        assert (steps.missing(database), migrate(database, steps)) == ((), [])


def test_what_fails_in_the_middle_leaves_nothing_behind(database_url: str, tmp_path: Path) -> None:
    steps = Steps("shop", tmp_path)
    _write_step(steps, "CREATE TABLE half (done integer)", "no such words")
    with opened(database_url) as database:
        with pytest.raises(Exception, match=r"no such words|syntax error"):
            migrate(database, steps)
        assert {name[:-5] for name in steps.missing(database)} == {"shared", "shop"}
        with database.reading() as db:
            assert inspect(db).get_table_names() == []


def test_the_folder_of_steps_may_have_any_name(database_url: str, tmp_path: Path) -> None:
    steps = Steps("shop", tmp_path / "100 %(of)s, all: shops")
    steps.own.mkdir()
    _write_step(steps, "CREATE TABLE shop (id integer)")
    with opened(database_url) as database:
        assert set(migrate(database, steps)) == all_of(steps)
        with database.reading() as db:
            assert inspect(db).has_table("shop")


def test_two_who_migrate_at_once_take_every_step_once(postgres_url: str) -> None:
    steps = steps_of("casework")
    with opened(postgres_url) as first, opened(postgres_url) as second:
        with ThreadPoolExecutor() as threads:
            taken = list(threads.map(lambda database: migrate(database, steps), [first, second]))
        assert sorted(map(set, taken), key=len) == [set(), all_of(steps)]


@pytest.mark.parametrize("name", NAMES)
def test_the_ends_by_name_are_alembics_heads(name: str) -> None:
    steps = steps_of(name)
    scripts = ScriptDirectory.from_config(configuration(steps))
    assert {f"{line}_{end:04}" for line, end in steps.ends.items()} == set(scripts.get_heads())


def test_a_step_that_landed_never_changes() -> None:
    assert present() == landed(), "New steps are sealed by `make migration`; sealed ones stay."


def all_of(steps: Steps) -> set[str]:
    return {f"{line}_{n:04}" for line, end in steps.ends.items() for n in range(1, end + 1)}


def _write_step(steps: Steps, *statements: str) -> None:
    calls = "".join(f"    op.execute({statement!r})\n" for statement in statements)
    (steps.own / f"{steps.service}_0001_first.py").write_text(
        f"from alembic import op\nrevision = '{steps.service}_0001'\n"
        f"down_revision = branch_labels = depends_on = None\ndef upgrade():\n{calls}"
    )


def shape(database: Database) -> list[str]:
    """Everything that a database says of its tables, but for the record of steps."""
    with database.reading() as db:
        inspector = inspect(db)
        names = [n for n in inspector.get_table_names() if not n.startswith("alembic_version")]
        return sorted(_numbering(db) + [line for name in names for line in _lines(inspector, name)])


def _lines(inspector: Inspector, name: str) -> list[str]:
    parts = [
        *inspector.get_columns(name),
        inspector.get_pk_constraint(name),
        *inspector.get_unique_constraints(name),
        *inspector.get_indexes(name),
    ]
    return [f"{name}: {each}" for each in parts]


def _numbering(db: Connection) -> list[str]:
    if db.dialect.name == "sqlite":
        query = "SELECT sql FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT prosrc FROM pg_proc WHERE proname = 'number_events'"
    return list(db.scalars(text(query)))
