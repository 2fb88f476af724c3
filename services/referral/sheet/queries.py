"""What the page of a referral asks beside the referral itself."""

from services.common.programme import Programme
from services.referral.eligibility import queries as eligibility
from services.referral.eligibility.views import Fit, fit
from services.referral.referrals import queries
from services.referral.referrals.domain import Referral
from shared.work import Work


def fit_of(work: Work, referral: Referral, programme: Programme | None) -> Fit:
    """How the family fits the programme; nothing where there is none, or nobody any more."""
    described, received = referral.described, referral.received
    if described is None or received is None or programme is None:
        return Fit()
    if described.is_erased:
        return Fit()
    return fit(
        work,
        programme,
        eligibility.family_of(described, described.place, received.referrer_kind, programme),
        on=received.referred_on,
        count_taken=queries.count_taken,
        overridden=described.override.rule if described.override else None,
    )
