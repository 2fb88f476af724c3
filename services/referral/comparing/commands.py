"""What can be decided of two referrals that one provider has accepted."""

from uuid import UUID

from services.common import catalogue
from services.common.codes import ReferralStatus
from services.common.programme import Support
from services.referral.referrals import commands as referrals
from services.referral.referrals.domain import Referral
from services.referral.sameness.domain import Supported
from shared.kernel.aggregate import Invalid, Refused
from shared.work import Work


def merge(work: Work, referral_id: UUID, *, into: UUID, reason: str = "") -> None:
    """Say that it is of the same person as another one, which leads from now on."""
    first, leading = _supported(work, referral_id), _other(work, into, field="into")
    decided = first.merge(leading, reason=reason, on=work.on)
    work.change(Referral(referral_id), lambda _: [*decided])
    work.change(Referral(into), lambda _: [*leading.lead(referral_id, on=work.on)])
    for status in first.steps_to(leading) if decided else ():
        referrals.progress(work, referral_id, status, on=work.on)


def separate(work: Work, referral_id: UUID, *, reason: str = "") -> None:
    """Take a merger back: both stand as they stood before."""
    first = _supported(work, referral_id)
    if first.sameness.into is None or first.sameness.before is None:
        raise Refused("It is merged with no other referral.", code="not-merged")
    before, into = first.sameness.before, first.sameness.into
    leading = _supported(work, into)
    decided = first.separate(leading, reason=reason, on=work.on)
    work.change(Referral(referral_id), lambda _: [*decided])
    work.change(Referral(into), lambda _: [*leading.part(referral_id, on=work.on)])
    if before.status:
        referrals.progress(work, referral_id, before.status, on=work.on)


def distinguish(work: Work, referral_id: UUID, *, other: UUID, reason: str = "") -> None:
    """Say that they are two people: nobody is asked again."""
    first, second = _supported(work, referral_id), _other(work, other, field="other")
    decided = first.distinguish(second, reason=reason, on=work.on)
    work.change(Referral(referral_id), lambda _: [*decided])


def _other(work: Work, referral_id: UUID, *, field: str) -> Supported:
    """One of the same provider; of others nobody learns whether they are there."""
    referral = work.load(Referral(referral_id))[0]
    if referral.case is None or referral.organisation != work.actor.organisation:
        raise Invalid("You have accepted no such referral.", code="no-such", field=field)
    return _supported(work, referral_id)


def _supported(work: Work, referral_id: UUID) -> Supported:
    referral = work.load(Referral(referral_id))[0]
    disclosed, case, organisation = referral.disclosed, referral.case, referral.organisation
    if disclosed is None or case is None or organisation is None:
        raise Refused("Only accepted referrals are compared.", code="not-accepted")
    code = referral.programme or ""
    programme = catalogue.programme(work.db, code, referral.programme_version)
    return Supported(
        id=referral.id,
        case=case,
        organisation=organisation,
        subject_id=disclosed.subject_id,
        programme=code,
        status=referral.business_status,
        is_going_on=referral.status is ReferralStatus.ACCEPTED,
        is_matched=programme is None or programme.support is Support.MATCHED,
        is_hidden=disclosed.non_disclosure,
        sameness=referral.sameness,
    )
