"""Each service's role opens its own database and the key store, and no other service's."""

from collections.abc import Iterator
from itertools import product

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from deploy.databases import KEYS, OWNER, SERVICES, Passwords, complete
from tests.servers import Postgres

ROLES = [f"rinnalla_{service}" for service in SERVICES]


@pytest.fixture(scope="module")
def completed(postgres_server: Postgres) -> Iterator[str]:
    """A server as `deploy.databases` completes it, twice; all of it is taken away again."""
    with psycopg.connect(postgres_server.url, autocommit=True) as db:
        if db.execute("SELECT FROM pg_roles WHERE rolname = %s", (OWNER,)).fetchone():
            pytest.skip("This server has an installation of its own.")
        passwords = Passwords("admin", "owner", {service: f"of-{service}" for service in SERVICES})
        complete(postgres_server.url, passwords)
        complete(postgres_server.url, passwords)
        yield postgres_server.url
        for name in (*ROLES, KEYS):
            db.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
        for name in (*ROLES, OWNER):
            db.execute(SQL("DROP ROLE {}").format(Identifier(name)))


@pytest.mark.parametrize(("role", "database"), list(product(ROLES, [*ROLES, KEYS])))
def test_a_services_role_opens_its_own_database_alone(
    completed: str, role: str, database: str
) -> None:
    address = make_conninfo(completed, user=role, password=_of(role), dbname=database)
    if database in (role, KEYS):
        psycopg.connect(address).close()
        return
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(address)


@pytest.mark.parametrize("name", [*ROLES, OWNER])
def test_no_role_is_above_the_policies(completed: str, name: str) -> None:
    powers = "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = %s"
    with psycopg.connect(completed) as db:
        assert db.execute(powers, (name,)).fetchone() == (False, False, False)


@pytest.mark.parametrize("role", ROLES)
def test_a_services_role_makes_nothing_in_its_database(completed: str, role: str) -> None:
    address = make_conninfo(completed, user=role, password=_of(role), dbname=role)
    with psycopg.connect(address) as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute("CREATE TABLE beside (id int)")


def test_a_password_is_changed_in_the_file(completed: str) -> None:
    stored = "SELECT rolpassword FROM pg_authid WHERE rolname = 'rinnalla_casework'"
    passwords = Passwords("admin", "owner", dict.fromkeys(SERVICES, "another"))
    with psycopg.connect(completed, autocommit=True) as db:
        before = db.execute(stored).fetchone()
        complete(completed, passwords)
        assert db.execute(stored).fetchone() != before


def _of(role: str) -> str:
    return f"of-{role.removeprefix('rinnalla_')}"
