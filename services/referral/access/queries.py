"""Who works in an organisation, as its own people may read it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from services.referral.access.domain import Person
from shared.identity.principals import principals
from shared.kernel.aggregate import NotFound
from shared.kernel.sealing import opened
from shared.work import Work


@dataclass(frozen=True)
class Colleague:
    id: UUID
    sign_in: str
    name: str
    roles: tuple[str, ...]


def people(work: Work, organisation: UUID) -> list[Colleague]:
    """The organisation's own people who are here, by sign-in name."""
    query = select(principals).where(
        principals.c.organisation == organisation,
        principals.c.kind == "person",
        principals.c.active,
    )
    return [
        Colleague(
            id=row.id,
            sign_in=row.sign_in,
            name=opened(row.name, work.sealing) or row.sign_in,
            roles=tuple(row.roles),
        )
        for row in work.db.execute(query.order_by(principals.c.sign_in))
    ]


def person(work: Work, person_id: UUID) -> tuple[Person, int]:
    """Somebody from their own stream; `NotFound` when nobody with that id ever joined."""
    found, version = work.load(Person(person_id))
    if not version:
        raise NotFound
    return found, version
