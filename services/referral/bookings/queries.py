"""Booked times as their readers may see them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from services.common.codes import BookingStatus, Register, Role
from services.common.days import day_of, start_of
from services.common.erasure.schedule import schedule_of
from services.referral.bookings import policy
from services.referral.bookings.domain import Booking
from services.referral.bookings.projections import bookings, taken
from services.referral.pairwork.projections import times
from services.referral.receptions.events import ReceptionPlanned
from services.referral.receptions.queries import ListedReception, Place, listed
from services.referral.receptions.rules import AHEAD, Slot, quarters
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web import return_codes
from shared.work import Work

MOST = 40  # times that are shown at once
A_DAY = timedelta(days=1)
Offered = tuple[ListedReception, Slot]


@dataclass(frozen=True)
class BookingView:
    """A booked time before one reader."""

    booking: Booking
    version: int
    is_theirs: bool = False  # to meet, and to say what came of it


@dataclass(frozen=True)
class ListedBooking:
    """One line of somebody's day; what the family told stands on its page."""

    id: UUID
    worker: UUID
    theme: str
    status: str
    starts_at: datetime
    minutes: int


def booking(work: Work, who: Principal, booking_id: UUID) -> BookingView:
    """One of them; raises `NotFound` for whoever may not read it."""
    state, version = work.load(Booking(booking_id))
    policy.follows.check(who, state)
    return BookingView(state, version, policy.meets.allows(who, state))


def by_code(work: Work, text: str) -> BookingView:
    """A family's own; raises `NotFound` for a code that leads nowhere."""
    booking_id = return_codes.holder(work, text)
    if booking_id is None:
        raise NotFound
    state, version = work.load(Booking(booking_id))
    if state.made is None:
        raise NotFound
    return BookingView(state, version)


def of_day(work: Work, who: Principal, day: date) -> list[ListedBooking]:
    """Of that day: a worker's own, a coordinator's whole organisation's, those somebody booked."""
    c = bookings.c
    wanted = [c.starts_at >= start_of(day), c.starts_at < start_of(day + A_DAY)]
    query = select(bookings).where(*wanted, _theirs(who)).order_by(c.starts_at, c.booking_id)
    return [
        ListedBooking(row.booking_id, row.worker, row.theme, row.status, row.starts_at, row.minutes)
        for row in work.db.execute(query)
    ]


def next_day(work: Work, who: Principal, since: date) -> date | None:
    """The first day from that one on with something booked; None: there is none."""
    c = bookings.c
    wanted = [c.starts_at >= start_of(since), c.status == BookingStatus.BOOKED, _theirs(who)]
    first = work.db.execute(select(func.min(c.starts_at)).where(*wanted)).scalar()
    return day_of(first) if first else None


def _theirs(who: Principal) -> ColumnElement[bool]:
    c = bookings.c
    if not who.has(*policy.STAFF):
        return c.booker == who.id
    ours = c.organisation == who.organisation
    return ours if who.has(Role.NGO_COORDINATOR) else ours & (c.worker == who.id)


def coming(work: Work, who: Principal) -> int:
    """How many are still to come today."""
    lines = of_day(work, who, work.today)
    return sum(each.status == BookingStatus.BOOKED for each in lines)


def free(
    work: Work,
    *,
    theme: str,
    place: Place,
    since: str = "",
    of: UUID | None = None,
    most: int = MOST + 1,
) -> list[Offered]:
    """The free times about a theme from a moment on: a page, and one more where there are others.

    `of`: of that organisation alone.
    """
    busy = _busy(work)
    times = (
        (each, slot)
        for each in listed(work, organisation=of)
        if (not theme or theme in each.plan.themes) and place.fits(each.plan)
        for slot in each.slots(work.today, work.today + AHEAD)
        if slot.starts_at > work.now and slot.starts_at.isoformat() >= since
    )
    unbooked = (pair for pair in times if is_free(pair[0].plan, pair[1], busy))
    return sorted(unbooked, key=lambda pair: (pair[1].starts_at, str(pair[0].id)))[:most]


def is_free(plan: ReceptionPlanned, slot: Slot, busy: set[tuple[UUID, datetime]]) -> bool:
    return busy.isdisjoint((plan.worker, at) for at in quarters(slot.starts_at, slot.minutes))


def ended(work: Work) -> list[UUID]:
    """Bookings whose time may be over: a cheap first look, without their histories."""
    since = max(kept.since(work.today) for kept in schedule_of(Register.CONTACTS))
    query = select(bookings.c.booking_id).where(bookings.c.starts_at < start_of(since))
    return list(work.db.scalars(query.order_by(bookings.c.booking_id)))


def _busy(work: Work) -> set[tuple[UUID, datetime]]:
    """The quarters of an hour in which somebody meets a family already, or goes along as a pair."""
    queries = (
        select(c.worker, c.starts_at, c.minutes).where(c.starts_at > work.now - A_DAY)
        for c in (taken.c, times.c)
    )
    return {
        (row.worker, at)
        for query in queries
        for row in work.db.execute(query)
        for at in quarters(row.starts_at, row.minutes)
    }
