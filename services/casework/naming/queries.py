"""Who could be named for a family."""

from uuid import UUID

from services.casework.cases.domain import Case
from services.common.codes import Role
from services.common.people import members
from shared.identity.principals import Principal
from shared.work import Work


def knowing(work: Work, case: Case) -> list[Principal]:
    """Everybody to whom the case opens: its team, and whoever coordinates for its provider."""
    everybody = members(work, case.opened.organisation)
    people = [each for each in everybody if each.id not in case.staffing.locked]
    return [each for each in people if each.id in case.team or each.has(Role.NGO_COORDINATOR)]


def knows_family(work: Work, case: Case, person_id: UUID) -> bool:
    return person_id in {person.id for person in knowing(work, case)}


def could_be_named(work: Work, case: Case) -> list[Principal]:
    """Those of them who are not named yet, by name."""
    named = case.contact_access.named
    return [person for person in knowing(work, case) if person.id not in named]
