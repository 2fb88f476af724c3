"""The retention schedule as data: what is kept how long, after which moment."""

from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from services.common.codes import Register, RetentionMoment, RetentionRule
from services.common.erasure.rules import Kept

FILE = Path(__file__).with_name("schedule.yaml")


@cache
def schedule() -> tuple[Kept, ...]:
    """Every row, in the order of the file."""
    return tuple(_kept(row) for row in YAML(typ="safe").load(FILE))


def schedule_of(register: Register) -> tuple[Kept, ...]:
    """The rows that speak of that register."""
    return tuple(row for row in schedule() if row.register is register)


def _kept(row: dict[str, Any]) -> Kept:
    keep = row["keep"]
    return Kept(
        rule=RetentionRule[str(row["rule"])],
        register=Register[str(row["register"])],
        after=RetentionMoment[str(row["after"])],
        days=keep.get("days", 0),
        months=keep.get("months", 0),
        years=keep.get("years", 0),
        classes=tuple(row["classes"]),
        is_held=bool(row.get("hold")),
    )
