"""Keeping somebody out of a case. Each function runs in the caller's one transaction."""

from uuid import UUID

from services.casework.cases.domain import Case
from services.casework.locks import rules
from services.common.people import coordinators_of
from shared.identity.principals import Principals
from shared.work import Work


def lock_out(work: Work, case_id: UUID, person_id: UUID, *, reason: str) -> None:
    """Let somebody of the provider never open the case."""
    person = Principals.of(work).by_id(person_id)
    case, _ = work.load(Case(case_id))
    coordinators = {each.id for each in coordinators_of(work, case.opened.organisation)}
    works_for = person.organisation if person else None
    work.change(
        case,
        lambda each: rules.lock_out(
            each,
            person_id,
            reason=reason,
            works_for=works_for,
            coordinators=coordinators,
            on=work.today,
        ),
    )


def unlock(work: Work, case_id: UUID, person_id: UUID) -> None:
    """Take the lock away."""
    work.change(Case(case_id), lambda case: rules.unlock(case, person_id, on=work.today))
