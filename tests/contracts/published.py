"""Every event that leaves a service, and the golden files of each version ever published.

A version has one golden event, and a golden schema for each time that it has grown: the first is
`name.v1.json`, what it was after gaining a field `name.v1.r2.json`. None of them ever changes;
SHA256SUMS, beside this file, holds them to it.
"""

import hashlib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from shared.kernel.events import Reach, declared, kind_of

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
GOLDEN, SCHEMAS, SUMS = HERE / "golden", HERE / "schemas", HERE / "SHA256SUMS"


def ours() -> list[Any]:
    """The classes of all events of the services, by name."""
    for path in sorted(ROOT.glob("services/*/*/events.py")):
        import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    classes = [cls for cls in declared() if cls.__module__.startswith("services.")]
    return sorted(classes, key=lambda cls: kind_of(cls).name)


def travelling() -> list[Any]:
    """The classes of all public and addressed events, by name."""
    return [cls for cls in ours() if kind_of(cls).reach is not Reach.PRIVATE]


def file_of(name: str, version: int) -> Path:
    return GOLDEN / f"{name}.v{version}.json"


def unwritten(cls: type) -> list[int]:
    """The versions that have no golden event, though somebody has to read them.

    Those are all versions of what travels, and of a private event those that are upcast.
    """
    kind = kind_of(cls)
    newest = kind.version if kind.reach is Reach.PRIVATE else kind.version + 1
    return [version for version in range(1, newest) if not file_of(kind.name, version).exists()]


def revisions(name: str, version: int, folder: Path = SCHEMAS) -> Iterator[Path]:
    """Where the schemas of a version lie, oldest first; the last one is not there yet."""
    path, revision = folder / f"{name}.v{version}.json", 1
    while path.exists():
        yield path
        revision += 1
        path = folder / f"{name}.v{version}.r{revision}.json"
    yield path


def sums(folder: Path = HERE) -> dict[str, str]:
    """The checksum of each published file as it is now, by its path."""
    files = [path for kind in ("golden", "schemas") for path in (folder / kind).glob("*.json")]
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(files)
    }


def listed() -> dict[str, str]:
    """The checksums as they were when each file was published."""
    lines = SUMS.read_text().splitlines() if SUMS.exists() else []
    return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
