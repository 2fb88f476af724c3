"""The retention schedule as data: what is kept how long, after which moment."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from services.common.ages import months_after
from services.common.codes import Register, RetentionMoment, RetentionRule

FILE = Path(__file__).with_name("schedule.yaml")


@dataclass(frozen=True)
class Kept:
    """One row of the schedule."""

    rule: RetentionRule
    register: Register
    after: RetentionMoment
    days: int
    months: int
    years: int
    classes: tuple[str, ...]
    is_held: bool  # not erased earlier, whoever asks

    def until(self, moment: date) -> date:
        """The last day on which it is kept."""
        return months_after(moment, 12 * self.years + self.months) + timedelta(days=self.days)


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
