"""The rules of a booked time. Nothing here reads a clock or a database.

That nobody else has the same time is a claim on each of its quarters of an hour, made in the
transaction of the command.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.common.codes import BookingStatus
from services.common.days import day_of
from services.referral.bookings import events
from shared.kernel.aggregate import Invalid, NotFound, Refused

SETTLED = (BookingStatus.HELD, BookingStatus.MISSED)


@dataclass(frozen=True)
class Booking:
    """One time that a family has, from its booking to what came of it."""

    category: ClassVar[str] = "booking"
    concerns: ClassVar[tuple[UUID, ...]] = ()  # nobody outside hears of it

    id: UUID
    made: events.BookingMade | None = None
    time: events.BookingMade | events.BookingMoved | None = None  # as it was agreed last
    status: BookingStatus | None = None
    moves: int = 0  # how often it was changed: calendars replace what they hold

    @property
    def first(self) -> events.BookingMade:
        """Raises `NotFound` where nothing was booked."""
        if self.made is None:
            raise NotFound
        return self.made

    @property
    def agreed(self) -> events.BookingMade | events.BookingMoved:
        return self.time or self.first

    @property
    def ends_at(self) -> datetime:
        return self.agreed.starts_at + timedelta(minutes=self.agreed.minutes)

    def is_over(self, now: datetime) -> bool:
        """Has it begun, so that what came of it can be said?"""
        return self.status is not BookingStatus.CANCELLED and self.agreed.starts_at <= now

    @property
    def latest(self) -> date | None:
        """The day from which on what the family told is kept for its time."""
        return day_of(self.agreed.starts_at) if self.made else None

    def make(self, made: events.BookingMade) -> list[events.BookingEvent]:
        if self.made:
            return []
        return [made, _counted(made, made, BookingStatus.BOOKED, made.booked_on)]

    def move(self, moved: events.BookingMoved, *, now: datetime) -> list[events.BookingEvent]:
        if moved.starts_at == self.agreed.starts_at and moved.worker == self.agreed.worker:
            return []
        self._must_come(now)
        return [moved, _counted(self.first, moved, BookingStatus.BOOKED, moved.on)]

    def cancel(self, *, by_family: bool, now: datetime) -> list[events.BookingEvent]:
        if self.status is BookingStatus.CANCELLED:
            return []
        self._must_come(now)
        cancelled = events.BookingCancelled(
            booking_id=self.first.booking_id, by_family=by_family, on=day_of(now)
        )
        return [cancelled, self._counted(BookingStatus.CANCELLED, now)]

    def settle(self, status: BookingStatus, *, now: datetime) -> list[events.BookingEvent]:
        """Say whether it was held; said wrong, it is said again."""
        if self.status is status:
            return []
        if status not in SETTLED:
            raise Invalid("Say whether you met.", code="outcome", field="status")
        if self.status is BookingStatus.CANCELLED:
            raise Refused("This time was cancelled.", code="cancelled")
        if now < self.agreed.starts_at:
            raise Refused("This time is still to come.", code="to_come")
        settled = events.BookingSettled(booking_id=self.id, status=status, on=day_of(now))
        return [settled, self._counted(status, now)]

    def evolve(self, event: events.BookingEvent) -> Self:
        match event:
            case events.BookingMade():
                return replace(self, made=event, time=event, status=BookingStatus.BOOKED)
            case events.BookingMoved():
                return replace(self, time=event, moves=self.moves + 1)
            case events.BookingCancelled():
                return replace(self, status=BookingStatus.CANCELLED, moves=self.moves + 1)
            case events.BookingSettled(status=status):
                return replace(self, status=BookingStatus(status))
            case events.BookingCounted():
                return self
            case _:
                assert_never(event)

    def _must_come(self, now: datetime) -> None:
        if self.status is not BookingStatus.BOOKED or self.agreed.starts_at <= now:
            raise Refused("This time is over, or was cancelled.", code="over")

    def _counted(self, status: BookingStatus, now: datetime) -> events.BookingCounted:
        return _counted(self.first, self.agreed, status, day_of(now))


def _counted(
    made: events.BookingMade,
    time: events.BookingMade | events.BookingMoved,
    status: BookingStatus,
    on: date,
) -> events.BookingCounted:
    return events.BookingCounted(
        booking_id=made.booking_id,
        organisation=made.organisation,
        programme=made.programme,
        theme=made.theme,
        municipality=time.municipality,
        booked_by=made.booked_by,
        booked_on=made.booked_on,
        day=day_of(time.starts_at),
        status=status,
        on=on,
        booker_home=made.booker_home,
    )
