"""Who works in an organisation, as its own people may read it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select

from services.referral.access import policy
from services.referral.access.domain import Person
from shared.identity.principals import Principal, principals
from shared.kernel.sealing import opened
from shared.store.history import moved
from shared.work import Work


@dataclass(frozen=True)
class Colleague:
    id: UUID
    sign_in: str
    name: str
    roles: tuple[str, ...]


def people(work: Work, organisation: UUID, *, since: datetime | None = None) -> list[Colleague]:
    """The organisation's own people who are here, by sign-in name."""
    query = select(principals).where(
        principals.c.organisation == organisation,
        principals.c.kind == "person",
        principals.c.active,
    )
    listed = [
        Colleague(
            id=row.id,
            sign_in=row.sign_in,
            name=opened(row.name, work.sealing) or row.sign_in,
            roles=tuple(row.roles),
        )
        for row in work.db.execute(query.order_by(principals.c.sign_in))
    ]
    return moved(work.db, Person.category, listed, lambda each: each.id, since=since)


def organisations_that_answer(db: Connection) -> frozenset[UUID]:
    """Those with somebody who answers referrals: a coordinator, or a worker who stands in."""
    query = select(principals.c.organisation, principals.c.roles).where(
        principals.c.kind == "person", principals.c.active, principals.c.organisation.is_not(None)
    )
    rows = db.execute(query).all()
    return frozenset(row.organisation for row in rows if not policy.ANSWER.isdisjoint(row.roles))


@dataclass(frozen=True)
class PersonView:
    """Somebody who may sign in, from their own stream: without their name."""

    person: Person
    version: int


def person(work: Work, principal: Principal, person_id: UUID) -> PersonView:
    """One person; `NotFound` when nobody with that id ever joined, or not for this reader."""
    state, version = work.load(Person(person_id))
    policy.administers.check(principal, state)
    return PersonView(state, version)
