"""What a ranked list is made from: the need, its programme, the organisation's people."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from services.common import catalogue, geography
from services.common.codes import VolunteerStatus
from services.common.programme import Programme, Step
from services.volunteers.needs.events import NeedOpened
from services.volunteers.people import queries as people
from services.volunteers.people.domain import Volunteer
from services.volunteers.ranking.domain import Candidate, Engaged, Excluded
from services.volunteers.ranking.rules import Nearness, Person, rank
from services.volunteers.vetting.rules import asks_consent
from shared.kernel.aggregate import NotYet
from shared.web.access_log import note_listed
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
    endings: Mapping[UUID, frozenset[str]],
    *,
    chosen: Volunteer | None = None,
) -> tuple[tuple[Candidate, ...], tuple[Excluded, ...]]:
    """Everybody of the organisation, ranked or excluded with the rule.

    `engaged` tells how much of each person's time is promised, `endings` how they ended with this
    family before. The policy is the one of the case's version. The `chosen` one is judged by their
    own history, which no list can be behind of.
    """
    programme = programme_of(work, need)
    persons = {
        row.volunteer_id: replace(
            _person(row, engaged.get(row.volunteer_id, Engaged()), need),
            lacks=_lacks(work, row, programme),
        )
        for row in people.active(work, need.organisation)
    }
    if chosen:
        persons[chosen.id] = replace(
            _from_history(chosen, engaged.get(chosen.id, Engaged()), need),
            lacks=chosen.steps.missing(programme, checked=False),
        )
    note_listed(persons)
    with_family = (
        replace(person, endings=endings.get(person.volunteer_id, frozenset()))
        for person in persons.values()
    )
    return rank(need, programme, with_family)


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


def _lacks(work: Work, person: people.Listed, programme: Programme) -> tuple[Step, ...]:
    """What the policy asks for and the person has not done."""
    if programme.code not in person.vetted:
        return ()
    row = person.row
    done = {
        Step.INTERVIEW: bool(row.interviewed_on and person.recommended),
        Step.REFERENCES: row.references_on is not None,
        Step.TRAINING: row.trained_on is not None,
        Step.CONSENT: row.consented or not asks_consent(programme),
    }
    if Step.EXTRACT_CHECK in programme.policy:
        done[Step.EXTRACT_CHECK] = _was_checked(work, person, programme)
    return tuple(step for step in programme.policy if not done[step])


def _was_checked(work: Work, person: people.Listed, programme: Programme) -> bool:
    """No list tells of a check: the version that was met says it, or the person's own history."""
    version = (person.row.vetted_versions or {}).get(programme.code)
    met = version and catalogue.programme(work.db, programme.code, version)
    if met and Step.EXTRACT_CHECK in met.policy:
        return True
    return work.load(Volunteer(person.volunteer_id))[0].steps.checked is not None


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
