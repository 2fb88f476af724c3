"""What has happened to an edition: the month was booked, and its protected cells published.

Both stay in this service's own store: what is published leaves it through reports alone.
"""

from dataclasses import field
from datetime import date, datetime
from uuid import UUID

from shared.kernel.events import event, value


@value
class Reached:
    """How far the facts of one service had come when an edition was taken."""

    service: str
    position: int  # everything up to here was in
    head: int  # of the service's store at that moment
    missing: int  # messages parked or waiting
    at: datetime | None  # UTC: when the service last said how far it is; None for never


@value
class Booked:
    """One counted fact in its finest cell: month, place, programme, class."""

    who: UUID
    cell: tuple[str, ...]
    known_to: tuple[str, ...]  # organisation ids
    value: int | None = None  # days or months


@value
class Spread:
    """How values lie: the median, and below what nine in ten are (None for less than 20)."""

    median: float
    nine_in_ten: int | None = None


@event("edition.booked")
class MonthBooked:
    """The rows that the month is counted from, now and in every later edition."""

    edition_id: UUID
    month: str  # "2026-03"
    books: dict[str, tuple[Booked, ...]]  # indicator -> rows


@event("edition.published")
class EditionPublished:
    """Cells are named "period|place|programme|class"; a count of None is suppressed."""

    edition_id: UUID
    month: str  # the month that it closed
    published_on: date
    published_at: datetime  # UTC
    reached: tuple[Reached, ...]
    threshold: int
    cells: dict[str, dict[str, int | None]]  # indicator -> the cells that this edition added
    spreads: dict[str, dict[str, Spread]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)  # what each place is part of


EditionEvent = MonthBooked | EditionPublished
