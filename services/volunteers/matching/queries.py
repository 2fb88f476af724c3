"""Who waits for somebody: the organisation's needs, longest first."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from services.volunteers.matching.projections import CLOSED, OPEN, PROPOSED, needs
from shared.identity.principals import Principal
from shared.kernel.sealing import opened_row
from shared.web.paging import Page, PageRequest, page
from shared.work import Work

LONGEST_FIRST = (needs.c.waiting_since, needs.c.case_id)


def waiting(work: Work, who: Principal) -> list[Any]:
    """The organisation's needs that wait for a person or for an answer, longest first."""
    return _in_states(work, who, OPEN, PROPOSED)


def waiting_page(work: Work, who: Principal, *, page_request: PageRequest) -> Page[Any]:
    """The same in pages."""
    query = _query(who, OPEN, PROPOSED)
    return page(
        work.db,
        query,
        LONGEST_FIRST,
        page_request=page_request,
        read=lambda row: opened_row(row, work.sealing),
    )


def state_of(work: Work, case_id: UUID) -> tuple[str, UUID | None]:
    """How the list has it: its state, and the live match where there is one."""
    query = select(needs.c.state, needs.c.match_id).where(needs.c.case_id == case_id)
    row = work.db.execute(query).first()
    return (row.state, row.match_id) if row else (CLOSED, None)


def _in_states(work: Work, who: Principal, *states: str) -> list[Any]:
    ordered = _query(who, *states).order_by(*LONGEST_FIRST)
    return [opened_row(row, work.sealing) for row in work.db.execute(ordered).all()]


def _query(who: Principal, *states: str) -> Select[Any]:
    return select(needs).where(needs.c.organisation == who.organisation, needs.c.state.in_(states))
