"""The privacy notice of a programme, read from the data beside this file."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

NOTICES = Path(__file__).parent / "notices.yaml"


@dataclass(frozen=True)
class Section:
    """One question of the notice: its short answer, and the long one behind it."""

    code: str
    heading: str
    short: str
    long: str


@dataclass(frozen=True)
class Together:
    """Organisations that are controllers together: their name, to whom families turn, how."""

    network: str
    contact: str
    arrangement: str


@dataclass(frozen=True)
class Notice:
    """The notice of one programme in one language."""

    version: int
    valid_from: date
    sections: tuple[Section, ...]


def notice(
    scenario: str,
    locale: str,
    *,
    programme: str,
    controller: str,
    together: Together | None = None,
    version: int | None = None,
) -> Notice | None:
    """The newest version, or the one asked for; None where there is no such version."""
    for each in reversed(versions()):
        if version in (None, each["version"]):
            names = {"programme": programme, "controller": controller}
            if together:
                names |= asdict(together)
            return Notice(
                each["version"],
                each["valid_from"],
                tuple(_section(part, scenario, locale, names) for part in each["sections"]),
            )
    return None


def newest_version() -> int:
    """The version that a family is given today."""
    return int(versions()[-1]["version"])


@cache
def versions() -> list[dict[str, Any]]:
    """All versions, oldest first."""
    content: list[dict[str, Any]] = YAML(typ="safe").load(NOTICES)
    return content


def _section(
    part: Mapping[str, Any], scenario: str, locale: str, names: Mapping[str, str]
) -> Section:
    by = part.get("by", {scenario: part})
    texts = by.get(f"{scenario}_JOINT", by[scenario]) if "network" in names else by[scenario]
    short, long = (texts[kind][locale].format(**names) for kind in ("short", "long"))
    return Section(part["code"], part["heading"][locale], short, long)
