"""One case's need as its organisation may read it. It shows codes only: no name is known here."""

from uuid import UUID

from services.volunteers.needs.domain import Need
from services.volunteers.needs.events import NeedOpened
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.work import Work


def need(work: Work, who: Principal, case_id: UUID) -> NeedOpened:
    """One need of the reader's organisation; raises `NotFound` for all others and closed ones."""
    need, _ = work.load(Need(case_id))
    if need.opened is None or need.is_closed or need.opened.organisation != who.organisation:
        raise NotFound
    return need.opened
