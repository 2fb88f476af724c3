"""What can be asked of matches. Each function runs in the caller's one transaction.

A live match holds two claims, so that nobody is promised twice: the need of its case, and one
place in the support person's time. They go with the event that declines or ends it.
"""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from services.common.codes import AnswerWay, ChildView, EndReason, MatchConsentGiver, MatchEnd
from services.common.disclosing import Parties
from services.common.endings import PLANNED_ENDS
from services.volunteers.matches import events
from services.volunteers.matches.domain import Match
from services.volunteers.matches.projections import matches
from services.volunteers.matches.rules import Answer
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
    channel: AnswerWay | None = None,
) -> None:
    """The support person's own answer, or what the coordinator writes down for them."""
    if by is not MatchConsentGiver.VOLUNTEER:
        raise Invalid("Only the support person consents for themselves.", code="wrong_giver")
    _record(work, volunteer_answer(work, match_id, given=given, channel=channel))


def record_family_consent(
    work: Work,
    match_id: UUID,
    *,
    given: bool,
    by: MatchConsentGiver,
    channel: AnswerWay | None = None,
) -> None:
    """The family's answer, and who gave it."""
    _record(work, family_answer(work, match_id, given=given, by=by, channel=channel))


def record_child_view(
    work: Work, match_id: UUID, *, view: ChildView, channel: AnswerWay | None = None
) -> None:
    """What a child of 12 or more thinks of it."""
    _record(work, child_answer(work, match_id, view=view, channel=channel))


def volunteer_answer(
    work: Work, match_id: UUID, *, given: bool, channel: AnswerWay | None
) -> events.VolunteerAnswered:
    return events.VolunteerAnswered(
        match_id=match_id,
        given=given,
        on=work.on,
        channel=channel,
        signed_in=_is_theirs(work, match_id),
    )


def family_answer(
    work: Work, match_id: UUID, *, given: bool, by: MatchConsentGiver, channel: AnswerWay | None
) -> events.FamilyAnswered:
    return events.FamilyAnswered(match_id=match_id, given=given, by=by, on=work.on, channel=channel)


def child_answer(
    work: Work, match_id: UUID, *, view: ChildView, channel: AnswerWay | None
) -> events.ChildHeard:
    return events.ChildHeard(match_id=match_id, view=view, on=work.on, channel=channel)


def _is_theirs(work: Work, match_id: UUID) -> bool:
    """Is the support person of the match the one who is at work?"""
    person = sign_in_of(work, match_id)
    return person is not None and str(person) == work.actor.id


def start(work: Work, match_id: UUID) -> None:
    """Let the support begin, once everybody has consented and while the approval holds."""
    match, _ = work.load(Match(match_id))
    if match.proposed is not None:
        volunteer, _ = work.load(Volunteer(match.proposed.volunteer_id))
        volunteer.must_hold_approval(match.proposed.programme)
    person_id, adult_from = sign_in_of(work, match_id), adult_from_of(work, match_id)
    change(
        work,
        match_id,
        lambda match: match.start(on=work.on, person=person_id, adult_from=adult_from),
    )


def agree_period(work: Work, match_id: UUID, *, until: date) -> None:
    """Write down until when the family and the support person go on."""
    change(work, match_id, lambda match: match.agree_period(until, on=work.today))


def end(work: Work, match_id: UUID, *, reason: MatchEnd) -> None:
    """End a support that has started."""
    change(work, match_id, lambda match: match.end(reason, on=work.on))


def decline(work: Work, match_id: UUID) -> None:
    """Take a proposal back before the support has started."""
    change(work, match_id, lambda match: match.decline(on=work.on))


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
        change(work, taken.id, lambda match: match.finish(end_with_case(reason), on=work.on))
        work.claim(NEED, str(case_id), need)


def correct_place(work: Work, case_id: UUID, municipality: str | None, *, on: date) -> None:
    """What the case's match says from now on of where the family lives."""
    holder = work.holder(NEED, str(case_id))
    if holder is not None and holder != case_id:
        change(work, holder, lambda match: match.correct_place(municipality, on=on))


def change_consent(work: Work, case_id: UUID, parties: Parties, *, on: date) -> None:
    """Say who hears of the case's matches from now on, those that have ended among them."""
    query = select(matches.c.match_id).where(matches.c.case_id == case_id)
    theirs = set[UUID](work.db.scalars(query))
    if (holder := work.holder(NEED, str(case_id))) not in (None, case_id):
        theirs |= {holder} if holder else set()
    for match_id in sorted(theirs):
        change(work, match_id, lambda match: match.change_consent(parties, on=on))


def reopen_case(work: Work, case_id: UUID) -> None:
    """The case goes on: its need may be met again, by a new match or by the one that ended."""
    if work.holder(NEED, str(case_id)) == case_id:
        work.release(NEED, str(case_id))


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
            change(work, taken.id, _leaving(work))
            work.claim(SUPPORT, key, volunteer)


def _leaving(work: Work) -> Callable[[Match], list[events.MatchEvent]]:
    return lambda match: match.finish(MatchEnd.VOLUNTEER_LEFT, on=work.on)


def _record(work: Work, answer: Answer) -> None:
    person_id, adult_from = sign_in_of(work, answer.match_id), adult_from_of(work, answer.match_id)
    change(
        work,
        answer.match_id,
        lambda match: match.record(answer, person=person_id, adult_from=adult_from),
    )


def change(work: Work, match_id: UUID, decide: Callable[[Match], list[events.MatchEvent]]) -> None:
    """Change a match, and free what it held when that ends it."""
    was_live = work.load(Match(match_id))[0].is_live
    match, _ = work.change(Match(match_id), decide)
    if was_live and not match.is_live and match.proposed and match.considered:
        work.release(NEED, str(match.proposed.case_id))
        work.release(SUPPORT, place_key(match.proposed.volunteer_id, match.considered.slot))


def sign_in_of(work: Work, match_id: UUID) -> UUID | None:
    """As whom the match's support person signs in."""
    match, _ = work.load(Match(match_id))
    if match.proposed is None:
        return None
    return work.load(Volunteer(match.proposed.volunteer_id))[0].person


def adult_from_of(work: Work, match_id: UUID) -> date | None:
    """The day from which whom the match is for consents alone; None where it is not known."""
    match, _ = work.load(Match(match_id))
    if match.proposed is None:
        return None
    need = work.load(Need(match.proposed.case_id))[0].opened
    return need.adult_from if need else None
