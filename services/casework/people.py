"""People by their names, as far as this service knows them."""

from collections.abc import Callable
from functools import cache
from uuid import UUID

from sqlalchemy import select

from services.common.codes import Role
from shared.identity.principals import Principals, principals
from shared.web.api import uuid_of
from shared.work import Work


def names(work: Work) -> Callable[[str], str]:
    """What somebody with an id is called; empty for one of our own processes or nobody known."""
    principals_here = Principals(work.store.database, work.sealing)

    @cache
    def name(who: str) -> str:
        person_id = uuid_of(who)
        person = principals_here.by_id(person_id) if person_id else None
        return person.name if person else ""

    return name


def staff_of(work: Work, organisation: UUID) -> list[tuple[UUID, str]]:
    """Those who can be put on a team of the organisation's, by name."""
    mine = select(principals.c.id, principals.c.roles).where(
        principals.c.organisation == organisation, principals.c.active
    )
    name, staff = names(work), {Role.NGO_WORKER, Role.NGO_COORDINATOR}
    rows = work.db.execute(mine).all()
    people = [(row.id, name(str(row.id))) for row in rows if staff & set(row.roles)]
    return sorted(people, key=lambda person: person[1])
