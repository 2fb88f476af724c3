"""One time of a reception: booked, moved, cancelled, held; rules alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from services.common.codes import BookedBy, BookingStatus, Theme
from services.referral.bookings import events
from services.referral.bookings.domain import Booking
from shared.kernel.aggregate import Refused
from shared.kernel.testing import given

ID = UUID(int=1)
NOON = datetime(2026, 12, 1, 10, tzinfo=UTC)
BEFORE, AFTER = NOON - timedelta(seconds=1), NOON + timedelta(seconds=1)
DAY = date(2026, 12, 1)
MADE = events.BookingMade(
    booking_id=ID,
    reception_id=UUID(int=2),
    organisation=UUID(int=3),
    worker=UUID(int=4),
    programme="perhelinja",
    theme=Theme.ERO,
    municipality="400",
    starts_at=NOON,
    minutes=45,
    language="fi",
    booked_by=BookedBy.FAMILY,
    booked_on=date(2026, 11, 29),
    notice_version=1,
    code="digest",
    calling_name="Matti",
)
MOVED = events.BookingMoved(
    booking_id=ID,
    reception_id=UUID(int=2),
    worker=UUID(int=4),
    municipality="400",
    starts_at=NOON + timedelta(days=7),
    minutes=45,
    by_family=True,
    on=DAY,
)
CANCELLED = events.BookingCancelled(booking_id=ID, by_family=True, on=DAY)
HELD = events.BookingSettled(booking_id=ID, status=BookingStatus.HELD, on=DAY)
MISSED = replace(HELD, status=BookingStatus.MISSED)
COUNTED = events.BookingCounted(
    booking_id=ID,
    organisation=UUID(int=3),
    programme="perhelinja",
    theme=Theme.ERO,
    municipality="400",
    booked_by=BookedBy.FAMILY,
    booked_on=date(2026, 11, 29),
    day=DAY,
    status=BookingStatus.BOOKED,
    on=date(2026, 11, 29),
)
BOOKED = given(Booking(ID), MADE)


def test_it_is_made_once() -> None:
    assert Booking(ID).make(MADE) == [MADE, COUNTED]
    assert BOOKED.make(MADE) == []


def test_it_is_moved_and_cancelled_until_it_begins() -> None:
    moved = replace(COUNTED, day=DAY + timedelta(days=7), on=DAY)
    assert BOOKED.move(MOVED, now=BEFORE) == [MOVED, moved]
    assert given(BOOKED, MOVED).move(MOVED, now=BEFORE) == []
    cancelled = replace(COUNTED, status=BookingStatus.CANCELLED, on=DAY)
    assert BOOKED.cancel(by_family=True, now=BEFORE) == [CANCELLED, cancelled]
    assert given(BOOKED, CANCELLED).cancel(by_family=True, now=BEFORE) == []
    with pytest.raises(Refused):
        BOOKED.move(MOVED, now=NOON)
    with pytest.raises(Refused):
        BOOKED.cancel(by_family=True, now=NOON)
    with pytest.raises(Refused):
        given(BOOKED, CANCELLED).move(MOVED, now=BEFORE)


def test_what_came_of_it_is_said_once_it_has_begun_and_can_be_put_right() -> None:
    with pytest.raises(Refused):
        BOOKED.settle(BookingStatus.HELD, now=BEFORE)
    counted = replace(COUNTED, status=BookingStatus.HELD, on=DAY)
    assert BOOKED.settle(BookingStatus.HELD, now=NOON) == [HELD, counted]
    held = given(BOOKED, HELD)
    assert held.settle(BookingStatus.HELD, now=AFTER) == []
    assert held.settle(BookingStatus.MISSED, now=AFTER) == [
        MISSED,
        replace(counted, status=BookingStatus.MISSED),
    ]
    with pytest.raises(Refused):
        given(BOOKED, CANCELLED).settle(BookingStatus.MISSED, now=AFTER)


@pytest.mark.parametrize("status", [BookingStatus.BOOKED, BookingStatus.CANCELLED])
def test_only_held_or_missed_can_come_of_it(status: BookingStatus) -> None:
    with pytest.raises(Refused):
        given(BOOKED, HELD).settle(status, now=AFTER)


def test_what_a_family_told_is_kept_from_the_day_of_its_time() -> None:
    assert (Booking(ID).latest, BOOKED.latest) == (None, DAY)
    assert given(BOOKED, MOVED).latest == DAY + timedelta(days=7)
