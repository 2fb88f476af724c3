"""No service starts on a database that would not keep organisations apart."""

from contextlib import closing

import pytest
from sqlalchemy import make_url, text

from services.platform.database_check import Unsafe, refuse_unsafe, version_fault
from shared.database.engine import Database
from tests.apart import prepared
from tests.databases import NewDatabase, migrated


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        (140020, "PostgreSQL 14.20 is too old; it must be 15 or newer."),
        (150013, "PostgreSQL 15.13 is too old; it must be 15.14."),
        (150014, ""),
        (160009, "PostgreSQL 16.9 is too old; it must be 16.10."),
        (160010, ""),
        (170005, "PostgreSQL 17.5 is too old; it must be 17.6."),
        (170006, ""),
        (180000, ""),
    ],
)
def test_versions_whose_statistics_tell_of_hidden_rows_are_refused(number: int, wrong: str) -> None:
    assert version_fault(number) == wrong


@pytest.fixture
def address(new_postgres_url: NewDatabase) -> str:
    return new_postgres_url(migrated("casework"))


def test_the_role_that_migrate_makes_may_run_the_service(address: str) -> None:
    refuse_unsafe("casework", prepared("casework", address))


def test_a_superuser_may_not(address: str) -> None:
    with pytest.raises(Unsafe, match="casework: The service signs in as a superuser"):
        refuse_unsafe("casework", address)


def test_a_role_that_bypasses_the_policies_may_not(address: str) -> None:
    with closing(Database(address)) as owner, owner.writing() as db:
        db.execute(text("DROP ROLE IF EXISTS sees_all"))
        db.execute(text("CREATE ROLE sees_all LOGIN BYPASSRLS"))
    url = make_url(address).set(username="sees_all").render_as_string(hide_password=False)
    with pytest.raises(Unsafe, match="bypasses row-level security"):
        refuse_unsafe("casework", url)


def test_a_table_that_shows_everybodys_rows_is_named(address: str) -> None:
    own = prepared("casework", address)
    with closing(Database(address)) as owner, owner.writing() as db:
        db.execute(text("ALTER TABLE visits DISABLE ROW LEVEL SECURITY"))
    with pytest.raises(Unsafe, match="row-level security is not in force on visits"):
        refuse_unsafe("casework", own)


def test_a_database_that_is_away_is_for_readiness_to_say() -> None:
    refuse_unsafe("casework", "postgresql+psycopg://nobody@127.0.0.1:1/nothing")
