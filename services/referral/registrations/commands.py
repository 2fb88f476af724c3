"""What can be asked of registrations. Each function runs in the caller's one transaction."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from services.common.codes import Register, RetentionMoment
from services.common.erasure.commands import at_its_end
from services.common.notices.reading import newest_version
from services.common.sessions.rules import moment
from services.referral.event_seats.domain import EventSeats
from services.referral.event_seats.events import SeatsOffered
from services.referral.event_seats.rules import Party
from services.referral.happenings.domain import Happening
from services.referral.happenings.rules import must_suit
from services.referral.registrations import rules
from services.referral.registrations.domain import Registration
from services.referral.registrations.events import RegistrationMade
from shared.kernel.aggregate import Invalid, NotFound
from shared.web import return_codes
from shared.work import Taken, Work


def offer_seats(
    work: Work,
    happening_id: UUID,
    *,
    seats: int,
    until_day: date | None,
    until_time: str,
    drop_in: bool,
) -> None:
    """Let people register on these terms; seats that are added go to who has waited."""
    happening, _ = work.load(Happening(happening_id))
    offered = SeatsOffered(
        happening_id=happening_id,
        organisation=happening.plan_of_today.organisation,
        seats=seats,
        until=_until(until_day, until_time),
        drop_in=drop_in,
        on=work.today,
    )
    must_suit(happening.plan_of_today, seats=seats, drop_in=drop_in)
    days, moves_up = happening.days_to_come(work.now), not happening.takes_nobody_new(work.now)
    work.change(
        EventSeats(happening_id),
        lambda each: each.offer_seats(offered, coming=days, moves_up=moves_up),
    )


def register(
    work: Work,
    form_key: str,
    happening_id: UUID,
    *,
    people: int,
    day: str,
    by_host: bool = False,
    **who: Any,
) -> tuple[str, UUID]:
    """Register, once for each form; the code to come back with, and the registration's id.

    `who`: how they may be called and reached, and what the host should know. `by_host`: they have
    called, and are taken in also where nobody new comes by themselves.
    """
    code = return_codes.code_of(work.sealing, form_key)
    registration = Registration(uuid4())
    try:
        digest = return_codes.claim(work, code, registration)
    except Taken as before:
        return code, before.id
    happening, _ = work.load(Happening(happening_id))
    begun = happening.takes_nobody_new(work.now)
    days = happening.days_to_come(work.now) if by_host else happening.days_to_join(work.now)
    party = _party(happening, people, day, days)
    work.change(
        EventSeats(happening_id),
        lambda each: each.register(
            registration.id, party, coming=days, now=work.now, by_host=by_host, moves_up=not begun
        ),
    )
    made = RegistrationMade(
        registration_id=registration.id,
        happening_id=happening_id,
        organisation=happening.plan_of_today.organisation,
        registered_on=work.today,
        notice_version=newest_version(),
        code=digest,
        **who,
    )
    work.start(registration, lambda new: new.make(made))
    return code, registration.id


def _party(happening: Happening, people: int, day: str, days: tuple[date, ...]) -> Party:
    """Who comes, on the day that they chose of those that they may choose."""
    chosen = rules.chosen_day(day, days, happening.plan_of_today) if days else None
    return Party(people, chosen, rules.changes(happening, chosen))


def resize(work: Work, registration_id: UUID, *, people: int) -> None:
    """Come with more or fewer people; seats that this frees go to who waits."""
    happening = _happening_of(work, registration_id)
    days, moves_up = happening.days_to_come(work.now), not happening.takes_nobody_new(work.now)
    work.change(
        EventSeats(happening.id),
        lambda each: each.resize(
            registration_id, people, coming=days, moves_up=moves_up, on=work.today
        ),
    )


def withdraw(work: Work, registration_id: UUID, *, by_host: bool = False) -> None:
    """Give the seats up: the next of those waiting whose party fits gets them."""
    happening = _happening_of(work, registration_id)
    days, moves_up = happening.days_to_come(work.now), not happening.takes_nobody_new(work.now)
    work.change(
        EventSeats(happening.id),
        lambda each: each.leave(
            registration_id, coming=days, moves_up=moves_up, on=work.today, by_host=by_host
        ),
    )


def withdraw_for(work: Work, happening_id: UUID, *, registration_id: UUID) -> None:
    """Cancel for somebody who called."""
    _must_be_of(work, happening_id, registration_id)
    withdraw(work, registration_id, by_host=True)


def take_in(work: Work, happening_id: UUID, *, registration_id: UUID) -> None:
    """Give seats to the next of those waiting, where nobody moves up by itself."""
    _must_be_of(work, happening_id, registration_id)
    happening, _ = work.load(Happening(happening_id))
    days, on = happening.days_to_come(work.now), work.today
    work.change(
        EventSeats(happening_id), lambda each: each.take_in(registration_id, coming=days, on=on)
    )


def note_call(work: Work, happening_id: UUID, *, registration_id: UUID) -> None:
    """Say that they were called about what has changed."""
    _must_be_of(work, happening_id, registration_id)
    happening, _ = work.load(Happening(happening_id))
    seats, _ = work.load(EventSeats(happening_id))
    number = rules.changes(happening, seats.party(registration_id).day)
    work.change(seats, lambda each: each.call(registration_id, changes=number, on=work.today))


def expire(work: Work, registration_id: UUID, *, preview: bool = False) -> tuple[str, ...]:
    """Erase what they wrote, with their code; the classes left of it."""
    registration, _ = work.load(Registration(registration_id))
    if registration.made is None:
        return ()
    happening, _ = work.load(Happening(registration.made.happening_id))
    seats, _ = work.load(EventSeats(happening.id))
    last = rules.last_day(happening, seats.party(registration_id))
    left = at_its_end(
        work,
        Register.CONTACTS,
        registration_id,
        persons=(registration_id,),
        moments={
            RetentionMoment.CONTACT_LAST_WRITTEN: last or registration.made.registered_on,
        },
        preview=preview,
    )
    if left and not preview:
        return_codes.release(work, registration.made.code)
    return left


def _until(day: date | None, time: str) -> datetime | None:
    if day is None:
        if time:
            raise Invalid("Say on which day it ends.", code="no_day", field="until_day")
        return None
    return moment(day, time or "23:59")


def _happening_of(work: Work, registration_id: UUID) -> Happening:
    registration, _ = work.load(Registration(registration_id))
    happening, _ = work.load(Happening(registration.first.happening_id))
    return happening


def _must_be_of(work: Work, happening_id: UUID, registration_id: UUID) -> None:
    registration, _ = work.load(Registration(registration_id))
    if registration.first.happening_id != happening_id:
        raise NotFound
