"""What can be asked of a case. Each function runs in the caller's one transaction.

Each answers with the case's new version, and takes the day the fact belongs to: today when none
is said, in the past if it is entered late, never in the future.
"""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from services import catalogue
from services.casework.cases import opening
from services.casework.cases.closing import Closing
from services.casework.cases.domain import Case
from services.casework.cases.events import CaseEvent, CaseFollowedUp
from services.codes import Assessor, EndReason, Outcome, OutcomeMethod, Role, TeamRole
from services.referral.directory.events import Programme
from services.referral.referrals.events import ReferralDisclosed
from shared.aggregate import Invalid, NotYet
from shared.identity.principals import Principals
from shared.work import Work

STAFF = (Role.NGO_WORKER, Role.NGO_COORDINATOR)
Decide = Callable[[Case], list[CaseEvent]]


def open_case(work: Work, told: ReferralDisclosed) -> None:
    """Begin the case that an acceptance named, by the programme's version of that moment."""
    programme = catalogue.programme(work.db, told.programme, told.programme_version)
    if programme is None:
        raise NotYet(f"{told.programme} {told.programme_version} is not known here yet.")
    concerned = _concerned(work, told)
    work.change(
        Case(told.case_id), lambda c: opening.opening(c, told, programme, concerned=concerned)
    )


def introduce(work: Work, case_id: UUID, *, match_id: UUID) -> None:
    """Tell the agreed support person whom they will meet."""
    case, version = work.load(Case(case_id))
    if not version:
        raise NotYet(f"Case {case.id} has not been opened here yet.")
    work.change(Case(case_id), lambda c: opening.introduction(c, match_id))


def assign(
    work: Work,
    case_id: UUID,
    person_id: UUID,
    *,
    role: TeamRole,
    on: date | None = None,
    seen: int | None = None,
) -> int:
    """Put somebody of the provider on the team, or give them another role in it."""
    case, day = _case(work, case_id), work.day(on)
    person = Principals(work.store.database, work.sealing).known(person_id)
    if person is None or person.organisation != case.opened.organisation or not person.has(*STAFF):
        raise Invalid("Only the provider's own workers can be on the team.", code="not_ours")
    return _change(work, case_id, lambda c: c.assign(person_id, role=role, on=day), seen)


def release(
    work: Work, case_id: UUID, person_id: UUID, *, on: date | None = None, seen: int | None = None
) -> int:
    day = work.day(on)
    return _change(work, case_id, lambda c: c.release(person_id, on=day), seen)


def do_task(
    work: Work, case_id: UUID, code: str, *, on: date | None = None, seen: int | None = None
) -> int:
    day, programme = work.day(on), programme_of(work, case_id)
    return _change(work, case_id, lambda c: c.do_task(programme, code=code, on=day), seen)


def waive_task(
    work: Work,
    case_id: UUID,
    code: str,
    *,
    reason: str,
    on: date | None = None,
    seen: int | None = None,
) -> int:
    """Leave a task undone, for a reason that is kept."""
    day, programme = work.day(on), programme_of(work, case_id)
    return _change(
        work, case_id, lambda c: c.waive_task(programme, code=code, reason=reason, on=day), seen
    )


def advance(
    work: Work,
    case_id: UUID,
    *,
    to: str,
    on: date | None = None,
    possible_found_on: date | None = None,
    best_interest: str | None = None,
    seen: int | None = None,
) -> int:
    """Move the case to another phase; refused with everything that is missing for it."""
    day, programme = work.day(on), programme_of(work, case_id)
    found_on = work.day(possible_found_on) if possible_found_on else None
    return _change(
        work,
        case_id,
        lambda c: c.advance(
            programme, to=to, on=day, possible_found_on=found_on, best_interest=best_interest
        ),
        seen,
    )


def close(
    work: Work,
    case_id: UUID,
    *,
    end_reason: EndReason,
    outcome: Outcome,
    assessed_by: Assessor | None = None,
    method: OutcomeMethod | None = None,
    early_reason: str | None = None,
    on: date | None = None,
    seen: int | None = None,
) -> int:
    """End the case: why, and what it brought about; an early end also says why it is early."""
    programme = programme_of(work, case_id)
    closing = Closing(work.day(on), end_reason, outcome, method, assessed_by)
    return _change(
        work, case_id, lambda c: c.close(programme, closing, early_reason=early_reason), seen
    )


def follow_up(
    work: Work,
    case_id: UUID,
    *,
    outcome: Outcome,
    assessed_on: date | None = None,
    placed_on: date | None = None,
    seen: int | None = None,
) -> int:
    """Say how things stand after the closing."""
    opened = _case(work, case_id).opened
    told = CaseFollowedUp(
        case_id=case_id,
        referral_id=opened.referral_id,
        programme=opened.programme,
        organisation=opened.organisation,
        assessed_on=work.day(assessed_on),
        outcome=outcome,
        placed_on=placed_on,
    )
    return _change(work, case_id, lambda c: c.follow_up(told), seen)


def programme_of(work: Work, case_id: UUID) -> Programme:
    """The programme in the version that the case began with."""
    opened = _case(work, case_id).opened
    programme = catalogue.programme(work.db, opened.programme, opened.programme_version)
    if programme is None:
        raise NotYet(f"{opened.programme} {opened.programme_version} is not known here yet.")
    return programme


def _change(work: Work, case_id: UUID, decide: Decide, seen: int | None) -> int:
    _, version = work.change(Case(case_id), decide, seen)
    return version


def _case(work: Work, case_id: UUID) -> Case:
    case, _ = work.load(Case(case_id))
    return case


def _concerned(work: Work, told: ReferralDisclosed) -> tuple[UUID, ...]:
    """The municipality and county where the person lives, as far as they are known here."""
    if told.non_disclosure or told.municipality is None:
        return ()
    return catalogue.organisations_of(work.db, told.municipality)
