"""What the provider's decision on two referrals asks of their cases, and one case of the other."""

from datetime import date
from uuid import UUID

from services.casework.cases.domain import Case
from services.casework.cases.projections import followers_of
from services.casework.following import rules
from shared.kernel.aggregate import NotYet
from shared.work import Work


def merge(work: Work, case_id: UUID, into: UUID, *, on: date) -> None:
    """Let the case follow another one of the same person."""
    _opened(work, case_id)
    leading = _opened(work, into)
    work.change(Case(case_id), lambda case: rules.follow(case, leading, on=on))


def separate(work: Work, case_id: UUID, *, on: date) -> None:
    """Let it stand by itself again."""
    _opened(work, case_id)
    work.change(Case(case_id), lambda case: rules.stand_alone(case, on=on))


def close_followers(work: Work, case_id: UUID) -> None:
    """What follows a case closes with it."""
    leading = _opened(work, case_id)
    for follower in followers_of(work.db, case_id):
        work.change(Case(follower), lambda case: rules.close_with(case, leading))


def reopen_followers(work: Work, case_id: UUID, *, on: date) -> None:
    """It had been closed by mistake, and what follows it with it."""
    for follower in followers_of(work.db, case_id):
        work.change(Case(follower), lambda case: rules.reopen_with(case, on=on))


def _opened(work: Work, case_id: UUID) -> Case:
    case, version = work.load(Case(case_id))
    if not version:
        raise NotYet(f"Case {case_id} has not been opened here yet.")
    return case
