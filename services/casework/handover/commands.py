"""What can be asked of a hand-over. Each function runs in the caller's one transaction."""

from datetime import date
from uuid import UUID

from services.casework.cases.commands import STAFF
from services.casework.cases.domain import Case
from services.casework.handover import rules
from services.casework.handover.rules import Plan
from services.casework.staffing.queries import due_seats
from services.casework.standins.rules import settle
from services.common.codes import EarlierNotes, HandOverReason, Role
from services.common.deadlines.commands import A_MINUTE, CLOCK
from shared.identity.principals import Principals
from shared.service import Service
from shared.work import Work

MOST = 500  # cases of one transaction


def plan(
    work: Work,
    case_id: UUID,
    *,
    receiver: UUID,
    first_day: date,
    reason: HandOverReason,
    leaving: UUID | None = None,
    notes: EarlierNotes | None = None,
    notes_since: date | None = None,
) -> None:
    """Plan that somebody takes the case over, or decide what they read."""
    people, by = Principals.of(work), UUID(work.actor.id)
    actor, person = people.by_id(by), people.by_id(receiver)
    works_for = person.organisation if person and person.has(*STAFF) else None
    decides = actor is not None and actor.has(Role.NGO_COORDINATOR)
    wanted = Plan(leaving, receiver, first_day, reason, notes, notes_since)
    work.change(
        Case(case_id),
        lambda case: rules.plan(
            case, wanted, by=by, decides=decides, works_for=works_for, today=work.today
        ),
    )


def accept(work: Work, case_id: UUID) -> None:
    """Take the case over, as it was decided."""
    by = UUID(work.actor.id)
    work.change(Case(case_id), lambda case: rules.accept(case, by=by, today=work.today))


def withdraw(work: Work, case_id: UUID) -> None:
    """Leave it as it is."""
    work.change(Case(case_id), rules.withdraw)


def settle_due(service: Service) -> int:
    """Let others hear of seats that begin or end by the day; how many cases there were."""
    return service.execute(_settle_some, CLOCK)


def settle_every_minute(service: Service) -> None:
    """In the process in which the service follows; what people see does not wait for it."""
    service.followers.every(A_MINUTE, "seats", lambda: settle_due(service))


def _settle_some(work: Work) -> int:
    due = due_seats(work.db, work.today, most=MOST)
    for case_id in due:
        work.change(Case(case_id), lambda case: settle(case, today=work.today))
    return len(due)
