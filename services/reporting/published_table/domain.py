"""A published table: its rows as they were printed, and what each is to be counted from."""

from dataclasses import dataclass
from enum import StrEnum

from services.common.months import Month


class CountedFrom(StrEnum):
    CASES = "CASES"  # children of the families that were supported
    ANSWERS = "ANSWERS"  # an answer to a question, of all who answered it
    PROFESSION = "PROFESSION"  # families that met a profession, of all families
    ENDS = "ENDS"  # cases that ended, with one outcome or with any


@dataclass(frozen=True)
class Row:
    """One figure as it was printed: a number or a percentage."""

    code: str
    counts: CountedFrom
    number: int | None = None
    percent: int | None = None
    question: str = ""
    answer: str = ""
    profession: str = ""
    outcome: str = ""  # empty: with any


@dataclass(frozen=True)
class Check:
    """A line of arithmetic over some rows. `whole`: of whom they are shares; empty: a sum."""

    line: str
    rows: tuple[str, ...]
    whole: str = ""


@dataclass(frozen=True)
class Publication:
    programme: str
    first: Month
    last: Month
    people: str  # the row whose number is published for everybody
    rows: tuple[Row, ...]
    checks: tuple[Check, ...]

    def row(self, code: str) -> Row:
        return next(row for row in self.rows if row.code == code)

    @property
    def published_people(self) -> int:
        return self.row(self.people).number or 0
