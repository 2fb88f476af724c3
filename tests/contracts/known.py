"""Every event that leaves a service, and the golden file of each version ever published."""

from importlib import import_module
from pathlib import Path
from typing import Any

from shared.events import Reach, declared, kind_of

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"


def travelling() -> list[Any]:
    """The classes of all public and addressed events, by name."""
    for path in sorted(ROOT.glob("services/*/*/events.py")):
        import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    ours = [cls for cls in declared() if cls.__module__.startswith("services.")]
    found = [cls for cls in ours if kind_of(cls).reach is not Reach.PRIVATE]
    return sorted(found, key=lambda cls: kind_of(cls).name)


def file_of(name: str, version: int) -> Path:
    return GOLDEN / f"{name}.v{version}.json"
