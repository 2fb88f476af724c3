"""`python -m deploy.prepare`: the secrets of an installation by compose.yaml, made once.

Each is in a folder of its own below deploy/secrets, so that a container is given just those that
its process needs, readable only by the user that the containers run under; PostgreSQL's first
password and that of Kafka's administrator are in deploy/.env. Existing files stay: run it again to
complete an older installation, whose shared folders it takes apart.
"""

import json
import os
import secrets
from base64 import b64encode
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from deploy.databases import SERVICES, Passwords
from deploy.kafka_users import Users, security_of, security_of_admin
from shared.keys.wrapping import first_key

HERE = Path(__file__).parent
UID = 10001  # of the image's user, when root prepares
FIRST_KEY = "first"  # id of the first signing key; rotation adds more
MOVED = {  # from the folders that once were one for all
    "service/session": ["session/secret"],
    "service/signing.json": ["signing/keys.json"],
    "service/wrapping.key": ["wrapping/keys"],
    "service/access-log": [f"access-log-{service}/key" for service in SERVICES],
    "service/pgpass": [],
    "owner/passwords.json": ["databases/passwords.json"],
    "owner/pgpass": [],
}
# The password for the mail server, and what our clients prove themselves with at an OpenID
# provider, are put here by whoever runs it.
MAIL = "mail"
CLIENTS = [f"client-{kind}-{service}" for kind in ("web", "service") for service in SERVICES]


def prepare(folder: Path) -> list[Path]:
    """Write the missing files; return their paths."""
    kept = folder / "secrets"
    _folder(kept)
    _take_apart(kept)
    for name in ("databases", "kafka-users", MAIL, *CLIENTS):
        _folder(kept / name)
    passwords = Passwords.stored(kept / "databases" / "passwords.json")
    users = Users.stored(kept / "kafka-users" / "users.json")
    _give(kept / "databases" / "passwords.json")
    _give(kept / "kafka-users" / "users.json")
    own = {"POSTGRES_PASSWORD": passwords.admin, "KAFKA_ADMIN_PASSWORD": users.admin}
    written = _complete(folder / ".env", own | {"RINNALLA_UID": str(_uid())})
    for name, content in _contents(kept, passwords, users).items():
        _folder((kept / name).parent)
        if not (kept / name).exists():
            _write(kept / name, content())
            written.append(kept / name)
    return written


def _contents(kept: Path, passwords: Passwords, users: Users) -> dict[str, Callable[[], str]]:
    """What each file holds where it is not there yet."""
    contents: dict[str, Callable[[], str]] = {
        "owner/password": lambda: passwords.owner,
        "session/secret": lambda: secrets.token_urlsafe(48),
        "wrapping/keys": first_key,
        "signing/keys.json": _signing_keys,
        "kafka-admin/security.json": lambda: json.dumps(security_of_admin(users.admin)),
    }
    for service in SERVICES:
        security = security_of(service, users.services[service])
        contents |= {
            f"database-{service}/password": partial(str, passwords.services[service]),
            f"signing-{service}/keys.json": partial(_signing_key, kept, service),
            f"access-log-{service}/key": _thirty_two_bytes,
            f"kafka-{service}/security.json": partial(json.dumps, security),
        }
    return contents


def _take_apart(kept: Path) -> None:
    """Put what an older installation kept in two folders where it belongs now."""
    for old, places in MOVED.items():
        path = kept / old
        if not path.exists():
            continue
        text = path.read_text()
        for place in places:
            _folder((kept / place).parent)
            _write(kept / place, text)
        path.unlink()
    if (kept / "service").exists():
        (kept / "service").rmdir()


def _complete(env: Path, values: dict[str, str]) -> list[Path]:
    """Add to the file for compose what it lacks; it is for the person who runs that."""
    text = env.read_text() if env.exists() else ""
    named = {line.split("=")[0].strip() for line in text.splitlines()}
    lacking = "".join(f"{name}={value}\n" for name, value in values.items() if name not in named)
    if not lacking:
        return []
    env.touch(mode=0o600)
    env.write_text(f"{text.rstrip()}\n{lacking}".lstrip())
    return [env]


def _write(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text)
    _give(path)


def _folder(path: Path) -> None:
    path.mkdir(mode=0o700, exist_ok=True)
    _give(path)


def _give(path: Path) -> None:
    """Give it to the user of the containers, which only root can do and only root needs."""
    if os.geteuid() == 0:
        os.chown(path, UID, UID)


def _uid() -> int:
    return os.geteuid() or UID


def _signing_keys() -> str:
    keys = {name: {FIRST_KEY: _thirty_two_bytes()} for name in SERVICES}
    return json.dumps(keys, indent=2)


def _signing_key(kept: Path, service: str) -> str:
    """The service's own, for its relay; who verifies reads those of all."""
    keys = json.loads((kept / "signing" / "keys.json").read_text())
    return json.dumps({service: keys[service]}, indent=2)


def _thirty_two_bytes() -> str:
    return b64encode(secrets.token_bytes(32)).decode()


if __name__ == "__main__":
    for written in prepare(HERE):
        click.echo(f"Written: {written.relative_to(HERE.parent)}")
