"""Whose data casework keeps, for its access log."""

from services.casework.cases import queries
from services.casework.cases.projections import cases
from services.casework.concerns import queries as concerns
from services.common.accesses.policy import Register
from services.common.accesses.resources import LogOfService

log = LogOfService(
    "casework",
    Register(
        {cases: ("case_id", "referral_id", "subject_id")},
        (queries.case, concerns.handled),
        apart="concern",  # the rest of the team may not know that there is one
        opens_apart=concerns.handled,
    ),
)
api, pages = log.api(), log.pages()
