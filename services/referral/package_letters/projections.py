"""The letters about packages: to whoever could take one, to both sides, and to partners.

While a plan is talked about each change is a small event; a letter is written where a side waits
for the other's word, and where what a side had agreed to has changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    MetaData,
    Row,
    Table,
    Uuid,
    delete,
    select,
    update,
)

from services.common.codes import Role
from services.referral.package_plans import events as planned
from services.referral.package_plans.events import PlanEvent
from services.referral.packages import events
from shared import inbox
from shared.consumer.subscription import Projection
from shared.database.upsert import insert_new, upsert
from shared.inbox import Letter, role_of
from shared.store import Recorded

metadata = MetaData()
sides = Table(
    "package_sides",
    metadata,
    Column("package_id", Uuid, primary_key=True),
    Column("organisation", Uuid, nullable=False),  # the municipality's
    Column("lead", Uuid),  # NULL: nobody has taken it
    Column("asker_agreed", Boolean, nullable=False),  # to an edition of the plan
    Column("lead_agreed", Boolean, nullable=False),
)
candidates = Table(
    "package_candidates",
    metadata,
    Column("package_id", Uuid, primary_key=True),
    Column("organisation", Uuid, primary_key=True),  # that could take it
)
parties = Table(
    "package_parties",
    metadata,
    Column("package_id", Uuid, primary_key=True),
    Column("organisation", Uuid, primary_key=True),  # a partner of the plan as it is now
)
sessions = Table(
    "package_sessions_planned",
    metadata,
    Column("session_id", Uuid, primary_key=True),
    Column("package_id", Uuid, nullable=False),
)


@dataclass(frozen=True)
class Kinds:
    """The letters about a package."""

    requested: str
    taken: str
    given_back: str
    waits: str  # for the other side's yes
    changed: str  # after the reader's side had agreed
    agreed: str
    named: str  # as a partner
    joined: str  # by a partner
    declined: str
    cancelled: str
    closed: str
    late: str  # nobody has taken it
    escalated: str
    plan_late: str
    session_due: str
    session_late: str

    @property
    def all(self) -> tuple[str, ...]:
        return tuple(getattr(self, each.name) for each in fields(self))

    @property
    def of_search(self) -> tuple[str, ...]:
        """What says that somebody is looked for."""
        return (self.requested, self.late, self.escalated)

    @property
    def of_talks(self) -> tuple[str, ...]:
        """What says that the plan waits for somebody."""
        return (self.waits, self.changed, self.plan_late)


def tell_of_requests(letters: Projection, kinds: Kinds, thing: str) -> None:
    """Let whoever could take it read of it, and the municipality who has."""

    @letters.on_message(events.PackageRequested)
    def tell(db: Connection, event: events.PackageRequested, message: Recorded) -> None:
        key, nobody = {"package_id": event.package_id}, {"asker_agreed": False}
        whose = {"organisation": event.organisation, "lead": None, "lead_agreed": False}
        upsert(db, sides, key, nobody | whose)
        db.execute(delete(candidates).where(candidates.c.package_id == event.package_id))
        for organisation in event.candidates:
            insert_new(db, candidates, {**key, "organisation": organisation})
        inbox.take_back(db, event.package_id, *kinds.of_search)
        inbox.send(db, _letter(event, message, kinds.requested, thing), could(db, event.package_id))

    @letters.on_message(events.PackageTaken)
    def tell_who(db: Connection, event: events.PackageTaken, message: Recorded) -> None:
        _keep(db, event.package_id, lead=event.organisation)
        inbox.take_back(db, event.package_id, kinds.given_back, *kinds.of_search)
        inbox.send(db, _letter(event, message, kinds.taken, thing), asks(db, event.package_id))

    @letters.on_message(events.PackageGivenBack)
    def tell_return(db: Connection, event: events.PackageGivenBack, message: Recorded) -> None:
        """Others may take it; its partners read no more of it."""
        inbox.take_back(db, event.package_id, *kinds.all)
        _keep(db, event.package_id, lead=None, asker_agreed=False, lead_agreed=False)
        db.execute(delete(parties).where(parties.c.package_id == event.package_id))
        to = asks(db, event.package_id)
        inbox.send(db, _letter(event, message, kinds.given_back, thing), to)
        own = role_of(event.organisation, Role.NGO_COORDINATOR)
        others = (each for each in could(db, event.package_id) if each != own)
        inbox.send(db, _letter(event, message, kinds.requested, thing), others)


def tell_of_plans(letters: Projection, kinds: Kinds, thing: str) -> None:
    """Let partners read that they are named, and a side that what it agreed to has changed."""

    @letters.on_message(planned.ScopePlanned)
    def tell_partners(db: Connection, event: planned.ScopePlanned, message: Recorded) -> None:
        """Who is named for the first time reads so."""
        key = {"package_id": event.package_id}
        before = set(partners(db, event.package_id))
        db.execute(delete(parties).where(parties.c.package_id == event.package_id))
        for organisation in event.partners:
            insert_new(db, parties, {**key, "organisation": organisation})
        new = [each for each in partners(db, event.package_id) if each not in before]
        inbox.send(db, _letter(event, message, kinds.named, thing), new)
        tell_change(db, event, message)

    @letters.on_message(planned.PackageSessionPlanned)
    def know_session(
        db: Connection, event: planned.PackageSessionPlanned, message: Recorded
    ) -> None:
        key = {"session_id": event.session.session_id}
        upsert(db, sessions, key, {"package_id": event.package_id})
        tell_change(db, event, message)

    @letters.on_message(planned.GoalPlanned, planned.LineBudgeted, planned.PartDropped)
    def tell_change(db: Connection, event: PlanEvent, message: Recorded) -> None:
        row = _row(db, event.package_id)
        is_askers = row is not None and row.organisation == event.organisation
        if row is None or not (row.lead_agreed if is_askers else row.asker_agreed):
            return
        to = leads(db, event.package_id) if is_askers else asks(db, event.package_id)
        inbox.take_back(db, event.package_id, kinds.changed)
        inbox.send(db, _letter(event, message, kinds.changed, thing), to)


def tell_of_words(letters: Projection, kinds: Kinds, thing: str) -> None:
    """Let a side read that its word is waited for, what partners say, and what is agreed."""

    @letters.on_message(events.EditionApproved)
    def tell_word(db: Connection, event: events.EditionApproved, message: Recorded) -> None:
        row = _row(db, event.package_id)
        is_askers = row is not None and row.organisation == event.organisation
        side = "asker_agreed" if is_askers else "lead_agreed"
        _keep(db, event.package_id, **{side: True})
        to = leads(db, event.package_id) if is_askers else asks(db, event.package_id)
        inbox.take_back(db, event.package_id, kinds.waits)
        inbox.send(db, _letter(event, message, kinds.waits, thing), to)

    @letters.on_message(events.PartnerAgreed, events.PartnerDeclined)
    def tell_answer(db: Connection, event: events.PartnerWord, message: Recorded) -> None:
        """Both sides read what a partner says."""
        is_yes = isinstance(event, events.PartnerAgreed)
        to = [*asks(db, event.package_id), *leads(db, event.package_id)]
        kind = kinds.joined if is_yes else kinds.declined
        inbox.send(db, _letter(event, message, kind, thing), to)

    @letters.on_message(events.PackageAgreed)
    def tell_agreement(db: Connection, event: events.PackageAgreed, message: Recorded) -> None:
        inbox.take_back(db, event.package_id, *kinds.of_talks)
        to = everybody(db, event.package_id)
        inbox.send(db, _letter(event, message, kinds.agreed, thing), to)


def tell_of_ends(letters: Projection, kinds: Kinds, thing: str) -> None:
    """Let everybody of it read that it was cancelled or closed."""

    @letters.on_message(events.PackageCancelled, events.PackageClosed)
    def tell_end(db: Connection, event: Any, message: Recorded) -> None:
        is_off = isinstance(event, events.PackageCancelled)
        kind = kinds.cancelled if is_off else kinds.closed
        inbox.take_back(db, event.package_id, *kinds.all)
        inbox.send(db, _letter(event, message, kind, thing), everybody(db, event.package_id))


def asks(db: Connection, package_id: UUID) -> Iterator[str]:
    """The municipality's workers."""
    if row := _row(db, package_id):
        yield role_of(row.organisation, Role.MUNICIPAL_WORKER)


def leads(db: Connection, package_id: UUID) -> Iterator[str]:
    """Whoever coordinates at the organisation that leads it."""
    row = _row(db, package_id)
    if row and row.lead:
        yield role_of(row.lead, Role.NGO_COORDINATOR)


def partners(db: Connection, package_id: UUID) -> Iterator[str]:
    return _coordinators(db, parties, package_id)


def could(db: Connection, package_id: UUID) -> Iterator[str]:
    """The coordinators of whoever could take it."""
    return _coordinators(db, candidates, package_id)


def everybody(db: Connection, package_id: UUID) -> Iterator[str]:
    """Both sides and the partners."""
    for several in (asks, leads, partners):
        yield from several(db, package_id)


def package_of(db: Connection, thing_id: UUID) -> UUID:
    """The package that a session belongs to; of anything else, itself."""
    query = select(sessions.c.package_id).where(sessions.c.session_id == thing_id)
    return db.execute(query).scalar() or thing_id


def _coordinators(db: Connection, table: Table, package_id: UUID) -> Iterator[str]:
    query = select(table.c.organisation).where(table.c.package_id == package_id)
    for organisation in db.execute(query.order_by(table.c.organisation)).scalars():
        yield role_of(organisation, Role.NGO_COORDINATOR)


def _letter(event: Any, message: Recorded, kind: str, thing: str) -> Letter:
    author, at = message.metadata["actor"], message.recorded_at
    return Letter(message.id, kind, thing, event.package_id, author, at)


def _keep(db: Connection, package_id: UUID, **values: Any) -> None:
    db.execute(update(sides).where(sides.c.package_id == package_id).values(values))


def _row(db: Connection, package_id: UUID) -> Row[Any] | None:
    return db.execute(select(sides).where(sides.c.package_id == package_id)).one_or_none()
