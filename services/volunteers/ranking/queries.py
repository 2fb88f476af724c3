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


def programme_of(work: Work, need: NeedOpened) -> Programme:
    """The programme in the version of the case."""
    programme = catalogue.programme(work.db, need.programme, need.programme_version)
    if programme is None:
        raise NotYet(f"{need.programme} v{need.programme_version} is not known here yet.")
    return programme


def ranking(
    work: Work,
    need: NeedOpened,
    engaged: Mapping[UUID, Engaged],
    *,
    chosen: Volunteer | None = None,
) -> tuple[tuple[Candidate, ...], tuple[Excluded, ...]]:
    """Everybody of the organisation, ranked or excluded with the rule.

    `engaged` tells how much of each person's time is promised. The `chosen` one is judged by their
    own history, which no list can be behind of.
    """
    persons = {
        row.volunteer_id: _person(row, engaged.get(row.volunteer_id, Engaged()), need)
        for row in people.active(work, need.organisation)
    }
    if chosen:
        persons[chosen.id] = _from_history(chosen, engaged.get(chosen.id, Engaged()), need)
    return rank(need, programme_of(work, need), persons.values())


def concerned(need: NeedOpened) -> tuple[UUID, ...]:
    """Organisations that may ever receive the match's public events."""
    return need.parties.everybody if need.parties else (need.organisation,)


def nearness(home: str | None, there: str | None) -> Nearness:
    """How near two municipalities are; withheld when the family's may not be used."""
    if there is None:
        return Nearness.WITHHELD
    home, there = geography.current(home or ""), geography.current(there)
    if home == there:
        return Nearness.SAME_MUNICIPALITY
    places = geography.municipalities()
    own, other = places.get(home), places.get(there)
    if own is None or other is None:
        return Nearness.ELSEWHERE
    if own.subregion == other.subregion:
        return Nearness.SAME_SUBREGION
    return Nearness.SAME_COUNTY if own.county == other.county else Nearness.ELSEWHERE


def _person(row: people.Listed, engaged: Engaged, need: NeedOpened) -> Person:
    return Person(
        volunteer_id=row.volunteer_id,
        status=row.status,
        vetted=tuple(row.vetted),
        capacity=row.capacity,
        supporting=engaged.supporting,
        proposed=engaged.proposed,
        earlier=engaged.earlier,
        nearness=nearness(row.municipality, need.municipality),
        languages=row.languages,
        interests=row.interests,
        availability=row.availability,
    )


def _from_history(volunteer: Volunteer, engaged: Engaged, need: NeedOpened) -> Person:
    offer = volunteer.steps.offer
    return Person(
        volunteer_id=volunteer.id,
        status=volunteer.status or VolunteerStatus.ENDED,
        vetted=volunteer.vetted,
        capacity=offer.capacity if offer else 0,
        supporting=engaged.supporting,
        proposed=engaged.proposed,
        earlier=engaged.earlier,
        nearness=nearness(offer.municipality if offer else None, need.municipality),
        languages=(offer and offer.languages) or (),
        interests=(offer and offer.interests) or (),
        availability=(offer and offer.availability) or (),
    )
