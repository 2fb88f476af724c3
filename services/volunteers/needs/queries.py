"""Who waits for somebody, and who would suit: what pages, API and proposals read.

A need shows codes only: no name is known here before everybody has consented.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from services import catalogue, geography
from services.codes import VolunteerStatus
from services.referral.directory.events import Programme
from services.volunteers.matches.events import Candidate, Excluded
from services.volunteers.matches.queries import Engaged, engagements
from services.volunteers.needs.domain import Need
from services.volunteers.needs.events import NeedOpened
from services.volunteers.needs.projections import CLOSED, OPEN, PROPOSED, needs
from services.volunteers.needs.ranking import Nearness, Person, rank
from services.volunteers.people import queries as people
from services.volunteers.people.domain import Volunteer
from shared.aggregate import NotYet
from shared.identity.principals import Principal
from shared.paging import Asked, Page, page
from shared.problems import NotFound
from shared.sealing import opened_row
from shared.work import Work

LONGEST_FIRST = (needs.c.waiting_since, needs.c.case_id)


def waiting(work: Work, who: Principal) -> list[Any]:
    """The organisation's needs that wait for a person or for an answer, longest first."""
    return _in_states(work, who, OPEN, PROPOSED)


def waiting_page(work: Work, who: Principal, *, asked: Asked) -> Page[Any]:
    """The same in pages."""
    query = _query(who, OPEN, PROPOSED)
    return page(
        work.db, query, LONGEST_FIRST, asked=asked, read=lambda row: opened_row(row, work.sealing)
    )


def need(work: Work, who: Principal, case_id: UUID) -> NeedOpened:
    """One need of the reader's organisation; raises `NotFound` for all others and closed ones."""
    found, _ = work.load(Need(case_id))
    if found.asked is None or found.is_closed or found.asked.organisation != who.organisation:
        raise NotFound
    return found.asked


def state_of(work: Work, case_id: UUID) -> tuple[str, UUID | None]:
    """How the list has it: its state, and the live match where there is one."""
    query = select(needs.c.state, needs.c.match_id).where(needs.c.case_id == case_id)
    row = work.db.execute(query).first()
    return (row.state, row.match_id) if row else (CLOSED, None)


def programme_of(work: Work, asked: NeedOpened) -> Programme:
    """The programme in the version of the case."""
    programme = catalogue.programme(work.db, asked.programme, asked.programme_version)
    if programme is None:
        raise NotYet(f"{asked.programme} v{asked.programme_version} is not known here yet.")
    return programme


def ranking(
    work: Work, asked: NeedOpened, *, chosen: Volunteer | None = None
) -> tuple[tuple[Candidate, ...], tuple[Excluded, ...]]:
    """Everybody of the organisation, ranked or excluded with the rule.

    The `chosen` one is judged by their own history, which no list can be behind of.
    """
    engaged = engagements(work, asked.organisation)
    found = {
        one.volunteer_id: _person(one, engaged.get(one.volunteer_id, Engaged()), asked)
        for one in people.active(work, asked.organisation)
    }
    if chosen:
        found[chosen.id] = _from_history(chosen, engaged.get(chosen.id, Engaged()), asked)
    return rank(asked, programme_of(work, asked), found.values())


def concerned(work: Work, asked: NeedOpened) -> tuple[UUID, ...]:
    """Organisations that may ever receive the match's public events; no place's if withheld."""
    told = [asked.sender, asked.organisation]
    if asked.municipality is not None:
        told += catalogue.organisations_of(work.db, asked.municipality)
    return tuple(dict.fromkeys(told))


def nearness(home: str | None, there: str | None) -> Nearness:
    """How near two municipalities are; withheld when the family's may not be used."""
    if there is None:
        return Nearness.WITHHELD
    home, there = geography.current(home or ""), geography.current(there)
    if home == there:
        return Nearness.SAME_MUNICIPALITY
    places = geography.municipalities()
    one, other = places.get(home), places.get(there)
    if one is None or other is None:
        return Nearness.ELSEWHERE
    if one.subregion == other.subregion:
        return Nearness.SAME_SUBREGION
    return Nearness.SAME_COUNTY if one.county == other.county else Nearness.ELSEWHERE


def _in_states(work: Work, who: Principal, *states: str) -> list[Any]:
    ordered = _query(who, *states).order_by(*LONGEST_FIRST)
    return [opened_row(row, work.sealing) for row in work.db.execute(ordered).all()]


def _query(who: Principal, *states: str) -> Select[Any]:
    return select(needs).where(needs.c.organisation == who.organisation, needs.c.state.in_(states))


def _person(row: people.Listed, engaged: Engaged, asked: NeedOpened) -> Person:
    return Person(
        volunteer_id=row.volunteer_id,
        status=row.status,
        vetted=tuple(row.vetted),
        capacity=row.capacity,
        supporting=engaged.supporting,
        proposed=engaged.proposed,
        earlier=engaged.earlier,
        nearness=nearness(row.municipality, asked.municipality),
        languages=row.languages,
        interests=row.interests,
        availability=row.availability,
    )


def _from_history(volunteer: Volunteer, engaged: Engaged, asked: NeedOpened) -> Person:
    offer = volunteer.steps.offer
    return Person(
        volunteer_id=volunteer.id,
        status=volunteer.status or VolunteerStatus.ENDED,
        vetted=volunteer.vetted,
        capacity=offer.capacity if offer else 0,
        supporting=engaged.supporting,
        proposed=engaged.proposed,
        earlier=engaged.earlier,
        nearness=nearness(offer.municipality if offer else None, asked.municipality),
        languages=(offer and offer.languages) or (),
        interests=(offer and offer.interests) or (),
        availability=(offer and offer.availability) or (),
    )
