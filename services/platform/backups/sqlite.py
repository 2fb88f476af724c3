"""The embedded default's files: copied while they are in use, by SQLite's own online backup."""

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from services.platform import key_store, registry
from services.platform.backups.manifest import Unusable
from shared.database.engine import Database
from shared.kernel.private_files import keep_private, private_folder
from shared.keys import KeyStore

# What opens data or signs, apart from all else.
KEYS = (key_store.FILE, key_store.WRAPPING, "secret", "identity.jwk")
WAITS = 30.0  # seconds for a writer


@dataclass(frozen=True)
class Files:
    """The databases below one data folder."""

    folder: Path
    kind = "sqlite"

    def file_of(self, service: str) -> str:
        return f"{service}.sqlite"

    def dump(self, service: str, target: Path) -> None:
        copy(self.folder / self.file_of(service), target)

    @contextmanager
    def live(self, service: str) -> Iterator[Database]:
        database = Database(f"sqlite:///{self.folder / self.file_of(service)}", connections=1)
        try:
            yield database
        finally:
            database.close()

    @contextmanager
    def restored(self, service: str, file: Path) -> Iterator[Database]:
        """The backup as a database in a temporary place."""
        with TemporaryDirectory(prefix="rinnalla-check-") as place:
            target = Path(place) / self.file_of(service)
            shutil.copyfile(file, target)
            _require_whole(target)
            database = Database(f"sqlite:///{target}", connections=1)
            try:
                yield database
            finally:
                database.close()

    def occupied(self) -> list[str]:
        """What would be replaced."""
        return self._there(map(self.file_of, registry.NAMES))

    def occupied_keys(self) -> list[str]:
        return self._there((key_store.FILE,))

    def put(self, service: str, file: Path) -> None:
        """Put a backup in place of the database; nobody may have it open."""
        place(file, self.folder / self.file_of(service))

    def dump_keys(self, folder: Path) -> None:
        for name in KEYS:
            if name == key_store.FILE:
                copy(self.folder / name, folder / name)
            elif (self.folder / name).exists():
                place(self.folder / name, folder / name)

    def put_keys(self, folder: Path) -> None:
        for path in folder.iterdir():
            if path.name in KEYS:
                place(path, self.folder / path.name)

    @contextmanager
    def keys(self) -> Iterator[KeyStore]:
        """The keys that are in use, made where none are."""
        private_folder(self.folder)
        store = key_store.beside(self.folder)
        try:
            yield store
        finally:
            store.database.close()

    def _there(self, names: Iterable[str]) -> list[str]:
        return [str(self.folder / name) for name in names if (self.folder / name).exists()]


def copy(source: Path, target: Path) -> None:
    """A copy as of one moment, while others read and write; whole, or an error."""
    if not source.is_file():
        raise Unusable(f"{source} is not there; `rinnalla run` makes it.")
    target.touch(mode=0o600)
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True, timeout=WAITS)) as live,
        closing(sqlite3.connect(target)) as copied,
    ):
        live.backup(copied)
    _require_whole(target)
    _sync(target)


def place(file: Path, target: Path) -> None:
    """Copy a file into its place, whole or not at all; its journal is of another life."""
    private_folder(target.parent)
    beside = target.with_name(f"{target.name}.restoring")
    shutil.copyfile(file, beside)
    keep_private(beside)
    _sync(beside)
    for ending in ("-journal", "-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    os.replace(beside, target)


def _require_whole(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        try:
            ((answer, *_),) = db.execute("PRAGMA integrity_check(1)").fetchall()
        except sqlite3.DatabaseError as wrong:
            raise Unusable(f"{path} is no whole database: {wrong}.") from wrong
    if answer != "ok":
        raise Unusable(f"{path} is no whole database: {answer}.")


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
