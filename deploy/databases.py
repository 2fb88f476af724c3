"""The services' part of PostgreSQL: a database each, the owner's role and a role of its own.

The owner holds the tables and migrates them; a service's own role may only use them, as
`rinnalla migrate` grants. Passwords are made once and stored in a file; the roles get those that
are in it each time, so that a password is changed there.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click
import psycopg
from psycopg.sql import SQL, Composable, Identifier, Literal

SERVICES = ("referral", "volunteers", "casework", "reporting")
OWNER = "rinnalla_owner"
KEYS = "rinnalla_keys"  # the keys of people, for all services


@dataclass(frozen=True)
class Passwords:
    admin: str
    owner: str
    services: Mapping[str, str]  # by service: each role has one of its own

    @classmethod
    def stored(cls, path: Path) -> "Passwords":
        """The passwords in this file; the first use writes it."""
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(json.dumps({"admin": _drawn(), "owner": _drawn()}))
        stored = json.loads(path.read_text())
        if not isinstance(stored.get("services"), dict):  # none yet, or one that all shared
            stored["services"] = {service: _drawn() for service in SERVICES}
            path.write_text(json.dumps(stored))
        return cls(**stored)


def _drawn() -> str:
    return secrets.token_urlsafe(18)


def complete(address: str, passwords: Passwords) -> None:
    """Make the roles and databases that are missing; change no others."""
    with psycopg.connect(address, autocommit=True) as db:
        _role(db, OWNER, passwords.owner)
        _execute(db, "ALTER ROLE {} CREATEDB", Identifier(OWNER))  # to check backups in one
        for service in SERVICES:
            name = f"rinnalla_{service}"
            _role(db, name, passwords.services[service])
            _database(db, name)
            _may_connect(db, name, to=name)
        _database(db, KEYS)
        for service in SERVICES:
            _may_connect(db, f"rinnalla_{service}", to=KEYS)


def _role(db: psycopg.Connection, name: str, password: str) -> None:
    if not _exists(db, "SELECT FROM pg_roles WHERE rolname = {}", name):
        _execute(db, "CREATE ROLE {} LOGIN", Identifier(name))
    _execute(db, "ALTER ROLE {} PASSWORD {}", Identifier(name), Literal(password))


def _database(db: psycopg.Connection, name: str) -> None:
    its = Identifier(name)
    if not _exists(db, "SELECT FROM pg_database WHERE datname = {}", name):
        _execute(db, "CREATE DATABASE {} OWNER {} TEMPLATE template0", its, Identifier(OWNER))
    _execute(db, "REVOKE ALL ON DATABASE {} FROM PUBLIC", its)


def _may_connect(db: psycopg.Connection, role: str, *, to: str) -> None:
    _execute(db, "GRANT CONNECT ON DATABASE {} TO {}", Identifier(to), Identifier(role))


def _exists(db: psycopg.Connection, query: str, name: str) -> bool:
    return db.execute(SQL(query).format(Literal(name))).fetchone() is not None


def _execute(db: psycopg.Connection, statement: str, *parts: Composable) -> None:
    db.execute(SQL(statement).format(*parts))


@click.command()
@click.argument("host")
@click.argument("passwords", type=click.Path(path_type=Path, exists=True))
def main(host: str, passwords: Path) -> None:
    """Complete the server at HOST as its administrator, with the PASSWORDS of this file."""
    stored_passwords = Passwords.stored(passwords)
    complete(f"postgresql://postgres:{stored_passwords.admin}@{host}/postgres", stored_passwords)


if __name__ == "__main__":
    main()
