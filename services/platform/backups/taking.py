"""A backup is taken while everything runs, and counts only once it was restored and compared."""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

from services.platform import registry
from services.platform.backups import erasures
from services.platform.backups.histories import history_of
from services.platform.backups.manifest import History, Manifest, Part, Unusable, checksum
from services.platform.options import KEYS
from shared.database.engine import Database
from shared.kernel.private_files import private_folder
from shared.keys import KeyStore


class Place(Protocol):
    """Where the databases of a region are."""

    @property
    def kind(self) -> str: ...

    def file_of(self, service: str) -> str: ...

    def dump(self, service: str, target: Path) -> None: ...

    def live(self, service: str) -> AbstractContextManager[Database]: ...

    def restored(self, service: str, file: Path) -> AbstractContextManager[Database]: ...

    def occupied(self) -> list[str]: ...

    def occupied_keys(self) -> list[str]: ...

    def put(self, service: str, file: Path) -> None: ...

    def dump_keys(self, folder: Path) -> None: ...

    def put_keys(self, folder: Path) -> None: ...

    def keys(self) -> AbstractContextManager[KeyStore]: ...


def take(place: Place, below: Path, *, now: datetime, tell: Callable[[str], None]) -> Path:
    """Write a backup into a folder of its own below this one; raises `Unusable`, and leaves none.

    The folder has its name only when all is in it and checked.
    """
    folder = below / now.strftime("%Y%m%dT%H%M%SZ")
    beside = below / f"{folder.name}.unfinished"
    if folder.exists() or beside.exists():
        raise Unusable(f"{folder} is there already.")
    below.mkdir(parents=True, exist_ok=True)
    private_folder(beside)
    try:
        parts = tuple(_part(place, name, beside, tell) for name in registry.NAMES)
        with place.keys() as keys:
            erased = erasures.of(keys)
        Manifest(place.kind, product_version(), now, parts, erased).write(beside)
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside)
        raise
    return folder


def take_keys(place: Place, keys: Path, *, now: datetime) -> Path:
    """Copy what opens the data to a folder of its own below `keys`."""
    folder = keys / f"keys-{now:%Y%m%dT%H%M%SZ}"
    private_folder(folder)
    place.dump_keys(folder)
    parts = tuple(
        Part(path.name, path.name, checksum(path), None) for path in sorted(folder.iterdir())
    )
    Manifest(KEYS, product_version(), now, parts).write(folder)
    return folder


def require_apart(data: Path, keys: Path) -> None:
    """Raise `Unusable` where the keys of a backup would lie with what they open."""
    if data in (keys, *keys.parents) or keys in data.parents:
        raise Unusable("Keys and data may not lie in one folder: who has both can read all.")


def product_version() -> str:
    try:
        return version("rinnalla")
    except PackageNotFoundError:
        return "0.1.0"


def _part(place: Place, name: str, folder: Path, tell: Callable[[str], None]) -> Part:
    path = folder / place.file_of(name)
    place.dump(name, path)
    history = check(place, name, path)
    tell(f"{name}: {history.head} events, checked by restoring them")
    return Part(name, path.name, checksum(path), history)


def check(place: Place, name: str, path: Path) -> History:
    """Restore one file into a temporary place, and compare it with the database that is in use."""
    steps = registry.steps_of(name)
    with place.restored(name, path) as database:
        copied = history_of(name, database, steps)
    with place.live(name) as database:
        original = history_of(name, database, steps, until=copied.head)
    if copied != original:
        raise Unusable(f"What was copied of {name} is not what its database holds: {path}.")
    return copied
