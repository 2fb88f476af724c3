"""People by their names, as far as this service knows them."""

from uuid import UUID

from sqlalchemy import select

from services.common.codes import Role
from services.common.people import names as names
from shared.identity.principals import principals
from shared.work import Work


def staff_of(work: Work, organisation: UUID) -> list[tuple[UUID, str]]:
    """Those who can be put on a team of the organisation's, by name."""
    mine = select(principals.c.id, principals.c.roles).where(
        principals.c.organisation == organisation, principals.c.active
    )
    name, staff = names(work), {Role.NGO_WORKER, Role.NGO_COORDINATOR}
    rows = work.db.execute(mine).all()
    people = [(row.id, name(str(row.id))) for row in rows if staff & set(row.roles)]
    return sorted(people, key=lambda person: person[1])
