"""Whose data the referral service keeps, for its access log."""

from services.common.accesses.policy import Register
from services.common.accesses.resources import LogOfService
from services.referral.referrals import queries
from services.referral.referrals.projections import referrals

log = LogOfService(
    "referral",
    Register({referrals: ("referral_id", "case_id", "subject_id")}, (queries.referral,)),
)
api, pages = log.api(), log.pages()
