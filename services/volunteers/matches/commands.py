"""What can be asked of matches. Each function runs in the caller's one transaction."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from services.codes import ChildView, EndReason, MatchConsentGiver, MatchEnd
from services.common.endings import PLANNED_ENDS
from services.volunteers.matches import events
from services.volunteers.matches.domain import Answer, Match
from services.volunteers.matches.proposing import MOST_PLACES, NEED, SUPPORT, place_key
from services.volunteers.needs.domain import Need
from services.volunteers.people.domain import Volunteer
from shared.work import Taken, Work

Changed = tuple[Match, int]  # with the version of its stream
UNPLANNED = {  # ends of a case that match ends have a word for; all others are OTHER
    EndReason.FAMILY_ENDED: MatchEnd.FAMILY_ENDED,
    EndReason.MOVED: MatchEnd.MOVED,
    EndReason.AGED_OUT: MatchEnd.PLANNED,  # nobody broke it off
}


def hear_volunteer(
    work: Work, match_id: UUID, *, given: bool, on: date | None = None, seen: int | None = None
) -> Changed:
    answer = events.VolunteerAnswered(match_id=match_id, given=given, on=work.day(on))
    return _hear(work, match_id, answer, seen)


def hear_family(
    work: Work,
    match_id: UUID,
    *,
    given: bool,
    by: MatchConsentGiver,
    on: date | None = None,
    seen: int | None = None,
) -> Changed:
    answer = events.FamilyAnswered(match_id=match_id, given=given, by=by, on=work.day(on))
    return _hear(work, match_id, answer, seen)


def hear_child(
    work: Work, match_id: UUID, *, view: ChildView, on: date | None = None, seen: int | None = None
) -> Changed:
    answer = events.ChildHeard(match_id=match_id, view=view, on=work.day(on))
    return _hear(work, match_id, answer, seen)


def start(
    work: Work, match_id: UUID, *, on: date | None = None, seen: int | None = None
) -> Changed:
    day = work.day(on)
    person = _person(work, match_id)
    return _change(work, match_id, lambda m: m.start(on=day, person=person), seen)


def end(
    work: Work,
    match_id: UUID,
    *,
    reason: MatchEnd,
    on: date | None = None,
    seen: int | None = None,
) -> Changed:
    day = work.day(on)
    return _change(work, match_id, lambda m: m.end(reason, on=day), seen)


def decline(
    work: Work, match_id: UUID, *, on: date | None = None, seen: int | None = None
) -> Changed:
    """Take a proposal back before the support has started."""
    day = work.day(on)
    return _change(work, match_id, lambda m: m.decline(on=day), seen)


def close_case(work: Work, case_id: UUID, *, reason: EndReason, on: date) -> None:
    """End what the case had: its match that day, or an open proposal."""
    need, _ = work.load(Need(case_id))
    if need.asked is None:
        return
    try:
        work.claim(NEED, str(case_id), need)  # the closed need holds its own claim from now on
    except Taken as taken:
        _change(work, taken.id, lambda m: m.finish(end_with_case(reason), on=on))
        work.claim(NEED, str(case_id), need)


def end_with_case(reason: EndReason) -> MatchEnd:
    """Why a match ends when its case is closed for that reason."""
    if reason in PLANNED_ENDS:
        return MatchEnd.PLANNED
    return UNPLANNED.get(reason, MatchEnd.OTHER)


def part_from(work: Work, volunteer: Volunteer, *, on: date) -> None:
    """End or decline every match of somebody who leaves; they hold their own time from now on."""
    for place in range(1, MOST_PLACES + 1):
        key = place_key(volunteer.id, place)
        try:
            work.claim(SUPPORT, key, volunteer)
        except Taken as taken:
            _change(work, taken.id, lambda m: m.finish(MatchEnd.VOLUNTEER_LEFT, on=on))
            work.claim(SUPPORT, key, volunteer)


def _hear(work: Work, match_id: UUID, answer: Answer, seen: int | None) -> Changed:
    person = _person(work, match_id)
    return _change(work, match_id, lambda m: m.hear(answer, person=person), seen)


def _change(
    work: Work,
    match_id: UUID,
    decide: Callable[[Match], list[events.MatchEvent]],
    seen: int | None = None,
) -> Changed:
    """Change a match, and free what it held when that ends it."""
    was_live = work.load(Match(match_id))[0].is_live
    match, version = work.change(Match(match_id), decide, seen)
    if was_live and not match.is_live and match.proposed and match.considered:
        work.release(NEED, str(match.proposed.case_id))
        work.release(SUPPORT, place_key(match.proposed.volunteer_id, match.considered.slot))
    return match, version


def _person(work: Work, match_id: UUID) -> UUID | None:
    """As whom the match's support person signs in."""
    proposed = work.load(Match(match_id))[0].proposed
    return work.load(Volunteer(proposed.volunteer_id))[0].person if proposed else None
