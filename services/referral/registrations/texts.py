"""How registrations are said, in the reader's language."""

from datetime import date

from services.common.codes import HappeningStatus, RegistrationStatus
from services.common.labels import label
from services.referral.bookings.texts import when
from services.referral.event_seats.domain import EventSeats
from services.referral.event_seats.rules import Party
from services.referral.happenings import texts
from services.referral.happenings.domain import Happening
from services.referral.registrations.queries import RegistrationView
from shared.web.i18n import gettext, language
from shared.web.parts import Kind

KINDS: dict[RegistrationStatus, Kind] = {
    RegistrationStatus.REGISTERED: "done",
    RegistrationStatus.WAITING: "wait",
    RegistrationStatus.WITHDRAWN: "idle",
}


def tag(status: RegistrationStatus) -> tuple[Kind, str]:
    return KINDS[status], label(status, language())


def times(happening: Happening, party: Party) -> list[str]:
    """The times to which they come, as they are planned today; what was cancelled says so."""
    calendar = happening.calendar
    planned = [each for _, each in sorted(calendar.times.items()) if party.comes(each.day)]
    return [
        texts.time(each)
        if calendar.takes_place(each)
        else gettext("%(time)s: cancelled", time=when(each.starts_at))
        for each in planned
    ]


def which(happening: Happening, party: Party) -> list[str]:
    """The same in a list: all of them have a name."""
    return [gettext("All times")] if party.day is None else times(happening, party)


def seats(state: EventSeats) -> str:
    """How many there are, in words."""
    if state.offer is None or not state.offer.seats:
        return gettext("As many as come")
    return str(state.offer.seats)


def until(state: EventSeats) -> str:
    """Until when people register."""
    if state.offer is None or state.offer.until is None:
        return gettext("Until it begins")
    return when(state.offer.until)


def taken(state: EventSeats, day: date) -> str:
    """How many come on a day, and how many seats are left."""
    number, free = state.room.number(day), state.room.free([day])
    if free is None:
        return gettext("Coming: %(number)s", number=number)
    return gettext("Coming: %(number)s. Free seats: %(free)s", number=number, free=free)


def room_left(state: EventSeats, days: tuple[date, ...], *, together: bool) -> str:
    """What anybody reads of the seats: how many are free, or that there is a waiting list.

    `together`: whoever comes has a seat at all times.
    """
    if not days or not state.room.seats:
        return ""
    if (any if together else all)(is_full(state, day) for day in days):
        return gettext("All seats are taken. You can register for the waiting list.")
    if len(days) > 1 and not together:
        return ""
    return gettext("Free seats: %(free)s", free=state.room.free(days))


def is_full(state: EventSeats, day: date) -> bool:
    return state.room.free([day]) == 0


def news(view: RegistrationView) -> list[str]:
    """What somebody is to read first when they come back."""
    if view.happening.status is HappeningStatus.CANCELLED:
        return [gettext("The event was cancelled.")]
    party, place = view.party, view.seats.room.place(view.registration.id)
    lines = (
        gettext("Something of the times has changed since you registered. Read them again.")
        if view.has_news
        else "",
        gettext("You waited, and have a seat now.") if party.was_given else "",
        gettext(
            "All seats are taken. You are number %(place)s on the waiting list. Look here "
            "again; if you left a phone number, you are called.",
            place=place,
        )
        if place
        else "",
    )
    return [line for line in lines if line]
