"""The role that a service runs under adds to history and cannot change it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import ProgrammingError

from shared.accesslog.tables import NOTES, metadata as access_tables
from shared.database.engine import Database
from shared.store import Store
from shared.store.roles import RIGHTS, grant
from shared.store.tables import metadata
from tests.shared.bicycles import Bicycle, append, bicycle, bought, work

ROLE = "the shop's clerk"
# Lines of the access log go where a signed cut covers them: triggers hold that (test_cutting).
CUT = ("accesses", "access_chain", "access_heads")
KEPT = ("events", "positions", *(table.name for table in NOTES))
FORBIDDEN = [
    *(
        f"{verb} {table}"
        for verb, tables in (("DELETE FROM", KEPT), ("TRUNCATE", (*KEPT, *CUT)))
        for table in tables
    ),
    "UPDATE events SET name = 'other'",
    "UPDATE positions SET position = 7",
    "UPDATE accesses SET principal = 'nobody'",
    "UPDATE access_chain SET hash = ''",
    "UPDATE store SET epoch_number = 7",
    "DELETE FROM store",
    "DROP TABLE events",
    "CREATE SCHEMA other",
    "ALTER TABLE events DISABLE TRIGGER ALL",
]


@pytest.fixture
def clerks_store(postgres_store: Store) -> Iterator[Store]:
    with postgres_store.database.writing() as db:
        exists = text("SELECT 1 FROM pg_roles WHERE rolname = :role")
        if not db.execute(exists, {"role": ROLE}).scalar():
            db.execute(text(f'CREATE ROLE "{ROLE}" LOGIN'))
        db.execute(text("CREATE TABLE shelves (bicycle uuid)"))
        grant(db, ROLE)
        grant(db, ROLE)
    url = make_url(str(postgres_store.database.engine.url)).set(username=ROLE)
    database = Database(url.render_as_string(hide_password=False))
    yield Store("shop", database)
    database.close()


def test_the_role_can_do_its_work(clerks_store: Store) -> None:
    append(clerks_store, 1, bought(1))
    with work(clerks_store) as claiming:
        claiming.claim("frame", "A1", Bicycle(bicycle(1)))
        claiming.release("frame", "A1")
        claiming.db.execute(text("INSERT INTO shelves VALUES (NULL)"))
        claiming.db.execute(text("DELETE FROM shelves"))
    assert [message.name for message in clerks_store.read(0, 10)] == ["bicycle.bought"]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_role_cannot_change_history(clerks_store: Store, statement: str) -> None:
    append(clerks_store, 1, bought(1))
    refusal = pytest.raises(ProgrammingError, match=r"permission denied|must be owner")
    with refusal, clerks_store.database.writing() as db:
        db.execute(text(statement))
    assert clerks_store.head() == 1


def test_every_table_of_the_store_has_its_rights_said() -> None:
    assert set(RIGHTS) == {*metadata.sorted_tables, *access_tables.sorted_tables}
