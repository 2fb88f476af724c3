"""What can be asked of standing in. Each function runs in the caller's one transaction."""

from datetime import date
from uuid import UUID, uuid4

from services.casework.cases.commands import STAFF
from services.casework.cases.domain import Case
from services.casework.standins import rules
from services.casework.standins.rules import Time
from services.common.codes import Role
from shared.identity.principals import Principals
from shared.work import Work


def agree(
    work: Work, case_id: UUID, *, person_id: UUID, instead_of: UUID, since: date, until: date
) -> tuple[UUID, int]:
    """Let somebody do another's work from the first to the last day."""
    people, by, stand_in_id = Principals.of(work), UUID(work.actor.id), uuid4()
    actor, person = people.by_id(by), people.by_id(person_id)
    works_for = person.organisation if person and person.has(*STAFF) else None
    decides = actor is not None and actor.has(Role.NGO_COORDINATOR)
    time = Time(person_id, instead_of, since, until)
    _, version = work.change(
        Case(case_id),
        lambda case: rules.agree(
            case,
            stand_in_id,
            time,
            by=by,
            decides=decides,
            works_for=works_for,
            today=work.today,
        ),
    )
    return stand_in_id, version


def end(work: Work, case_id: UUID, stand_in_id: UUID) -> None:
    """Let them stand in no more."""
    work.change(Case(case_id), lambda case: rules.end(case, stand_in_id, on=work.today))
