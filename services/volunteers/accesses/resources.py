"""Whose data the volunteers service keeps, for its access log."""

from services.common.accesses.policy import Register
from services.common.accesses.resources import LogOfService
from services.volunteers.matches import queries as of_matches
from services.volunteers.matches.projections import matches
from services.volunteers.matching.projections import needs
from services.volunteers.people import queries

log = LogOfService(
    "volunteers",
    Register(
        {
            needs: ("case_id", "referral_id", "subject_id"),
            matches: ("match_id", "case_id", "referral_id"),
        },
        (queries.volunteer, of_matches.match),
    ),
)
api, pages = log.api(), log.pages()
