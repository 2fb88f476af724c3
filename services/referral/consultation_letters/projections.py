"""Until when a consultation is answered, and the letters that its two sides get.

Whoever could answer a question that nobody has taken sees it on their day and in their list; the
clock passes a late one on to the region.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, MetaData, Row, Table, Uuid, delete, select, update

from services.common.codes import Role
from services.common.deadlines import projections as clock
from services.common.deadlines.rules import DeadlineKind
from services.referral.consultations import events
from shared import inbox
from shared.consumer.subscription import Projection
from shared.database.upsert import upsert
from shared.inbox import Letter, member_of, role_of
from shared.store import Recorded

metadata = MetaData()
sides = Table(
    "consultation_sides",
    metadata,
    Column("consultation_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False),  # the professional's
    Column("asker", Uuid, nullable=False),
    Column("answerer", Uuid),  # an organisation; NULL: nobody has taken it
    Column("answers", Uuid),  # who took it in its name
)


@dataclass(frozen=True)
class Kinds:
    """The letters about a consultation."""

    taken: str
    written: str
    proposed: str
    agreed: str
    closed: str
    due: str
    late: str
    escalated: str

    @property
    def of_clock(self) -> tuple[str, ...]:
        return (self.due, self.late, self.escalated)

    @property
    def all(self) -> tuple[str, ...]:
        own = (self.taken, self.written, self.proposed, self.agreed, self.closed)
        return (*own, *self.of_clock)


def count_consultations(deadlines: Projection, kind: DeadlineKind) -> None:
    """Let the clock keep the first answer's last day."""

    @deadlines.on(events.ConsultationAsked)
    def begin(db: Connection, event: events.ConsultationAsked) -> None:
        since, due, whose = event.on, event.due_on, {"waiting": event.organisation}
        clock.begin(db, kind, event.consultation_id, since=since, due_on=due, **whose)

    @deadlines.on(events.ConsultationTaken)
    def take(db: Connection, event: events.ConsultationTaken) -> None:
        clock.give_to(db, kind, event.consultation_id, event.organisation)

    @deadlines.on(events.ConsultationAnswered, events.ConsultationClosed)
    def end(db: Connection, event: events.ConsultationAnswered | events.ConsultationClosed) -> None:
        clock.meet(db, kind, event.consultation_id, event.on)


def tell_of_consultations(letters: Projection, kinds: Kinds, thing: str) -> None:
    """Let each side read what the other does."""

    @letters.on(events.ConsultationAsked)
    def know_asker(db: Connection, event: events.ConsultationAsked) -> None:
        key = {"consultation_id": event.consultation_id}
        upsert(db, sides, key, {"organisation": event.organisation, "asker": event.by})

    @letters.on_message(events.ConsultationTaken)
    def tell_taken(db: Connection, event: events.ConsultationTaken, message: Recorded) -> None:
        row = update(sides).where(sides.c.consultation_id == event.consultation_id)
        db.execute(row.values(answerer=event.organisation, answers=event.by))
        inbox.send(db, _letter(event, message, kinds.taken, thing), asks(db, event.consultation_id))

    @letters.on_message(events.ConsultationWritten)
    def tell_word(db: Connection, event: events.ConsultationWritten, message: Recorded) -> None:
        to = _other_side(db, event.consultation_id, event.organisation)
        inbox.send(db, _letter(event, message, kinds.written, thing), to)

    @letters.on(events.ConsultationAnswered)
    def tell_no_more(db: Connection, event: events.ConsultationAnswered) -> None:
        inbox.take_back(db, event.consultation_id, *kinds.of_clock)

    @letters.on_message(events.ConsultationClosed)
    def tell_end(db: Connection, event: events.ConsultationClosed, message: Recorded) -> None:
        inbox.take_back(db, event.consultation_id, *kinds.of_clock)
        to = _other_side(db, event.consultation_id, event.organisation)
        inbox.send(db, _letter(event, message, kinds.closed, thing), to)


def tell_of_guidance(letters: Projection, kinds: Kinds, thing: str) -> None:
    """Let the professional read what would help others, and whoever wrote it that it may."""

    @letters.on_message(events.GuidanceProposed)
    def tell(db: Connection, event: events.GuidanceProposed, message: Recorded) -> None:
        to = asks(db, event.consultation_id)
        inbox.send(db, _letter(event, message, kinds.proposed, thing), to)

    @letters.on_message(events.GuidanceAgreed)
    def tell_agreed(db: Connection, event: events.GuidanceAgreed, message: Recorded) -> None:
        to = answer_it(db, event.consultation_id)
        inbox.send(db, _letter(event, message, kinds.agreed, thing), to)


def _letter(event: events.ConsultationEvent, message: Recorded, kind: str, thing: str) -> Letter:
    author, at = message.metadata["actor"], message.recorded_at
    return Letter(message.id, kind, thing, event.consultation_id, author, at)


def forget(db: Connection, consultation_id: UUID, kinds: Kinds) -> None:
    """Its texts were erased: nothing is left to read of it."""
    inbox.take_back(db, consultation_id, *kinds.all)
    db.execute(delete(sides).where(sides.c.consultation_id == consultation_id))


def asks(db: Connection, consultation_id: UUID) -> Iterator[str]:
    """The professional who asked."""
    if row := _row(db, consultation_id):
        yield member_of(row.organisation, row.asker)


def answer_it(db: Connection, consultation_id: UUID) -> Iterator[str]:
    """Who took it, and their organisation's coordinators; nobody while nobody has."""
    row = _row(db, consultation_id)
    if row and row.answerer:
        yield member_of(row.answerer, row.answers)
        yield role_of(row.answerer, Role.NGO_COORDINATOR)


def _other_side(db: Connection, consultation_id: UUID, organisation: UUID) -> Iterator[str]:
    row = _row(db, consultation_id)
    is_askers = row is not None and row.organisation == organisation
    return answer_it(db, consultation_id) if is_askers else asks(db, consultation_id)


def _row(db: Connection, consultation_id: UUID) -> Row[Any] | None:
    query = select(sides).where(sides.c.consultation_id == consultation_id)
    return db.execute(query).one_or_none()
