"""Whose data casework keeps, for its access log."""

from services.casework.cases import queries
from services.casework.cases.projections import cases
from services.common.accesses.policy import Register
from services.common.accesses.resources import LogOfService

log = LogOfService(
    "casework", Register({cases: ("case_id", "referral_id", "subject_id")}, (queries.case,))
)
api, pages = log.api(), log.pages()
