"""Who suits a need: hard rules first, then a sum of at most 100 that explains itself.

Pure: what is known of people and need comes in as values, and the same values give the same
list. It is advice; the choice is a person's and is stored beside the list they saw.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from services.common.codes import MatchEnd, VolunteerStatus
from services.common.programme import Programme, Requirement, Step, Strength
from services.volunteers.needs.events import NeedOpened
from services.volunteers.ranking.domain import (
    Candidate,
    Caution,
    Excluded,
    Part,
    PartName,
    Reason,
    Rule,
)


class Nearness(StrEnum):
    """How near two municipalities are, in the four steps that matching knows."""

    SAME_MUNICIPALITY = "SAME_MUNICIPALITY"
    SAME_SUBREGION = "SAME_SUBREGION"
    SAME_COUNTY = "SAME_COUNTY"
    ELSEWHERE = "ELSEWHERE"
    WITHHELD = "WITHHELD"  # a place may not be used


DISTANCE = {
    Nearness.SAME_MUNICIPALITY: 30,
    Nearness.SAME_SUBREGION: 20,
    Nearness.SAME_COUNTY: 10,
    Nearness.ELSEWHERE: 0,
    Nearness.WITHHELD: 0,
}
EXPERIENCE = (2, 6, 8, 10)  # points by earlier matches: none, one, two, three or more
MOST = {
    PartName.DISTANCE: 30,
    PartName.LANGUAGE: 20,
    PartName.INTERESTS: 20,
    PartName.AVAILABILITY: 15,
    PartName.EXPERIENCE: 10,
    PartName.LOAD: 5,
}


@dataclass(frozen=True, kw_only=True)
class Person:
    """What matching reads of a support person."""

    volunteer_id: UUID
    status: VolunteerStatus
    vetted: tuple[str, ...]  # programmes
    capacity: int  # families at the same time
    supporting: int  # agreed and started matches
    proposed: int  # matches that wait for an answer
    earlier: int  # ended matches
    nearness: Nearness
    languages: tuple[str, ...]
    interests: tuple[str, ...]
    availability: tuple[str, ...]
    lacks: tuple[Step, ...] = ()  # of the policy of the case's version
    endings: frozenset[str] = frozenset()  # how, from this family before

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.supporting - self.proposed)


def rank(
    need: NeedOpened, programme: Programme, people: Iterable[Person]
) -> tuple[tuple[Candidate, ...], tuple[Excluded, ...]]:
    """Candidates, best first, and everybody who cannot be one, each with the rule."""
    candidates, excluded = list[Candidate](), list[Excluded]()
    for person in people:
        why_not = exclusion(need, programme, person)
        if why_not:
            excluded.append(why_not)
        else:
            candidates.append(_scored(need, person))
    candidates.sort(key=lambda c: (-c.score, str(c.volunteer_id)))
    return tuple(candidates), tuple(excluded)


def exclusion(need: NeedOpened, programme: Programme, person: Person) -> Excluded | None:
    """The first hard rule that speaks against the person, None when none does."""
    for rule, speaks_against in (
        (Rule.VETTED, need.programme not in person.vetted),
        (Rule.VERSION, bool(person.lacks)),
        (Rule.PAUSED, person.status is not VolunteerStatus.VETTED),
        (Rule.SAFETY, MatchEnd.SAFETY in person.endings),
        (Rule.NOT_A_FIT, MatchEnd.NOT_A_FIT in person.endings),
        (Rule.LANGUAGE, not _can_talk(need, programme, person)),
        (Rule.CAPACITY, person.supporting >= person.capacity),
        (Rule.DOUBLE_BOOKING, person.free == 0),
    ):
        if speaks_against:
            lacks = person.lacks if rule is Rule.VERSION else ()
            return Excluded(volunteer_id=person.volunteer_id, rule=rule, lacks=lacks)
    return None


def _can_talk(need: NeedOpened, programme: Programme, person: Person) -> bool:
    required = [r.condition for r in programme.supporter.requirements if _is_language(r)]
    if not all(condition.met_by(person.languages) for condition in required):
        return False
    theirs = {language for language in (need.mother_tongue, need.service_language) if language}
    return not theirs or not theirs.isdisjoint(person.languages)


def _scored(need: NeedOpened, person: Person) -> Candidate:
    parts = (
        _part(PartName.DISTANCE, DISTANCE[person.nearness], Reason(person.nearness)),
        _language(need, person),
        _overlap(PartName.INTERESTS, need.interests, person.interests),
        _overlap(PartName.AVAILABILITY, need.availability, person.availability),
        _experience(person),
        _load(person),
    )
    score = sum(part.points for part in parts)
    warnings = tuple(each for each in Caution if each in person.endings)
    return Candidate(volunteer_id=person.volunteer_id, score=score, parts=parts, warnings=warnings)


def _language(need: NeedOpened, person: Person) -> Part:
    """A common mother tongue is best; with an interpreter it is half as good."""
    spoken = [
        code for code in (need.mother_tongue, need.service_language) if code in person.languages
    ]
    values = tuple(dict.fromkeys(spoken))
    if need.mother_tongue in person.languages:
        return _part(PartName.LANGUAGE, 20, Reason.MOTHER_TONGUE, *values)
    if need.interpreter_needed:
        return _part(PartName.LANGUAGE, 10, Reason.WITH_INTERPRETER, *values)
    return _part(PartName.LANGUAGE, 15, Reason.SERVICE_LANGUAGE, *values)


def _overlap(name: PartName, wished: Iterable[str] | None, offered: Iterable[str]) -> Part:
    """The share of what was wished for; whoever wishes nothing in particular suits everybody."""
    wishes, most = tuple(wished or ()), MOST[name]  # None: the child's record is erased
    if not wishes:
        return _part(name, most, Reason.NO_WISHES)
    shared = tuple(code for code in wishes if code in set(offered))
    if not shared:
        return _part(name, 0, Reason.NOTHING_SHARED)
    return _part(name, round(most * len(shared) / len(wishes)), Reason.SHARED, *shared)


def _experience(person: Person) -> Part:
    points = EXPERIENCE[min(person.earlier, len(EXPERIENCE) - 1)]
    return _part(PartName.EXPERIENCE, points, Reason.EARLIER_MATCHES, str(person.earlier))


def _load(person: Person) -> Part:
    most = MOST[PartName.LOAD]
    points = max(1, round(most * person.free / person.capacity))
    values = (str(person.free), str(person.capacity))
    return _part(PartName.LOAD, points, Reason.FREE_PLACES, *values)


def _part(name: PartName, points: int, reason: Reason, *values: str) -> Part:
    return Part(name=name, points=points, max=MOST[name], reason=reason, values=values)


def _is_language(requirement: Requirement) -> bool:
    return requirement.strength is Strength.HARD and requirement.condition.field == "languages"
