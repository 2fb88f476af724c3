"""Registrations as their readers may see them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select

from services.common.codes import Register, RegistrationStatus
from services.common.erasure.schedule import schedule_of
from services.referral.event_seats.domain import EventSeats
from services.referral.event_seats.rules import Party
from services.referral.happenings import policy
from services.referral.happenings.domain import Happening
from services.referral.happenings.projections import days
from services.referral.registrations import rules
from services.referral.registrations.domain import Registration
from services.referral.registrations.projections import registrations
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web import return_codes
from shared.work import Work


@dataclass(frozen=True)
class SeatsView:
    """The seats of an open event before whoever plans or holds it."""

    happening: Happening
    seats: EventSeats
    version: int


@dataclass(frozen=True)
class RegistrationView:
    """A registration with its open event."""

    registration: Registration
    happening: Happening
    seats: EventSeats

    @property
    def party(self) -> Party:
        return self.seats.party(self.registration.id)

    @property
    def status(self) -> RegistrationStatus:
        return self.seats.status_of(self.registration.id)

    @property
    def has_news(self) -> bool:
        """Have its times changed since they registered, or were called?"""
        return rules.has_news(self.happening, self.party)

    @property
    def is_to_be_called(self) -> bool:
        """Is there something that they may not know, and a phone to say it to?"""
        is_there = self.status is not RegistrationStatus.WITHDRAWN
        is_reached = bool(self.registration.first.phone)
        return is_there and is_reached and (self.party.was_given or self.has_news)


def seats(work: Work, who: Principal, happening_id: UUID) -> SeatsView:
    """Those of one event; raises `NotFound` for whoever does not hold it."""
    happening, _ = work.load(Happening(happening_id))
    policy.holds.check(who, happening)
    state, version = work.load(EventSeats(happening_id))
    return SeatsView(happening, state, version)


@dataclass(frozen=True)
class Place:
    """Where somebody stands in the list; it stays the same when others come and leave."""

    registration_id: UUID
    group: int  # who may not know what has changed, who has seats, who waits
    number: int

    @property
    def key(self) -> str:
        return f"{self.group} {self.number:05} {self.registration_id}"


def in_order(view: SeatsView) -> list[Place]:
    """Who has registered: those with news first, then those with seats, then those waiting."""
    room = view.seats.room
    places = [
        Place(key, _group(view, party, is_seated=key in room.seated), party.number)
        for key, party in (*room.seated.items(), *room.waiting.items())
    ]
    return sorted(places, key=lambda each: each.key)


def _group(view: SeatsView, party: Party, *, is_seated: bool) -> int:
    if party.was_given or rules.has_news(view.happening, party):
        return 0
    return 1 if is_seated else 2


def of(work: Work, view: SeatsView, registration_id: UUID) -> RegistrationView:
    """One of those who registered for it, with what they wrote."""
    registration, _ = work.load(Registration(registration_id))
    return RegistrationView(registration, view.happening, view.seats)


def by_code(work: Work, text: str) -> RegistrationView:
    """Somebody's own; raises `NotFound` for a code that leads nowhere."""
    registration_id = return_codes.holder(work, text)
    if registration_id is None:
        raise NotFound
    registration, _ = work.load(Registration(registration_id))
    happening, _ = work.load(Happening(registration.first.happening_id))
    state, _ = work.load(EventSeats(happening.id))
    return RegistrationView(registration, happening, state)


def ended(work: Work) -> list[UUID]:
    """Registrations whose time may be over: a cheap first look, without their histories."""
    since = max(kept.since(work.today) for kept in schedule_of(Register.CONTACTS))
    over = (
        select(days.c.happening_id)
        .group_by(days.c.happening_id)
        .having(func.max(days.c.day) < since)
    )
    c = registrations.c
    is_over = or_(c.day < since, c.happening_id.in_(over))
    query = select(c.registration_id).where(is_over)
    return list(work.db.scalars(query.order_by(c.registration_id)))
