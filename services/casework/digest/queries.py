"""The book of a case, read for one period."""

from services.casework.cases.domain import Case
from services.casework.digest.rules import Period, digest
from services.casework.entries import queries as entries
from services.casework.matches import queries as matches
from services.casework.visits import queries as visits
from services.common.identifying import contact_in
from services.common.summaries.domain import Digest
from shared.work import Work


def drawn(work: Work, case: Case, period: Period) -> Digest:
    """What a summary of the period holds as the book stands now."""
    facts = [each.facts for each in visits.counted(work, case.id)]
    has_supporter = matches.of_case(work.db, case.id) is not None
    written = entries.counted(work, case.id)
    return digest(
        case, facts, period, entries=written, has_supporter=has_supporter, tells_place=tells_place
    )


def tells_place(text: str) -> bool:
    """A number, a mail or a street address."""
    return contact_in(text) is not None
