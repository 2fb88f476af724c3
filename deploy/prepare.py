"""`python -m deploy.prepare`: the secrets of an installation by compose.yaml, made once.

They are in deploy/secrets, in one folder for each group of readers, readable only by the user that
the containers run under; PostgreSQL's first password is in deploy/.env. Existing files stay: run it
again to complete an older installation.
"""

import json
import os
import secrets
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import click

from deploy.databases import OWNER, SERVICES, Passwords
from shared.keys.wrapping import first_key

HERE = Path(__file__).parent
UID = 10001  # of the image's user, when root prepares
FIRST_KEY = "first"  # id of the first signing key; rotation adds more


def prepare(folder: Path) -> list[Path]:
    """Write the missing files; return their paths."""
    _folder(folder / "secrets")
    owner, service = folder / "secrets" / "owner", folder / "secrets" / "service"
    _folder(owner)
    _folder(service)
    passwords = Passwords.stored(owner / "passwords.json")
    _give(owner / "passwords.json")
    contents: dict[Path, Callable[[], str]] = {
        folder / ".env": lambda: f"POSTGRES_PASSWORD={passwords.admin}\nRINNALLA_UID={_uid()}\n",
        owner / "pgpass": lambda: _pgpass(
            [("postgres", passwords.admin), (OWNER, passwords.owner)]
        ),
        service / "pgpass": lambda: _pgpass(
            [(f"rinnalla_{name}", passwords.services) for name in SERVICES]
        ),
        service / "session": lambda: secrets.token_urlsafe(48),
        service / "signing.json": _signing_keys,
        service / "wrapping.key": first_key,
        service / "access-log": lambda: b64encode(secrets.token_bytes(32)).decode(),
    }
    return [path for path, content in contents.items() if _write(path, content)]


def _write(path: Path, content: Callable[[], str]) -> bool:
    if path.exists():
        return False
    path.touch(mode=0o600)
    path.write_text(content())
    if path.name != ".env":  # which is for the person who runs compose
        _give(path)
    return True


def _folder(path: Path) -> None:
    path.mkdir(mode=0o700, exist_ok=True)
    _give(path)


def _give(path: Path) -> None:
    """Give it to the user of the containers, which only root can do and only root needs."""
    if os.geteuid() == 0:
        os.chown(path, UID, UID)


def _uid() -> int:
    return os.geteuid() or UID


def _pgpass(logins: list[tuple[str, str]]) -> str:
    """https://www.postgresql.org/docs/current/libpq-pgpass.html"""
    return "".join(f"postgres:5432:*:{role}:{password}\n" for role, password in logins)


def _signing_keys() -> str:
    keys = {name: {FIRST_KEY: b64encode(secrets.token_bytes(32)).decode()} for name in SERVICES}
    return json.dumps(keys, indent=2)


if __name__ == "__main__":
    for written in prepare(HERE):
        click.echo(f"Written: {written.relative_to(HERE.parent)}")
