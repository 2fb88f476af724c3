"""What a ranked list is made from: the need, its programme, the organisation's people."""

from collections.abc import Mapping
from uuid import UUID

from services.common import catalogue, geography
from services.common.codes import VolunteerStatus
from services.common.programme import Programme
from services.volunteers.needs.events import NeedOpened
from services.volunteers.people import queries as people
from services.volunteers.people.domain import Volunteer
from services.volunteers.ranking.domain import Candidate, Engaged, Excluded
from services.volunteers.ranking.rules import Nearness, Person, rank
from shared.kernel.aggregate import NotYet
from shared.work import Work


def programme_of(work: Work, asked: NeedOpened) -> Programme:
    """The programme in the version of the case."""
    programme = catalogue.programme(work.db, asked.programme, asked.programme_version)
    if programme is None:
        raise NotYet(f"{asked.programme} v{asked.programme_version} is not known here yet.")
    return programme


def ranking(
    work: Work,
    asked: NeedOpened,
    engaged: Mapping[UUID, Engaged],
    *,
    chosen: Volunteer | None = None,
) -> tuple[tuple[Candidate, ...], tuple[Excluded, ...]]:
    """Everybody of the organisation, ranked or excluded with the rule.

    `engaged` tells how much of each person's time is promised. The `chosen` one is judged by their
    own history, which no list can be behind of.
    """
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
        county = geography.municipality(asked.municipality).county
        areas = {asked.municipality, f"county:{county}"}
        known = catalogue.all_organisations(work.db).values()
        told += [one.id for one in known if one.area in areas]
    return tuple(dict.fromkeys(told))


def nearness(home: str | None, there: str | None) -> Nearness:
    """How near two municipalities are; withheld when the family's may not be used."""
    if there is None:
        return Nearness.WITHHELD
    if home == there:
        return Nearness.SAME_MUNICIPALITY
    places = geography.municipalities()
    one, other = places.get(home or ""), places.get(there)
    if one is None or other is None:
        return Nearness.ELSEWHERE
    if one.subregion == other.subregion:
        return Nearness.SAME_SUBREGION
    return Nearness.SAME_COUNTY if one.county == other.county else Nearness.ELSEWHERE


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
