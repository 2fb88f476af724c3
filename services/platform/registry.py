"""The four services by name: their parts, their migrations, the application of each path."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from shared.database.migrating import Steps, migrate
from shared.store import Store

NAMES = ("referral", "volunteers", "casework", "reporting")


def dispatch(apps: Mapping[str, Any], environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    """Let the application named like the first part of the path answer, else the one named ""."""
    first = environ.get("PATH_INFO", "").split("/")[1:2]
    name = first[0] if first and first[0] in apps else ""
    answer: Iterable[bytes] = apps[name](environ, start)
    return answer


def parts_of(name: str) -> Any:
    """A service's app module: its `listen` and `create_app`."""
    return import_module(f"services.{name}.app")


def deadlines_of(name: str) -> Mapping[str, Any]:
    """The kinds of what is due in that service; none where nothing is."""
    return getattr(parts_of(name), "DEADLINES", {})


def steps_of(name: str) -> Steps:
    """The migrations of that service's database."""
    return Steps(name, Path(__file__).parents[1] / name / "migrations")


def prepare(store: Store, *, partitions: int) -> list[str]:
    """Bring its database to what this version needs; return the steps taken.

    `partitions` counts when the store is new.
    """
    taken = migrate(store.database, steps_of(store.service))
    store.begin(partitions)
    return taken
