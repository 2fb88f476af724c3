"""What can be asked of booked times. Each function runs in the caller's one transaction."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from services.common.codes import BookedBy, BookingStatus, Register, RetentionMoment
from services.common.erasure.commands import at_its_end
from services.common.erasure.rules import Moments
from services.common.notices.reading import newest_version
from services.referral.bookings.domain import Booking
from services.referral.bookings.events import BookingMade, BookingMoved
from services.referral.receptions.domain import Reception
from services.referral.receptions.events import ReceptionPlanned
from services.referral.receptions.rules import AHEAD, Slot, slot_at
from services.referral.worker_times import commands as worker_times
from shared.kernel.aggregate import Invalid, Refused
from shared.web import return_codes
from shared.work import Taken, Work

Time = BookingMade | BookingMoved  # both say who meets the family, and when


@dataclass(frozen=True)
class Chosen:
    """One time of one reception, as an address or a form names it."""

    reception_id: UUID
    day: date
    begins: str

    def __str__(self) -> str:
        return f"{self.reception_id}|{self.day.isoformat()}|{self.begins}"


def chosen_in(text: str) -> Chosen:
    """The time that a list of free times offered by that value; raises `Invalid`."""
    try:
        reception_id, day, begins = text.split("|")
        return Chosen(UUID(reception_id), date.fromisoformat(day), begins)
    except ValueError:
        raise Invalid("Choose one of the times.", code="time", field="time") from None


def book(work: Work, form_key: str, chosen: Chosen, *, theme: str, **who: Any) -> tuple[str, UUID]:
    """Book a time, once for each form; the family's code, and the booking's id.

    `who`: as whom it is booked, and how the family may be called and reached. Raises `Refused` when
    somebody else was faster.
    """
    code, booking = return_codes.code_of(work.sealing, form_key), Booking(uuid4())
    try:
        digest = return_codes.claim(work, code, booking)
    except Taken as before:
        return code, before.id
    plan, slot = _free(work, chosen)
    if theme not in plan.themes:
        raise Invalid("Choose a theme that is met there.", code="theme", field="theme")
    made = BookingMade(
        booking_id=booking.id,
        organisation=plan.organisation,
        programme=plan.programme,
        theme=theme,
        language=plan.language,
        booked_on=work.today,
        notice_version=newest_version(),
        code=digest,
        **_time(plan, slot),
        **who,
    )
    _claim(work, booking, before=None, now=made)
    work.start(booking, lambda new: new.make(made))
    return code, booking.id


def book_next(work: Work, form_key: str, booking_id: UUID, time: str) -> str:
    """Book the family's next time about the same theme, once for each form; its new code."""
    booking, _ = work.load(Booking(booking_id))
    made = booking.first
    if booking.status is not BookingStatus.HELD:
        raise Refused("Say first that you met.", code="not_held")
    code, _ = book(
        work,
        form_key,
        chosen_in(time),
        theme=made.theme,
        booked_by=BookedBy.WORKER,
        calling_name=made.calling_name or "",
        phone=made.phone or "",
        non_disclosure=made.non_disclosure in (True, None),
    )
    return code


def move(work: Work, booking_id: UUID, time: str, *, by_family: bool) -> None:
    """Take another time instead, if nobody has it."""
    chosen = chosen_in(time)
    booking, _ = work.load(Booking(booking_id))
    before = booking.agreed
    plan, slot = _free(work, chosen)
    if plan.organisation != booking.first.organisation:
        raise Invalid("Choose a time of the same organisation.", code="elsewhere", field="time")
    moved = BookingMoved(
        booking_id=booking_id, by_family=by_family, on=work.today, **_time(plan, slot)
    )
    after, _ = work.change(booking, lambda each: each.move(moved, now=work.now))
    if after.agreed is not before:
        _claim(work, booking, before=before, now=moved)


def cancel(work: Work, booking_id: UUID, *, by_family: bool) -> None:
    """Give the time up: somebody else can book it at once."""
    booking, _ = work.change(
        Booking(booking_id), lambda each: each.cancel(by_family=by_family, now=work.now)
    )
    _claim(work, booking, before=booking.agreed, now=None)


def settle(work: Work, booking_id: UUID, *, status: BookingStatus) -> None:
    """Say whether it was held or nobody came."""
    work.change(Booking(booking_id), lambda each: each.settle(status, now=work.now))


def expire(work: Work, booking_id: UUID, *, preview: bool = False) -> tuple[str, ...]:
    """Erase how the family is called and reached, with its code; the classes left of it."""
    booking, _ = work.load(Booking(booking_id))
    left = at_its_end(
        work,
        Register.CONTACTS,
        booking_id,
        persons=(booking_id,),
        moments=_moments(booking),
        preview=preview,
    )
    if left and not preview and booking.made:
        return_codes.release(work, booking.made.code)
    return left


def _moments(booking: Booking) -> Moments:
    latest = booking.latest
    return {} if latest is None else {RetentionMoment.CONTACT_LAST_WRITTEN: latest}


def _free(work: Work, chosen: Chosen) -> tuple[ReceptionPlanned, Slot]:
    """The time as the rota has it today, still to come."""
    reception, _ = work.load(Reception(chosen.reception_id))
    slot = slot_at(reception.plan_of_today, reception.days_off, chosen.day, chosen.begins)
    if slot is None or slot.starts_at <= work.now or slot.day > work.today + AHEAD:
        raise Refused("This time cannot be booked. Choose another.", code="no_time")
    return reception.plan_of_today, slot


def _claim(work: Work, booking: Booking, *, before: Time | None, now: Time | None) -> None:
    try:
        worker_times.keep(work, booking, before=_keys(before), now=_keys(now))
    except Taken as faster:
        raise Refused("Somebody was faster. Choose another time.", code="taken") from faster


def _keys(time: Time | None) -> tuple[str, ...]:
    return worker_times.keys_of(time.worker, time.starts_at, time.minutes) if time else ()


def _time(plan: ReceptionPlanned, slot: Slot) -> dict[str, Any]:
    return {
        "reception_id": plan.reception_id,
        "worker": plan.worker,
        "municipality": plan.municipality if plan.place else "",
        "starts_at": slot.starts_at,
        "minutes": slot.minutes,
    }
