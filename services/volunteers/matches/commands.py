"""What can be asked of matches. Each function runs in the caller's one transaction.

A live match holds two claims, so that nobody is promised twice: the need of its case, and one
place in the support person's time. They go with the event that declines or ends it.
"""

from collections.abc import Callable
from uuid import UUID

from services.common.codes import ChildView, EndReason, MatchConsentGiver, MatchEnd
from services.common.endings import PLANNED_ENDS
from services.volunteers.matches import events
from services.volunteers.matches.domain import Answer, Match
from services.volunteers.needs.domain import Need
from services.volunteers.people.domain import MOST_PLACES, Volunteer
from shared.kernel.aggregate import Invalid
from shared.work import Taken, Work

NEED, SUPPORT = "need", "support"  # scopes of claims
UNPLANNED = {  # ends of a case that match ends have a word for; all others are OTHER
    EndReason.FAMILY_ENDED: MatchEnd.FAMILY_ENDED,
    EndReason.MOVED: MatchEnd.MOVED,
    EndReason.AGED_OUT: MatchEnd.PLANNED,  # nobody broke it off
}


def record_volunteer_consent(
    work: Work,
    match_id: UUID,
    *,
    given: bool,
    by: MatchConsentGiver = MatchConsentGiver.VOLUNTEER,
) -> None:
    """The support person's own answer, or as the coordinator heard it."""
    if by is not MatchConsentGiver.VOLUNTEER:
        raise Invalid("Only the support person consents for themselves.", code="wrong_giver")
    _record(work, events.VolunteerAnswered(match_id=match_id, given=given, on=work.on))


def record_family_consent(
    work: Work, match_id: UUID, *, given: bool, by: MatchConsentGiver
) -> None:
    """The family's answer, and who gave it."""
    _record(work, events.FamilyAnswered(match_id=match_id, given=given, by=by, on=work.on))


def record_child_view(work: Work, match_id: UUID, *, view: ChildView) -> None:
    """What a child of 12 or more thinks of it."""
    _record(work, events.ChildHeard(match_id=match_id, view=view, on=work.on))


def start(work: Work, match_id: UUID) -> None:
    """Let the support begin, once everybody has consented."""
    person_id = _sign_in_of(work, match_id)
    _change(work, match_id, lambda match: match.start(on=work.on, person=person_id))


def end(work: Work, match_id: UUID, *, reason: MatchEnd) -> None:
    """End a support that has started."""
    _change(work, match_id, lambda match: match.end(reason, on=work.on))


def decline(work: Work, match_id: UUID) -> None:
    """Take a proposal back before the support has started."""
    _change(work, match_id, lambda match: match.decline(on=work.on))


def place_key(volunteer_id: UUID, place: int) -> str:
    """One of the places in a person's time, from 1, as a claim's key."""
    return f"{volunteer_id}:{place}"


def close_case(work: Work, case_id: UUID, *, reason: EndReason) -> None:
    """End what the case had: its match that day, or an open proposal."""
    need, _ = work.load(Need(case_id))
    if need.opened is None:
        return
    try:
        work.claim(NEED, str(case_id), need)  # the closed need holds its own claim from now on
    except Taken as taken:
        _change(work, taken.id, lambda match: match.finish(end_with_case(reason), on=work.on))
        work.claim(NEED, str(case_id), need)


def end_with_case(reason: EndReason) -> MatchEnd:
    """Why a match ends when its case is closed for that reason."""
    if reason in PLANNED_ENDS:
        return MatchEnd.PLANNED
    return UNPLANNED.get(reason, MatchEnd.OTHER)


def part_from(work: Work, volunteer: Volunteer) -> None:
    """End or decline every match of somebody who leaves; they hold their own time from now on."""
    for place in range(1, MOST_PLACES + 1):
        key = place_key(volunteer.id, place)
        try:
            work.claim(SUPPORT, key, volunteer)
        except Taken as taken:
            _change(work, taken.id, _leaving(work))
            work.claim(SUPPORT, key, volunteer)


def _leaving(work: Work) -> Callable[[Match], list[events.MatchEvent]]:
    return lambda match: match.finish(MatchEnd.VOLUNTEER_LEFT, on=work.on)


def _record(work: Work, answer: Answer) -> None:
    person_id = _sign_in_of(work, answer.match_id)
    _change(work, answer.match_id, lambda match: match.record(answer, person=person_id))


def _change(work: Work, match_id: UUID, decide: Callable[[Match], list[events.MatchEvent]]) -> None:
    """Change a match, and free what it held when that ends it."""
    was_live = work.load(Match(match_id))[0].is_live
    match, _ = work.change(Match(match_id), decide)
    if was_live and not match.is_live and match.proposed and match.considered:
        work.release(NEED, str(match.proposed.case_id))
        work.release(SUPPORT, place_key(match.proposed.volunteer_id, match.considered.slot))


def _sign_in_of(work: Work, match_id: UUID) -> UUID | None:
    """As whom the match's support person signs in."""
    match, _ = work.load(Match(match_id))
    if match.proposed is None:
        return None
    return work.load(Volunteer(match.proposed.volunteer_id))[0].person
