"""What of a family could be erased, and what stands in the way."""

from uuid import UUID

from sqlalchemy import or_, select, true

from services.common import catalogue
from services.common.codes import Register
from services.common.erasure.projections import done as table
from services.common.erasure.queries import Done, erased
from services.common.erasure.rules import Moments
from services.common.erasure.viewing import ErasureView, seen
from services.referral.erasures import policy, rules
from services.referral.referrals.domain import Referral
from services.referral.referrals.projections import referrals
from shared.identity.principals import Principal
from shared.web.paging import Page, PageRequest
from shared.work import Work


def erasure(work: Work, principal: Principal, referral_id: UUID) -> ErasureView[Referral]:
    """One family before the officer; raises `NotFound` for everybody else."""
    referral, version = work.load(Referral(referral_id))
    policy.erases.check(principal, referral)
    described = referral.described
    return seen(
        work,
        referral,
        version,
        of=(Register.REFERRALS, referral_id),
        name=f"{described.given_name} {described.family_name}".strip() if described else "",
        moments=moments_of(work, referral),
        persons=rules.persons(referral),
    )


def done(work: Work, principal: Principal, page_request: PageRequest) -> Page[Done]:
    """What was erased of the families, and requests, of the officer's organisation."""
    home = principal.organisation
    if home is None:
        return erased(work, true(), page_request)
    theirs = select(referrals.c.referral_id).where(
        or_(referrals.c.sender == home, referrals.c.organisation == home)
    )
    return erased(work, table.c.record_id.in_(theirs), page_request)


def moments_of(work: Work, referral: Referral) -> Moments:
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
