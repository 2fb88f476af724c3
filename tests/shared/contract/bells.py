"""A bell, and what becomes of its declaration from one release to the next."""

from dataclasses import MISSING, field, make_dataclass
from enum import StrEnum
from typing import Any

from shared.kernel.events import value
from shared.transport.contract.schemas import Schemas


class Sound(StrEnum):
    """How it rings."""

    RING = "RING"
    CLANG = "CLANG"


class Loud(StrEnum):
    RING = "RING"
    CLANG = "CLANG"
    HORN = "HORN"


class Quiet(StrEnum):
    RING = "RING"


@value
class Maker:
    name: str
    town: str = ""


@value
class Town:
    town: str = ""


FIELDS: dict[str, tuple[Any, Any]] = {
    "model": (str, MISSING),
    "sound": (Sound, MISSING),
    "maker": (Maker, MISSING),
    "price": (int | None, None),
    "screws": (tuple[int, ...], ()),
}


def bell(*, without: str = "", **changed: tuple[Any, Any]) -> Any:
    """The schema of a bell whose fields are these, as (type, default)."""
    named = {
        name: kind_and_default
        for name, kind_and_default in (FIELDS | changed).items()
        if name != without
    }
    fields = [(name, kind, field(default=default)) for name, (kind, default) in named.items()]
    schemas = Schemas()
    reference = schemas.of(make_dataclass("Bell", fields, frozen=True, kw_only=True))
    return {**reference, "definitions": schemas.values}
