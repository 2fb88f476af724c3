"""The key store of an installation: where it lies, and whether it belongs to a store of events."""

from datetime import datetime
from pathlib import Path

from services.platform.connection_settings import TO_KEYS
from services.platform.options import KEYS, Settings
from shared.database.engine import Database
from shared.keys import FileWrapping, KeyStore, Wrapping, prepare
from shared.keys.roles import grant
from shared.keys.transit import TransitWrapping
from shared.store import Store

FILE = "keys.sqlite"
WRAPPING = "wrapping.key"


class NotSealed(Exception):
    """A store whose events were not sealed with these keys; nobody may add to it."""


def beside(folder: Path, *, sync: str = "FULL") -> KeyStore:
    """The embedded platform's: files beside those of the services, made where they are not."""
    database = Database(f"sqlite:///{folder / FILE}", sync=sync)
    with database.writing() as db:
        prepare(db)
    return KeyStore(database, FileWrapping.made(folder / WRAPPING))


def lying_in(folder: Path) -> KeyStore | None:
    """The embedded platform's as it lies there; None where it is not whole."""
    database, wrapping = folder / FILE, folder / WRAPPING
    if not (database.exists() and wrapping.exists()):
        return None
    return KeyStore(Database(f"sqlite:///{database}"), FileWrapping(wrapping))


def of(settings: Settings, service: str) -> KeyStore:
    """As that service of an installation sees it."""
    database = Database(settings.keys_of(service), connections=TO_KEYS, pooled=settings.pooler)
    return KeyStore(database, wrapping_of(settings), service=service)


def wrapping_of(settings: Settings) -> Wrapping:
    if settings.wrapping is None:
        return TransitWrapping(settings.transit, settings.transit_token)
    return FileWrapping(settings.wrapping)


def migrate(settings: Settings, store: Store, now: datetime) -> None:
    """Make its tables as their owner, and let the service's role use its own keys.

    Raises `NotSealed` as `check` does.
    """
    database = Database(settings.owner_of(KEYS), connections=1)
    try:
        with database.writing() as db:
            prepare(db)
            grant(db, settings.role_in_keys(store.service), service=store.service)
        check(store, KeyStore(database), now)
    finally:
        database.close()


def owned(settings: Settings) -> KeyStore:
    """As the owner of its tables sees it: all keys."""
    return KeyStore(Database(settings.owner_of(KEYS), connections=1), wrapping_of(settings))


def check(store: Store, keys: KeyStore, now: datetime) -> None:
    """Raises `NotSealed` for a store that holds events which these keys have never sealed."""
    if not keys.of(store.service).begin(is_new=store.is_empty(), now=now):
        raise NotSealed(
            f"The store of {store.service} holds events that were not sealed with the keys of "
            f"{keys.database.engine.url.render_as_string()}. Demo data is made anew: start with "
            "an empty folder or empty databases. Otherwise put the key store back from its "
            "backup (`rinnalla restore`)."
        )
