"""What can be mended of a match. Each runs in the caller's one transaction and keeps the reason."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from services.common.codes import AnswerWay, ChildView, MatchConsentGiver, MatchEnd
from services.common.programme import Consent
from services.volunteers.corrections import rules
from services.volunteers.corrections.rules import Days
from services.volunteers.matches import commands as matches
from services.volunteers.matches.commands import NEED, SUPPORT, place_key
from services.volunteers.matches.domain import Explained, Happened, Match
from services.volunteers.matches.rules import Answer
from services.volunteers.needs.domain import Need
from shared.kernel.aggregate import NotFound, Refused
from shared.work import Taken, Work


def correct_match(
    work: Work,
    match_id: UUID,
    *,
    reason: str,
    proposed_on: date | None = None,
    started_on: date | None = None,
    ended_on: date | None = None,
    end_reason: MatchEnd | None = None,
) -> None:
    """Put days, or why it ended, right."""
    for day in (proposed_on, started_on, ended_on):
        work.day(day)
    days = Days(
        proposed_on=proposed_on, started_on=started_on, ended_on=ended_on, end_reason=end_reason
    )
    why, adult_from = _why(work, match_id, reason), matches.adult_from_of(work, match_id)
    _mend(work, match_id, lambda match: rules.correct(match, why, days, adult_from=adult_from))


def match_in_error(work: Work, match_id: UUID, *, reason: str) -> None:
    """Say that there never was such a match: the case looks for somebody again."""
    why = _why(work, match_id, reason)
    _mend(work, match_id, lambda match: rules.enter_in_error(match, why))


def reopen_match(work: Work, match_id: UUID, *, reason: str) -> None:
    """Take back an end or a no that was a mistake; need and place must still be free."""
    why, person = _why(work, match_id, reason), matches.sign_in_of(work, match_id)
    match, _ = work.load(Match(match_id))
    if not match.is_live:
        rules.reopen(match, why)  # a match that cannot go on says so, whoever holds its place
        _hold_again(work, match)
    _mend(work, match_id, lambda match: rules.reopen(match, why, person=person))


def correct_volunteer_consent(
    work: Work, match_id: UUID, *, reason: str, given: bool, channel: AnswerWay | None = None
) -> None:
    """Put the support person's answer right."""
    answer = matches.volunteer_answer(work, match_id, given=given, channel=channel)
    _correct(work, match_id, answer, Consent.VOLUNTEER, reason)


def correct_family_consent(
    work: Work,
    match_id: UUID,
    *,
    reason: str,
    given: bool,
    by: MatchConsentGiver,
    channel: AnswerWay | None = None,
) -> None:
    """Put the family's answer right, or who gave it."""
    answer = matches.family_answer(work, match_id, given=given, by=by, channel=channel)
    _correct(work, match_id, answer, Consent.FAMILY, reason)


def correct_child_view(
    work: Work, match_id: UUID, *, reason: str, view: ChildView, channel: AnswerWay | None = None
) -> None:
    """Put right what the child thinks of it."""
    answer = matches.child_answer(work, match_id, view=view, channel=channel)
    _correct(work, match_id, answer, Consent.CHILD, reason)


def volunteer_consent_in_error(work: Work, match_id: UUID, *, reason: str) -> None:
    """Strike out an answer that the support person never gave."""
    _withdraw(work, match_id, Consent.VOLUNTEER, reason)


def family_consent_in_error(work: Work, match_id: UUID, *, reason: str) -> None:
    """Strike out an answer that the family never gave."""
    _withdraw(work, match_id, Consent.FAMILY, reason)


def child_view_in_error(work: Work, match_id: UUID, *, reason: str) -> None:
    """Strike out a view that the child never had."""
    _withdraw(work, match_id, Consent.CHILD, reason)


def _correct(work: Work, match_id: UUID, answer: Answer, whose: Consent, reason: str) -> None:
    why, person = _why(work, match_id, reason, whose), matches.sign_in_of(work, match_id)
    adult_from = matches.adult_from_of(work, match_id)
    _mend(
        work,
        match_id,
        lambda match: rules.correct_answer(
            match, why, answer, person=person, adult_from=adult_from
        ),
    )


def _withdraw(work: Work, match_id: UUID, whose: Consent, reason: str) -> None:
    why = _why(work, match_id, reason, whose)
    _mend(work, match_id, lambda match: rules.withdraw_answer(match, why, whose))


def _why(work: Work, match_id: UUID, reason: str, whose: Consent | None = None) -> Explained:
    proposed = work.load(Match(match_id))[0].proposed
    need = proposed and work.load(Need(proposed.case_id))[0].opened
    if not need:
        raise NotFound
    return Explained(
        match_id=match_id,
        subject_id=need.subject_id,
        whose=whose,
        on=work.today,
        by=work.actor.id,
        reason=reason,
    )


def _mend(work: Work, match_id: UUID, decide: Callable[[Match], Happened]) -> None:
    matches.change(work, match_id, decide)


def _hold_again(work: Work, match: Match) -> None:
    """Claim anew what the match had freed: its case's need and the person's place."""
    if match.proposed is None or match.considered is None:
        raise NotFound
    case_id, volunteer_id = match.proposed.case_id, match.proposed.volunteer_id
    try:
        work.claim(NEED, str(case_id), match)
    except Taken as taken:
        raise Refused(
            "This case is closed, or somebody else has been proposed for it meanwhile.",
            code="need_taken",
        ) from taken
    try:
        work.claim(SUPPORT, place_key(volunteer_id, match.considered.slot), match)
    except Taken as taken:
        raise Refused(
            "This person has left, or has promised the place to another family meanwhile.",
            code="double_booked",
        ) from taken
