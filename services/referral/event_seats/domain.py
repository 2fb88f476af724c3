"""The rules of the seats of an open event. Nothing here reads a clock or a database.

All of them are one history, so of two who press at once for the last seat the store refuses one,
who is decided again on what the other left. `coming` are the days of the event that can still be
registered for: its own history knows them. `moves_up`: whoever waits gets what becomes free; in a
closed group that has begun nobody does.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.common.codes import RegistrationStatus
from services.common.days import day_of
from services.referral.event_seats import events
from services.referral.event_seats.events import EventSeatsEvent
from services.referral.event_seats.rules import Party, Room
from shared.kernel.aggregate import Invalid, NotFound, Refused, fold

MOST_PARTIES = 1000
Happened = list[EventSeatsEvent]
Days = tuple[date, ...]


@dataclass(frozen=True)
class EventSeats:
    """Who comes to an open event, as its history tells it."""

    category: ClassVar[str] = "event_seats"

    id: UUID  # of the open event
    offer: events.SeatsOffered | None = None
    room: Room = field(default_factory=Room)

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.offer.organisation,) if self.offer else ()

    def status_of(self, registration_id: UUID) -> RegistrationStatus:
        if registration_id in self.room.seated:
            return RegistrationStatus.REGISTERED
        is_waiting = registration_id in self.room.waiting
        return RegistrationStatus.WAITING if is_waiting else RegistrationStatus.WITHDRAWN

    def party(self, registration_id: UUID) -> Party:
        """Those who came with it, or were to; raises `NotFound`."""
        party = self.room.party(registration_id) or self.room.left.get(registration_id)
        if party is None:
            raise NotFound
        return party

    def is_open(self, now: datetime) -> bool:
        """May anybody register?"""
        return self.offer is not None and (self.offer.until is None or now < self.offer.until)

    def offer_seats(
        self, offered: events.SeatsOffered, *, coming: Days, moves_up: bool = True
    ) -> Happened:
        """Say on what terms people register, or say it anew; seats that are added are given."""
        if self.offer is not None and replace(self.offer, on=offered.on) == offered:
            return []
        taken = max((self.room.number(day) for day in coming), default=0)
        if offered.seats and offered.seats < taken:
            raise Invalid(
                "%(taken)s have a seat already.", code="seats_taken", field="seats", taken=taken
            )
        return [offered, *self.evolve(offered)._given(coming if moves_up else (), offered.on)]

    def register(
        self,
        registration_id: UUID,
        party: Party,
        *,
        coming: Days,
        now: datetime,
        by_host: bool = False,
        moves_up: bool = True,
    ) -> Happened:
        """Give them seats, or a place on the waiting list.

        The host takes somebody in also when registration has ended; where nobody moves up by
        itself, seats that somebody waiting could have are not given to whoever comes anew.
        """
        if self.room.party(registration_id):
            return []
        if self.offer is None:
            raise Refused("Nobody registers for this. Come as you are.", code="no_registration")
        if not coming or not (by_host or self.is_open(now)):
            raise Refused("Registration has ended.", code="closed")
        if party.day is not None and party.day not in coming:
            raise Invalid("Choose one of the times.", code="day", field="day")
        if len(self.room.seated) + len(self.room.waiting) >= MOST_PARTIES:
            raise Refused("Too many have registered. Call the organisation.", code="too_many")
        given = self._given(coming, day_of(now))  # time alone can have made room for them
        room = fold(self, given).room
        kind = events.SeatsTaken if room.fits(party, coming) else events.SeatsAwaited
        return [
            *(given if moves_up else ()),
            kind(
                happening_id=self.id,
                registration_id=registration_id,
                people=party.people,
                day=party.day,
                changes=party.changes,
                on=day_of(now),
            ),
        ]

    def take_in(self, registration_id: UUID, *, coming: Days, on: date) -> Happened:
        """The host gives seats to the first of those waiting whose whole party fits."""
        if registration_id in self.room.seated:
            return []
        party = self.room.waiting.get(registration_id)
        if party is None or self.offer is None:
            raise NotFound
        if not self.room.fits(party, coming):
            raise Refused("There are not so many seats.", code="no_seats")
        if self.room.next(coming)[0] != registration_id:
            raise Refused("Somebody who fits has waited longer. Call them first.", code="not_next")
        ours = self.offer.organisation
        return [
            events.SeatsGiven(
                happening_id=self.id, organisation=ours, registration_id=registration_id, on=on
            )
        ]

    def fill(self, *, coming: Days, on: date) -> Happened:
        """Give what is free to who waits, after a day was cancelled that was full."""
        return self._given(coming, on)

    def resize(
        self, registration_id: UUID, people: int, *, coming: Days, on: date, moves_up: bool = True
    ) -> Happened:
        """They are more or fewer; seats that this frees are given to who waits."""
        party = self._come(registration_id, coming)
        if party.people == people:
            return []
        without, more = self.room.leave(registration_id), replace(party, people=people)
        if registration_id in self.room.seated and not without.fits(more, coming):
            raise Refused(
                "There are not so many seats. You keep those that you have.", code="no_seats"
            )
        if people > party.people and not moves_up:
            raise Refused("The group has begun: nobody new comes to it.", code="begun")
        resized = events.PartyResized(
            happening_id=self.id, registration_id=registration_id, people=people, on=on
        )
        return [resized, *self.evolve(resized)._given(coming if moves_up else (), on)]

    def leave(
        self, registration_id: UUID, *, coming: Days, on: date, by_host: bool, moves_up: bool = True
    ) -> Happened:
        """They do not come: their seats are given to who waits."""
        if registration_id in self.room.left:
            return []
        self._come(registration_id, coming)
        left = events.SeatsLeft(
            happening_id=self.id, registration_id=registration_id, by_host=by_host, on=on
        )
        return [left, *self.evolve(left)._given(coming if moves_up else (), on)]

    def call(self, registration_id: UUID, *, changes: int, on: date) -> Happened:
        """Say that they were called; they need no call until something changes again."""
        party = self.room.party(registration_id)
        if party is None:
            raise NotFound
        if party.changes == changes and not party.was_given:
            return []
        return [
            events.RegistrantCalled(
                happening_id=self.id, registration_id=registration_id, changes=changes, on=on
            )
        ]

    def evolve(self, event: EventSeatsEvent) -> Self:
        room = self.room
        match event:
            case events.SeatsOffered():
                return replace(self, offer=event, room=replace(room, seats=event.seats))
            case events.SeatsTaken(registration_id=key):
                return replace(self, room=room.seat(key, _party(event, room)))
            case events.SeatsAwaited(registration_id=key):
                return replace(self, room=room.wait(key, _party(event, room)))
            case events.SeatsGiven(registration_id=key):
                given = replace(self.party(key), was_given=True)
                return replace(self, room=room.seat(key, given))
            case events.PartyResized(registration_id=key, people=people):
                return replace(self, room=room.change(key, replace(self.party(key), people=people)))
            case events.SeatsLeft(registration_id=key):
                return replace(self, room=room.leave(key))
            case events.RegistrantCalled(registration_id=key, changes=changes):
                called = replace(self.party(key), changes=changes, was_given=False)
                return replace(self, room=room.change(key, called))
            case _:
                assert_never(event)

    def _come(self, registration_id: UUID, coming: Days) -> Party:
        """Those who are to come with it; raises `Refused` when that is over."""
        party = self.room.party(registration_id)
        if party is None:
            raise NotFound
        if not any(party.comes(day) for day in coming):
            raise Refused("This is over, or was cancelled.", code="over")
        return party

    def _given(self, coming: Days, on: date) -> Happened:
        if self.offer is None:
            return []
        ours = self.offer.organisation
        return [
            events.SeatsGiven(happening_id=self.id, organisation=ours, registration_id=each, on=on)
            for each in self.room.next(coming)
        ]


def _party(event: events.SeatsTaken | events.SeatsAwaited, room: Room) -> Party:
    return Party(event.people, event.day, event.changes, number=room.registered)
