"""People by their names, as far as the service knows them."""

from collections.abc import Callable
from functools import cache
from uuid import UUID

from sqlalchemy import select

from services.common.codes import Role
from shared.identity.principals import Principal, Principals, principals
from shared.web.api import uuid_of
from shared.work import Work

STAND_INS: dict[str, str] = {Role.NGO_COORDINATOR: Role.NGO_WORKER}


def names(work: Work) -> Callable[[str], str]:
    """What somebody with an id is called; empty for one of our own processes or nobody known."""
    principals_here = Principals.of(work)

    @cache
    def name(who: str) -> str:
        person_id = uuid_of(who)
        person = principals_here.by_id(person_id) if person_id else None
        return person.name if person else ""

    return name


def members(work: Work, organisation: UUID) -> list[Principal]:
    """Everybody of an organisation who signs in here, by name, with the roles they stand in for."""
    everybody = Principals.of(work, STAND_INS)
    query = select(principals.c.id).where(
        principals.c.organisation == organisation, principals.c.active
    )
    people = map(everybody.by_id, work.db.execute(query).scalars().all())
    return sorted((person for person in people if person), key=lambda person: person.name)


def coordinators_of(work: Work, organisation: UUID) -> list[Principal]:
    """Those of its people who coordinate for it."""
    return [each for each in members(work, organisation) if each.has(Role.NGO_COORDINATOR)]
