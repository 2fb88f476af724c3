"""Which version this is, of which commit, and how the tables of a database stand to it."""

import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from services.platform import registry
from shared.database.engine import Database
from shared.database.migrating import Steps

VERSION = "0.9.0"
LANDED = Path(__file__).with_name("versions.toml")
ROOT = Path(__file__).parents[2]
COMMIT = ROOT / "commit"  # written where an image is built, which has no history


@dataclass(frozen=True)
class Landed:
    """A version that somebody may be running."""

    version: str
    on: date
    commit: str
    steps: Mapping[str, int]  # the last step of each branch


@cache
def landed() -> tuple[Landed, ...]:
    """All of them, oldest first."""
    return tuple(Landed(**each) for each in tomllib.loads(LANDED.read_text())["landed"])


def commit() -> str:
    """What this was built from; `-dirty` where files differ from it, `unknown` without history."""
    if COMMIT.exists():
        return COMMIT.read_text().strip()
    if not (ROOT / ".git").exists():
        return "unknown"
    command = ["git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    try:  # no word of the command comes from outside
        described = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    except FileNotFoundError:
        return "unknown"
    return described.stdout.strip() or "unknown"


def schema(steps: Steps) -> str:
    """The last steps of a service's tables as this version knows them."""
    return " ".join(f"{branch}_{end:04}" for branch, end in sorted(steps.ends.items()))


def state_of(steps: Steps, database: Database) -> str:
    """How the tables of a database stand to this version, in a few words."""
    with database.reading() as db:
        if unknown := steps.unknown(db):
            return f"too new for this version, which does not know {' '.join(unknown)}"
    if missing := steps.missing(database):
        behind = f"behind: `rinnalla migrate` goes on to {' '.join(missing)}"
        return behind if steps.taken(database) else f"empty: {behind.removeprefix('behind: ')}"
    if ahead := steps.ahead(database):
        return f"ahead at {' '.join(ahead)}: this version runs on it"
    return "as this version needs it"


def of_code() -> Iterator[str]:
    """Version, commit and schema, a line each."""
    yield f"version {VERSION}"
    yield f"commit {commit()}"
    for name in registry.NAMES:
        yield f"schema of {name} {schema(registry.steps_of(name))}"


def of_databases(addresses: Mapping[str, str]) -> Iterator[str]:
    """How each service's database stands to this version, a line each."""
    for name, address in addresses.items():
        database = Database(address, connections=1)
        try:
            yield f"database of {name} {state_of(registry.steps_of(name), database)}"
        except SQLAlchemyError as away:
            why = str(getattr(away, "orig", None) or away).strip().splitlines()[0]
            yield f"database of {name} cannot be asked: {why}"
        finally:
            database.close()
