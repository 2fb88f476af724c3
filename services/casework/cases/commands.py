"""What can be asked of a case. Each function runs in the caller's one transaction.

A fact belongs to the day for which the work is dated; further days that a command takes are today
when none is given, in the past if they are entered late, never in the future.
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from services.casework.cases.domain import Case
from services.casework.cases.events import CaseEvent, CaseFollowedUp
from services.casework.cases.rules import is_early
from services.casework.course.rules import Closing
from services.casework.plan.rules import must_know_profession
from services.casework.staffing.projections import seats_of
from services.common import catalogue, contact_readers
from services.common.ages import months_after
from services.common.codes import (
    Assessor,
    EndReason,
    Outcome,
    OutcomeMethod,
    Role,
    TaskState,
    TeamRole,
)
from services.common.contact import USUAL, opening
from services.common.programme import Programme
from services.referral.corrections.events import CorrectionDisclosed
from services.referral.referrals.events import ReferralDisclosed
from shared.identity.principals import Principals
from shared.kernel.aggregate import NotYet, Refused
from shared.work import Work

STAFF = (Role.NGO_WORKER, Role.NGO_COORDINATOR)


def open_case(work: Work, referral: ReferralDisclosed) -> None:
    """Begin the case that an acceptance named, by the programme's version of that moment."""
    programme = _programme(work, referral.programme, referral.programme_version)
    _change(work, referral.case_id, lambda c: c.open(referral, programme))


def correct_family(work: Work, correction: CorrectionDisclosed) -> None:
    """Take over what either side of the referral has put right."""
    _, version = work.load(Case(correction.case_id))
    if not version:
        raise NotYet(f"Case {correction.case_id} has not been opened here yet.")
    _change(work, correction.case_id, lambda c: c.correct_family(correction))


def introduce(work: Work, case_id: UUID, *, match_id: UUID) -> None:
    """Tell the agreed support person whom they will meet."""
    _, version = work.load(Case(case_id))
    if not version:
        raise NotYet(f"Case {case_id} has not been opened here yet.")
    _change(work, case_id, lambda c: c.introduce(match_id))


def assign(
    work: Work, case_id: UUID, person_id: UUID, *, role: TeamRole, profession: str = ""
) -> None:
    """Put somebody of the provider on the team, or give them another role or profession in it."""
    person = Principals.of(work).by_id(person_id)
    works_for = person.organisation if person and person.has(*STAFF) else None
    if profession:
        must_know_profession(programme_of(work, case_id), profession)

    def decide(case: Case) -> list[CaseEvent]:
        seat = case.assign(person_id, works_for=works_for, role=role, on=work.on)
        if not profession:
            return seat
        taken = case.plan.take_profession(person_id, profession, case_id=case_id, on=work.on)
        return [*seat, *taken]

    _change(work, case_id, decide)


def release(work: Work, case_id: UUID, person_id: UUID) -> None:
    """Take somebody off the team."""
    _change(work, case_id, lambda c: c.release(person_id, on=work.on))


def lose(work: Work, person_id: UUID) -> None:
    """Somebody has left the organisation, and with it every team there."""
    for case_id in {*seats_of(work.db, person_id), *contact_readers.cases_of(work.db, person_id)}:
        _change(work, case_id, lambda c: c.lose(person_id, on=work.today))


def show_contact(work: Work, case_id: UUID, *, reason: str, hours: int = USUAL) -> None:
    """Open what a non-disclosure order hides, for some hours: who did, and why, is kept."""
    view = opening(UUID(work.actor.id), reason=reason, hours=hours, now=work.now, on=work.today)
    work.change(Case(case_id), lambda c: c.show_contact(view, at=work.now))


def settle_task(
    work: Work, case_id: UUID, *, code: str, state: TaskState, reason: str = ""
) -> None:
    """A task is done, or waived with a reason."""
    if state is TaskState.DONE:
        do_task(work, case_id, code)
    else:
        waive_task(work, case_id, code, reason=reason)


def do_tasks(work: Work, case_id: UUID, *, done: list[str]) -> None:
    """Several tasks are done that day."""
    for code in dict.fromkeys(done):
        do_task(work, case_id, code)


def do_task(work: Work, case_id: UUID, code: str) -> None:
    programme = programme_of(work, case_id)
    _change(work, case_id, lambda c: c.do_task(programme, code=code, on=work.on))


def waive_task(work: Work, case_id: UUID, code: str, *, reason: str) -> None:
    """Leave a task undone, for a reason that is kept."""
    programme = programme_of(work, case_id)
    _change(work, case_id, lambda c: c.waive_task(programme, code=code, reason=reason, on=work.on))


def advance(
    work: Work,
    case_id: UUID,
    *,
    to: str,
    possible_found_on: date | None = None,
    best_interest: str | None = None,
) -> None:
    """Move to another phase; a refusal names everything that is missing for it."""
    programme = programme_of(work, case_id)
    found_on = work.day(possible_found_on) if possible_found_on else None

    def move(case: Case) -> list[CaseEvent]:
        return case.advance(
            programme,
            to=to,
            on=work.on,
            possible_found_on=found_on,
            best_interest=best_interest,
        )

    _change(work, case_id, move)


def close(
    work: Work,
    case_id: UUID,
    *,
    end_reason: EndReason,
    outcome: Outcome,
    assessed_by: Assessor | None = None,
    method: OutcomeMethod | None = None,
    early_reason: str | None = None,
) -> None:
    """End the case; before the programme's minimum it asks `early_reason`."""
    programme = programme_of(work, case_id)
    closing = Closing(work.on, end_reason, outcome, method, assessed_by)
    _change(work, case_id, lambda c: c.close(programme, closing, early_reason=early_reason))


def close_with_reason(
    work: Work, case_id: UUID, *, early_reason: str | None = None, **facts: Any
) -> None:
    """End the case on a page, which also asks why a promise of months is not kept."""
    months = programme_of(work, case_id).commitment_months
    promised = months and months_after(work.load(Case(case_id))[0].opened.opened_on, months)
    if promised and work.on < promised and not (early_reason or "").strip():
        raise Refused(
            "%(months)s months were promised, until %(day)s. Say why the support ends before.",
            code="promise",
            months=months,
            day=promised,
        )
    close(work, case_id, early_reason=early_reason, **facts)


def follow_up(
    work: Work,
    case_id: UUID,
    *,
    outcome: Outcome,
    assessed_on: date | None = None,
    placed_on: date | None = None,
) -> None:
    """Say how things stand some months after the closing."""
    case, programme = work.load(Case(case_id))[0], programme_of(work, case_id)
    opened, day = case.opened, work.day(assessed_on)
    followed_up = CaseFollowedUp(
        case_id=case_id,
        referral_id=opened.referral_id,
        programme=opened.programme,
        organisation=opened.organisation,
        assessed_on=day,
        outcome=outcome,
        placed_on=placed_on,
        early=case.closing is not None and is_early(programme, case.closing.on, day),
    )
    _change(work, case_id, lambda c: c.follow_up(followed_up))


def programme_of(work: Work, case_id: UUID) -> Programme:
    """The programme in the version that the case began with."""
    opened = work.load(Case(case_id))[0].opened
    return _programme(work, opened.programme, opened.programme_version)


def _programme(work: Work, code: str, version: int) -> Programme:
    programme = catalogue.programme(work.db, code, version)
    if programme is None:
        raise NotYet(f"{code} {version} is not known here yet.")
    return programme


def _change(work: Work, case_id: UUID, decide: Callable[[Case], list[CaseEvent]]) -> None:
    work.change(Case(case_id), decide)
