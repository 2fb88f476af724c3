"""What the clock says of booked times, and the letters that their two sides get.

A family hears nothing by letter or mail: it has given no address. Its own calendar reminds it, and
whoever booked for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, MetaData, Row, Table, Uuid, delete, select, update

from services.common.days import day_of
from services.common.deadlines import projections as clock
from services.common.deadlines.rules import DeadlineKind
from services.referral.bookings import events
from shared import inbox
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert
from shared.inbox import Letter, member_of
from shared.store import Recorded

metadata = MetaData()
sides = Table(
    "booking_sides",
    metadata,
    Column("booking_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False),
    Column("worker", Uuid, nullable=False),
    Column("booker", Uuid),  # a professional of elsewhere; NULL: the family, a worker
    Column("booker_home", Uuid),
)


@dataclass(frozen=True)
class Kinds:
    """The letters about a booked time."""

    made: str
    moved: str
    cancelled: str
    due: str
    late: str

    @property
    def all(self) -> tuple[str, ...]:
        return (self.made, self.moved, self.cancelled, self.due, self.late)


def count_bookings(deadlines: Projection, kind: DeadlineKind) -> None:
    """Let the clock remind a day before, and ask what came of it the day after."""

    @deadlines.on(events.BookingMade)
    def begin(db: Connection, event: events.BookingMade) -> None:
        since, due = event.booked_on, day_of(event.starts_at)
        whose = {"organisation": event.organisation}
        clock.begin(db, kind, event.booking_id, since=since, due_on=due, **whose)

    @deadlines.on(events.BookingMoved)
    def move(db: Connection, event: events.BookingMoved) -> None:
        clock.move(db, kind, event.booking_id, day_of(event.starts_at))

    @deadlines.on(events.BookingCancelled, events.BookingSettled)
    def end(db: Connection, event: events.BookingCancelled | events.BookingSettled) -> None:
        clock.meet(db, kind, event.booking_id, event.on)


def tell_of_bookings(letters: Projection, kinds: Kinds, thing: str, list_of: str) -> None:
    """Let whoever meets the family, and whoever booked for it, read what the other side does.

    `thing`: a booked time; `list_of`: the list of somebody's own.
    """

    @letters.on_message(events.BookingMade)
    def tell(db: Connection, event: events.BookingMade, message: Recorded) -> None:
        whose = {name: getattr(event, name) for name in ("organisation", "booker", "booker_home")}
        upsert(db, sides, {"booking_id": event.booking_id}, {"worker": event.worker, **whose})
        inbox.send(db, _letter(event, message, kinds.made), meets(db, event.booking_id))

    @letters.on_message(events.BookingMoved)
    def tell_move(db: Connection, event: events.BookingMoved, message: Recorded) -> None:
        """Whoever was to meet them until now is led to their list: the time is theirs no more."""
        before = set(meets(db, event.booking_id))
        row = update(sides).where(sides.c.booking_id == event.booking_id)
        db.execute(row.values(worker=event.worker))
        inbox.take_back(db, event.booking_id, *kinds.all)
        now = _everybody(db, event.booking_id)
        letter = _letter(event, message, kinds.moved)
        inbox.send(db, letter, now)
        inbox.send(db, replace(letter, thing=list_of), before.difference(now))

    @letters.on_message(events.BookingCancelled)
    def tell_end(db: Connection, event: events.BookingCancelled, message: Recorded) -> None:
        inbox.take_back(db, event.booking_id, *kinds.all)
        letter = _letter(event, message, kinds.cancelled)
        inbox.send(db, letter, _everybody(db, event.booking_id))

    @letters.on(events.BookingSettled)
    def tell_no_more(db: Connection, event: events.BookingSettled) -> None:
        inbox.take_back(db, event.booking_id, *kinds.all)

    def _letter(event: events.BookingEvent, message: Recorded, kind: str) -> Letter:
        author, at = message.metadata["actor"], message.recorded_at
        return Letter(message.id, kind, thing, event.booking_id, author, at)


def forget(db: Connection, booking_id: UUID, kinds: Kinds) -> None:
    """It was erased: nothing is left to read of it."""
    inbox.take_back(db, booking_id, *kinds.all)
    db.execute(delete(sides).where(sides.c.booking_id == booking_id))


def meets(db: Connection, booking_id: UUID) -> Iterator[str]:
    """Whoever is to meet the family."""
    if row := _row(db, booking_id):
        yield member_of(row.organisation, row.worker)


def booked_it(db: Connection, booking_id: UUID) -> Iterator[str]:
    """The professional who booked it for a family, if one did."""
    row = _row(db, booking_id)
    if row and row.booker and row.booker_home:
        yield member_of(row.booker_home, row.booker)


def _everybody(db: Connection, booking_id: UUID) -> list[str]:
    return [*meets(db, booking_id), *booked_it(db, booking_id)]


def _row(db: Connection, booking_id: UUID) -> Row[Any] | None:
    return db.execute(select(sides).where(sides.c.booking_id == booking_id)).one_or_none()
