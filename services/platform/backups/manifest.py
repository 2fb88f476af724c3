"""What a backup says of itself: which files, with which checksums, and which history they hold."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from services.platform.backups.erasures import Erasure

NAME = "manifest.json"
FORMAT = 1
CHUNK = 1 << 20


class Unusable(Exception):
    """A backup that cannot be restored, or a place that it cannot be restored to."""


@dataclass(frozen=True)
class History:
    """The events that a database holds: two with the same digest hold the same ones."""

    epoch: int
    head: int  # position
    digest: str  # SHA-256 chained over the ids of all events in the order of their positions
    steps: tuple[str, ...]  # of migration, the last of each branch


@dataclass(frozen=True)
class Part:
    """One file of a backup."""

    name: str  # of the service, or of what else the file holds
    file: str
    sha256: str
    history: History | None  # None: it holds no events


@dataclass(frozen=True)
class Manifest:
    kind: str  # sqlite or postgresql
    version: str  # of the product
    taken_at: datetime  # UTC
    parts: tuple[Part, ...]
    erased: tuple[Erasure, ...] = ()  # by then, so that nobody of them comes back

    def write(self, folder: Path) -> None:
        erased = [
            {"person": str(each.person), "retention": each.retention, "at": each.at.isoformat()}
            for each in self.erased
        ]
        taken_at = self.taken_at.isoformat()
        document = {"format": FORMAT} | asdict(self) | {"taken_at": taken_at, "erased": erased}
        path = folder / NAME
        path.touch(mode=0o600)
        path.write_text(json.dumps(document, indent=2) + "\n", "utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Raises `Unusable` where there is none, or one that this version does not know."""
        path = folder / NAME
        if not path.is_file():
            raise Unusable(f"{folder} holds no {NAME}, so it is no backup. {_nearby(folder)}")
        try:
            document = json.loads(path.read_text("utf-8"))
            if document["format"] != FORMAT:
                raise Unusable(f"{path} is of format {document['format']}, not {FORMAT}.")
            parts = tuple(_part(part) for part in document["parts"])
            taken_at = datetime.fromisoformat(document["taken_at"]).astimezone(UTC)
            erased = tuple(map(_erasure, document["erased"]))
            return cls(document["kind"], document["version"], taken_at, parts, erased)
        except (KeyError, TypeError, ValueError) as wrong:
            raise Unusable(f"{path} is not what a backup writes.") from wrong

    def verify(self, folder: Path) -> None:
        """Raise `Unusable` unless every file is there as it was written."""
        for part in self.parts:
            path = folder / part.file
            if not path.is_file():
                raise Unusable(f"{path} is missing.")
            if checksum(path) != part.sha256:
                raise Unusable(f"{path} is not the file that was written: its checksum differs.")


def checksum(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def newest(folder: Path) -> Manifest | None:
    """The last backup below this folder; None when there is none that can be read."""
    manifests = []
    for path in folder.glob(f"*/{NAME}"):
        try:
            manifests.append(Manifest.read(path.parent))
        except Unusable:
            continue
    return max(manifests, key=lambda manifest: manifest.taken_at, default=None)


def chained(ids: Iterable[Any]) -> str:
    digest = ""
    for id_ in ids:
        digest = hashlib.sha256(f"{digest}{id_}".encode()).hexdigest()
    return digest


def _part(document: dict[str, Any]) -> Part:
    history = document["history"]
    if history is not None:
        history = History(**history | {"steps": tuple(history["steps"])})
    return Part(document["name"], document["file"], document["sha256"], history)


def _erasure(document: dict[str, str]) -> Erasure:
    at = datetime.fromisoformat(document["at"])
    return Erasure(UUID(document["person"]), document["retention"], at)


def _nearby(folder: Path) -> str:
    names = sorted(path.parent.name for path in folder.glob(f"*/{NAME}"))
    return f"It holds {', '.join(names[-3:])}; name one of these." if names else ""
