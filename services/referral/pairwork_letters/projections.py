"""Until when a pair is offered and answered, when both meet, and the letters of the two sides.

Whoever could send somebody reads of a new request; where nobody offers, the clock passes it on to
the region. Of an agreed meeting both are reminded the day before, and asked the day after.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, MetaData, Row, Table, Uuid, delete, select, update

from services.common.codes import Role
from services.common.deadlines import projections as clock
from services.common.deadlines.rules import DeadlineKind
from services.referral.pairwork import events
from services.referral.pairwork.rules import answer_by
from shared import inbox
from shared.consumer.subscription import Projection
from shared.database.upsert import insert_new, upsert
from shared.inbox import Letter, member_of, role_of
from shared.store import Recorded

metadata = MetaData()
sides = Table(
    "pairwork_sides",
    metadata,
    Column("pairwork_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False),  # the professional's
    Column("asker", Uuid, nullable=False),
    Column("partner", Uuid),  # whose worker is offered or comes; NULL: nobody's
    Column("worker", Uuid),
    Column("offered_by", Uuid),  # who offered them
)
candidates = Table(
    "pairwork_candidates",
    metadata,
    Column("pairwork_id", Uuid, primary_key=True),
    Column("organisation", Uuid, primary_key=True),  # that could send somebody
)


@dataclass(frozen=True)
class Kinds:
    """The letters about pair work."""

    requested: str
    offered: str
    proposed: str  # another time for what was agreed
    agreed: str
    refused: str
    taken_back: str
    lapsed: str  # an offer that nobody answered
    withdrawn: str
    cancelled: str
    not_held: str
    due: str
    late: str
    escalated: str
    meeting_due: str
    meeting_late: str

    @property
    def of_offers(self) -> tuple[str, ...]:
        """What says that somebody is looked for."""
        return (self.requested, self.due, self.late, self.escalated)

    @property
    def of_meeting(self) -> tuple[str, ...]:
        return (self.meeting_due, self.meeting_late)

    @property
    def all(self) -> tuple[str, ...]:
        offers = (self.offered, self.proposed, self.taken_back, self.lapsed)
        answers = (*offers, self.agreed, self.refused)
        ends = (self.withdrawn, self.cancelled, self.not_held)
        return (*answers, *ends, *self.of_offers, *self.of_meeting)


def count_requests(deadlines: Projection, kind: DeadlineKind, answer: DeadlineKind) -> None:
    """Let the clock keep the last day for an offer, and for the answer to it."""

    @deadlines.on(events.PairWorkAsked)
    def begin(db: Connection, event: events.PairWorkAsked) -> None:
        since, due, whose = event.on, event.due_on, {"waiting": event.organisation}
        clock.begin(db, kind, event.pairwork_id, since=since, due_on=due, **whose)

    @deadlines.on(events.PairWorkOffered)
    def stand(db: Connection, event: events.PairWorkOffered) -> None:
        clock.stop(db, kind, event.pairwork_id)
        asker = clock.row_of(db, kind, event.pairwork_id).waiting
        whose = {"organisation": asker, "waiting": event.organisation}
        due = answer_by(event.on, event.day)
        clock.begin(db, answer, event.pairwork_id, since=event.on, due_on=due, **whose)

    @deadlines.on(events.OfferRefused, events.OfferWithdrawn, events.OfferLapsed)
    def go_on(db: Connection, event: events.Reopening) -> None:
        clock.meet(db, answer, event.pairwork_id, event.on)
        if event.due_on is not None:
            clock.move(db, kind, event.pairwork_id, event.due_on)


def count_meetings(
    deadlines: Projection, request: DeadlineKind, answer: DeadlineKind, meeting: DeadlineKind
) -> None:
    """Let the clock remind a day before, and ask what came of it the day after."""

    @deadlines.on(events.PairWorkAgreed)
    def begin(db: Connection, event: events.PairWorkAgreed) -> None:
        _meet(db, event, request, answer)
        whose = {"organisation": event.partner}
        clock.begin(db, meeting, event.pairwork_id, since=event.on, due_on=event.day, **whose)

    @deadlines.on(
        events.PairWorkWithdrawn,
        events.PairWorkCancelled,
        events.PairWorkNotHeld,
        events.MinutesWritten,
    )
    def end(db: Connection, event: Any) -> None:
        _meet(db, event, request, answer, meeting)


def _meet(db: Connection, event: Any, *kinds: DeadlineKind) -> None:
    for kind in kinds:
        clock.meet(db, kind, event.pairwork_id, event.on)


def tell_of_requests(letters: Projection, kinds: Kinds, thing: str) -> None:
    """Let whoever could send somebody read of a request, and both sides what is offered."""

    @letters.on_message(events.PairWorkAsked)
    def tell(db: Connection, event: events.PairWorkAsked, message: Recorded) -> None:
        key = {"pairwork_id": event.pairwork_id}
        upsert(db, sides, key, {"organisation": event.organisation, "asker": event.by})
        for organisation in event.candidates:
            insert_new(db, candidates, {**key, "organisation": organisation})
        inbox.send(
            db, _letter(event, message, kinds.requested, thing), could(db, event.pairwork_id)
        )

    @letters.on_message(events.PairWorkOffered)
    def tell_offer(db: Connection, event: events.PairWorkOffered, message: Recorded) -> None:
        offered = {"partner": event.organisation, "worker": event.worker, "offered_by": event.by}
        _keep(db, event.pairwork_id, **offered)
        inbox.take_back(db, event.pairwork_id, *kinds.of_offers)
        inbox.send(db, _letter(event, message, kinds.offered, thing), asks(db, event.pairwork_id))


def tell_of_lost_offers(letters: Projection, kinds: Kinds, thing: str) -> None:
    """Let both sides read that an offer ended, and others that somebody is looked for again."""

    @letters.on_message(events.OfferRefused, events.OfferWithdrawn)
    def tell_end(db: Connection, event: Any, message: Recorded) -> None:
        """Whoever could offer reads anew that somebody is looked for."""
        is_no = isinstance(event, events.OfferRefused)
        kind = kinds.refused if is_no else kinds.taken_back
        to = list(_other_side(db, event.pairwork_id, event.organisation))
        inbox.take_back(db, event.pairwork_id, kinds.offered, kinds.proposed)
        inbox.send(db, _letter(event, message, kind, thing), to)
        if event.due_on is not None:
            others = set(could(db, event.pairwork_id)) - set(to)
            _keep(db, event.pairwork_id, partner=None, worker=None, offered_by=None)
            inbox.send(db, _letter(event, message, kinds.requested, thing), sorted(others))

    @letters.on_message(events.OfferLapsed)
    def tell_lapse(db: Connection, event: events.OfferLapsed, message: Recorded) -> None:
        """Both sides read it, and the others anew that somebody is looked for."""
        to = {*asks(db, event.pairwork_id), *comes_along(db, event.pairwork_id)}
        inbox.take_back(db, event.pairwork_id, kinds.offered)
        inbox.send(db, _letter(event, message, kinds.lapsed, thing), sorted(to))
        others = set(could(db, event.pairwork_id)) - to
        _keep(db, event.pairwork_id, partner=None, worker=None, offered_by=None)
        inbox.send(db, _letter(event, message, kinds.requested, thing), sorted(others))

    @letters.on_message(events.PairWorkWithdrawn)
    def tell_withdrawal(db: Connection, event: events.PairWorkWithdrawn, message: Recorded) -> None:
        inbox.take_back(db, event.pairwork_id, kinds.offered, *kinds.of_offers)
        to = comes_along(db, event.pairwork_id)
        inbox.send(db, _letter(event, message, kinds.withdrawn, thing), to)


def tell_of_meetings(letters: Projection, kinds: Kinds, thing: str) -> None:
    """Let each side of an agreed meeting read what the other does."""
    says: dict[type, str] = {
        events.MoveProposed: kinds.proposed,
        events.PairWorkAgreed: kinds.agreed,
        events.PairWorkCancelled: kinds.cancelled,
        events.PairWorkNotHeld: kinds.not_held,
    }

    @letters.on_message(*says)
    def tell(db: Connection, event: Any, message: Recorded) -> None:
        if isinstance(event, events.PairWorkAgreed):
            _keep(db, event.pairwork_id, worker=event.worker)
        if not isinstance(event, events.MoveProposed):
            inbox.take_back(db, event.pairwork_id, kinds.offered, *kinds.of_meeting)
        to = _other_side(db, event.pairwork_id, event.organisation)
        inbox.send(db, _letter(event, message, says[type(event)], thing), to)

    @letters.on(events.MinutesWritten)
    def tell_no_more(db: Connection, event: events.MinutesWritten) -> None:
        inbox.take_back(db, event.pairwork_id, *kinds.of_meeting)


def forget(db: Connection, pairwork_id: UUID, kinds: Kinds) -> None:
    """Its texts were erased: nothing is left to read of it."""
    inbox.take_back(db, pairwork_id, *kinds.all)
    for table in (sides, candidates):
        db.execute(delete(table).where(table.c.pairwork_id == pairwork_id))


def asks(db: Connection, pairwork_id: UUID) -> Iterator[str]:
    """The professional who asked."""
    if row := _row(db, pairwork_id):
        yield member_of(row.organisation, row.asker)


def could(db: Connection, pairwork_id: UUID) -> Iterator[str]:
    """The coordinators of whoever could send somebody."""
    query = select(candidates.c.organisation).where(candidates.c.pairwork_id == pairwork_id)
    for organisation in db.execute(query.order_by(candidates.c.organisation)).scalars():
        yield role_of(organisation, Role.NGO_COORDINATOR)


def comes_along(db: Connection, pairwork_id: UUID) -> Iterator[str]:
    """Who is offered or comes along, who offered them, and their organisation's coordinators."""
    row = _row(db, pairwork_id)
    if row and row.partner:
        yield member_of(row.partner, row.worker)
        yield member_of(row.partner, row.offered_by)
        yield role_of(row.partner, Role.NGO_COORDINATOR)


def _letter(event: events.PairWorkEvent, message: Recorded, kind: str, thing: str) -> Letter:
    author, at = message.metadata["actor"], message.recorded_at
    return Letter(message.id, kind, thing, event.pairwork_id, author, at)


def _other_side(db: Connection, pairwork_id: UUID, organisation: UUID) -> Iterator[str]:
    row = _row(db, pairwork_id)
    is_askers = row is not None and row.organisation == organisation
    return comes_along(db, pairwork_id) if is_askers else asks(db, pairwork_id)


def _keep(db: Connection, pairwork_id: UUID, **values: Any) -> None:
    row = update(sides).where(sides.c.pairwork_id == pairwork_id)
    db.execute(row.values(values))


def _row(db: Connection, pairwork_id: UUID) -> Row[Any] | None:
    return db.execute(select(sides).where(sides.c.pairwork_id == pairwork_id)).one_or_none()
