"""What of a family could be erased, and what stands in the way."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from services.common import catalogue
from services.common.codes import Register
from services.common.erasure import rules as retention
from services.common.erasure.domain import Erasure
from services.common.erasure.schedule import Kept, schedule_of
from services.referral.erasures import policy, rules
from services.referral.referrals.domain import Referral
from services.referral.referrals.projections import referrals
from shared.identity.principals import Principal
from shared.kernel.aggregate import Refused
from shared.work import Work


def kept() -> tuple[Kept, ...]:
    """The rows of the schedule that speak of this register."""
    return schedule_of(Register.REFERRALS)


@dataclass(frozen=True)
class ErasureView:
    """One family before the officer."""

    referral: Referral
    version: int
    moments: retention.Moments
    hold: Refused | None  # why nothing of it may be erased today
    erased: frozenset[str]

    @property
    def rows(self) -> list[tuple[Kept, date]]:
        """The rows of the schedule that speak of it, each with the last day of its time."""
        return [
            (row, row.until(self.moments[row.after])) for row in kept() if row.after in self.moments
        ]


def erasure(work: Work, principal: Principal, referral_id: UUID) -> ErasureView:
    """Raises `NotFound` for everybody but its officer."""
    referral, version = work.load(Referral(referral_id))
    policy.erases.check(principal, referral)
    moments = moments_of(work, referral)
    erased = [work.load(Erasure(person))[0].erased for person in rules.persons(referral)]
    everywhere = frozenset.intersection(*erased) if erased else frozenset()
    return ErasureView(referral, version, moments, _hold(moments, work.today), everywhere)


def moments_of(work: Work, referral: Referral) -> retention.Moments:
    """From which days the times of the schedule count, in the version that it began with."""
    programme = referral.programme and catalogue.programme(
        work.db, referral.programme, referral.programme_version
    )
    return rules.moments(referral, programme.controller_scenario if programme else None)


def ended(work: Work) -> list[UUID]:
    """Referrals whose time may be over: a cheap first look, without their histories."""
    over = [*rules.SUPPORTED, *rules.NOT_ACCEPTED]
    query = select(referrals.c.referral_id).where(referrals.c.status.in_(over))
    return list(work.db.scalars(query.order_by(referrals.c.referral_id)))


def _hold(moments: retention.Moments, today: date) -> Refused | None:
    try:
        retention.erasable(kept(), moments, today)
    except Refused as held:
        return held
    return None
