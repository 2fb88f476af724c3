"""What a report holds, part by part, as its document tells."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class EditionInForce:
    id: UUID
    month: str  # 2026-03
    published_on: date
    complete: bool


@dataclass(frozen=True)
class HowFar:
    """How far the facts of one service have come."""

    position: int  # everything up to here is in
    head: int  # of the service's store
    complete: bool
    missing: int  # messages parked or waiting
    at: datetime | None
    seconds: int | None  # how old that is


@dataclass(frozen=True)
class Months:
    from_: str  # 2026-01
    to: str


@dataclass(frozen=True)
class NearQuestion:
    municipality: str | None
    programme: str | None
    from_: str
    to: str
    name: str
    numerator: int | None


@dataclass(frozen=True)
class Changed:
    """A figure that the edition before told otherwise."""

    indicator: str
    figure: str
    group: str
    code: str
    name: str
    before: int
    now: int


@dataclass(frozen=True)
class ProgrammeNow:
    programme: str
    name: str
    supported: object  # a number, or the text "<5"
    waiting: object


@dataclass(frozen=True)
class Total:
    supported: int | None
    waiting: int | None
