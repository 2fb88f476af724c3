"""The rules of keeping somebody out. All are pure."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from services.casework.cases.domain import Case
from services.casework.cases.events import CaseEvent
from services.casework.staffing import events
from shared.kernel.aggregate import Invalid, Refused


def lock_out(
    case: Case,
    person: UUID,
    *,
    reason: str,
    works_for: UUID | None,
    coordinators: Collection[UUID],
    on: date,
) -> list[CaseEvent]:
    """Let somebody of the provider never open it; their seat ends with it.

    `coordinators` are all of the provider: one of them must still be able to open it.
    """
    if person in case.staffing.locked:
        return []
    if works_for != case.opened.organisation:
        raise Invalid("Only people of your organisation can be locked out.", code="not_ours")
    if not reason.strip():
        raise Invalid("Say why.", code="reason", missing=["reason"])
    if not set(coordinators) - case.staffing.locked - {person}:
        raise Refused("No coordinator would be left who opens the case.", code="last_coordinator")
    locked = events.PersonLockedOut(
        case_id=case.id,
        subject_id=case.person.subject_id,
        person_id=person,
        on=on,
        reason=reason.strip(),
    )
    kept = events.CaseKeptFrom(case_id=case.id, person_id=person)
    return [*case.lose(person, on=on), locked, kept]


def unlock(case: Case, person: UUID, *, on: date) -> list[CaseEvent]:
    """The lock was a mistake, or is needed no more; a seat does not come back with it."""
    if person not in case.staffing.locked:
        return []
    return [
        events.PersonLetIn(case_id=case.id, person_id=person, on=on),
        events.CaseKeptFrom(case_id=case.id, person_id=person, is_kept=False),
    ]
