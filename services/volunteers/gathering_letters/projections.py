"""To everybody who has a seat or waits for one, of what they did not do themselves.

Who takes part lies beside the letters. Of several changes the last is read: it says all.
"""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, MetaData, String, Table, Uuid, delete, select

from services.common.codes import Role
from services.common.sessions import events
from services.volunteers.gathering_letters.texts import WEEK, GatheringLetter
from services.volunteers.guiding.events import WeekSummed
from services.volunteers.guiding.rules import week_of
from shared import inbox
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert
from shared.inbox import Letter, member_of, role_of
from shared.store import Recorded

PersonOf = Callable[[Connection, UUID], UUID | None]  # as whom a support person signs in
CHANGES: dict[type, GatheringLetter] = {
    events.SessionMoved: GatheringLetter.MOVED,
    events.SessionCancelled: GatheringLetter.SESSION_CANCELLED,
    events.GatheringCancelled: GatheringLetter.CANCELLED,
}

metadata = MetaData()
gatherings = Table(
    "letter_gatherings",
    metadata,
    Column("gathering_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False),
    Column("kind", String(20), nullable=False),
)
participants = Table(
    "letter_participants",
    metadata,
    Column("gathering_id", Uuid, primary_key=True),
    Column("participant_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False),
)


def tell_of_gatherings(letters: Projection, person_of: PersonOf) -> None:
    """Let this inbox write the letters about courses and guidance."""

    @letters.on(events.GatheringPlanned)
    def plan(db: Connection, event: events.GatheringPlanned) -> None:
        values = {"organisation": event.organisation, "kind": event.kind}
        upsert(db, gatherings, {"gathering_id": event.gathering_id}, values)

    @letters.on_message(events.Registered, events.SeatGiven, events.Queued)
    def join(db: Connection, event: Any, message: Recorded) -> None:
        key = {"gathering_id": event.gathering_id, "participant_id": event.participant_id}
        upsert(db, participants, key, {"organisation": event.organisation})
        if isinstance(event, events.Queued):
            return
        given = isinstance(event, events.SeatGiven)
        kind = GatheringLetter.SEAT_GIVEN if given else GatheringLetter.ADDED
        _send(db, message, kind, event.gathering_id, [person_of(db, event.participant_id)])

    @letters.on(events.RegistrationWithdrawn)
    def leave(db: Connection, event: events.RegistrationWithdrawn) -> None:
        c = participants.c
        is_it = c.gathering_id == event.gathering_id, c.participant_id == event.participant_id
        db.execute(delete(participants).where(*is_it))

    @letters.on_message(*CHANGES)
    def change(db: Connection, event: Any, message: Recorded) -> None:
        inbox.take_back(db, event.gathering_id, *CHANGES.values())
        query = select(participants.c.participant_id).where(
            participants.c.gathering_id == event.gathering_id
        )
        people = db.scalars(query.order_by(participants.c.participant_id)).all()
        persons = [person_of(db, each) for each in people]
        _send(db, message, CHANGES[type(event)], event.gathering_id, persons)


def tell_of_weeks(letters: Projection) -> None:
    """One letter to who coordinates, while somebody is unguided or a session comes; the newest."""

    @letters.on_message(WeekSummed)
    def sum_up(db: Connection, event: WeekSummed, message: Recorded) -> None:
        thing_id = week_of(event.organisation_id)
        inbox.take_back(db, thing_id, GatheringLetter.GUIDANCE_WEEK)
        if not (event.unguided or event.sessions):
            return
        author, at = message.metadata["actor"], message.recorded_at
        letter = Letter(message.id, GatheringLetter.GUIDANCE_WEEK, WEEK, thing_id, author, at)
        inbox.send(db, letter, [role_of(event.organisation_id, Role.NGO_COORDINATOR)])


def _send(
    db: Connection,
    message: Recorded,
    kind: GatheringLetter,
    gathering_id: UUID,
    persons: Sequence[UUID | None],
) -> None:
    """A letter to those who sign in."""
    of = db.execute(select(gatherings).where(gatherings.c.gathering_id == gathering_id)).one()
    readers = [member_of(of.organisation, person) for person in persons if person]
    author, at = message.metadata["actor"], message.recorded_at
    inbox.send(db, Letter(message.id, kind, of.kind, gathering_id, author, at), readers)
