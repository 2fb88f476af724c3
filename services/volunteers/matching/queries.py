"""Who waits for somebody: the organisation's needs, longest first."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from services.common.ages import ADULT_BANDS, comes_of_age_on
from services.common.codes import MatchConsentGiver
from services.volunteers.matches.domain import LIVE, Match
from services.volunteers.matches.projections import matches
from services.volunteers.matching.projections import CLOSED, OPEN, PROPOSED, needs
from services.volunteers.needs.domain import Need
from shared.identity.principals import Principal
from shared.kernel.sealing import opened, opened_row
from shared.store.history import moved_since
from shared.web.paging import Page, PageRequest, page
from shared.work import Work

LONGEST_FIRST = (needs.c.waiting_since, needs.c.case_id)


def waiting(work: Work, who: Principal) -> list[Any]:
    """The organisation's needs that wait for a person or for an answer, longest first."""
    return _in_states(work, who, OPEN, PROPOSED)


def waiting_page(
    work: Work, who: Principal, *, since: datetime | None = None, page_request: PageRequest
) -> Page[Any]:
    """The same in pages; with `since` those that something has happened to then or later."""
    query = _query(who, OPEN, PROPOSED)
    moved = _moved(work, since) if since else None
    return page(
        work.db,
        query,
        LONGEST_FIRST,
        page_request=page_request,
        read=lambda row: (
            opened_row(row, work.sealing) if moved is None or row.case_id in moved else None
        ),
    )


def _moved(work: Work, since: datetime) -> frozenset[UUID]:
    """The cases whose need, or a match for it, has moved."""
    of_matches = moved_since(work.db, Match.category, since)
    query = select(matches.c.case_id).where(matches.c.match_id.in_(of_matches))
    return moved_since(work.db, Need.category, since).union(work.db.scalars(query))


def coming_of_age(work: Work, who: Principal, *, until: date) -> list[tuple[UUID, date]]:
    """Matches whose person is 18 by that day and has not consented alone, soonest first.

    The day is opened and compared here; no statement of SQL sees it.
    """
    columns = (matches.c.match_id, matches.c.family_by, matches.c.family_given)
    born = (needs.c.date_of_birth, needs.c.age_band, needs.c.requested_on)
    query = (
        select(*columns, *born)
        .join(needs, needs.c.case_id == matches.c.case_id)
        .where(matches.c.organisation == who.organisation, matches.c.status.in_(LIVE))
    )
    coming = list[tuple[UUID, date]]()
    for row in work.db.execute(query):
        day = _of_age(opened(row.date_of_birth, work.sealing), row.age_band, row.requested_on)
        is_own = row.family_by == MatchConsentGiver.SELF and row.family_given == "yes"
        if day is not None and day <= until and not is_own:
            coming.append((row.match_id, day))
    return sorted(coming, key=lambda pair: (pair[1], str(pair[0])))


def _of_age(born: str | None, band: str | None, requested_on: date) -> date | None:
    if born:
        return comes_of_age_on(date.fromisoformat(born))
    return requested_on if band in ADULT_BANDS else None


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
