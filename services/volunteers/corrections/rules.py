"""How a match is mended: answers, days, an end by mistake, one that never was.

Each function decides over the match as its history tells it: the events that should follow, [] when
it is so already, or `Refused`. Why it was mended goes along and is kept.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from services.common.codes import MatchEnd, MatchStatus
from services.common.days import must_not_precede
from services.common.programme import Consent
from services.volunteers.matches import events
from services.volunteers.matches.domain import (
    BEFORE_START,
    LIVE,
    STANDS,
    WITH_SUPPORT,
    Explained,
    Happened,
    Match,
)
from services.volunteers.matches.rules import (
    WHOSE,
    Answer,
    is_by_themselves,
    is_no,
    is_yes,
    must_be_theirs,
)
from shared.kernel.aggregate import Refused

CAN_BE_WRONG_IN = {  # what can be put right in which state
    "proposed_on": (*LIVE, MatchStatus.ENDED, MatchStatus.DECLINED),
    "started_on": WITH_SUPPORT,
    "ended_on": (MatchStatus.ENDED, MatchStatus.DECLINED),
    "end_reason": (MatchStatus.ENDED,),
}


@dataclass(frozen=True, kw_only=True)
class Days:
    """What is right of a match itself; None: it was right as it was."""

    proposed_on: date | None = None
    started_on: date | None = None
    ended_on: date | None = None  # or declined
    end_reason: MatchEnd | None = None


def withdraw_answer(match: Match, explained: Explained, whose: Consent) -> Happened:
    """Strike out an answer that was never given so; what was agreed on it waits again."""
    if match.answers[whose] is None:
        return []
    if match.status in WITH_SUPPORT:
        raise Refused(
            "The support rests on this answer. Correct it, or end the match.",
            code="rests_on_answer",
        )
    match.must_be(*BEFORE_START)
    struck = events.AnswerEnteredInError(match_id=match.id, whose=whose)
    return [struck, explained, *_stand_anew(match, match.evolve(struck))]


def correct_answer(
    match: Match,
    explained: Explained,
    answer: Answer,
    *,
    person: UUID | None = None,
    adult_from: date | None = None,
) -> Happened:
    """Put the answer that was given in the place of the one that was written down."""
    whose = WHOSE[type(answer)]
    if answer == match.answers[whose]:
        return []
    if match.answers[whose] is None:
        raise Refused("No such answer has been written down.", code="no_answer")
    match.must_be(*BEFORE_START, *WITH_SUPPORT)
    must_be_theirs(answer, match.asks, adult_from)
    must_not_precede(answer.on, match.earliest)
    struck = events.AnswerEnteredInError(match_id=match.id, whose=whose)
    follows: Happened = [struck, explained, answer]
    if match.status in WITH_SUPPORT:
        _must_still_hold(match, answer)
        return follows
    if is_no(answer):
        return [*follows, match.fact(events.MatchDeclined, on=answer.on)]
    return [*follows, *_stand_anew(match, match.evolve(struck).evolve(answer), person)]


def correct(
    match: Match, explained: Explained, days: Days, *, adult_from: date | None = None
) -> Happened:
    """Put days and the reason for the end right, in an order that can be."""
    values = {name: value for name, value in vars(days).items() if value is not None}
    right = replace(match, **values)
    if right == match:
        return []
    for name in values:
        match.must_be(*CAN_BE_WRONG_IN[name])
    for earlier, later in (
        (match.earliest, right.proposed_on),
        (right.agreed_on, right.started_on),
        (right.started_on, right.ended_on),
    ):
        if earlier and later:
            must_not_precede(later, earlier)
    if days.started_on and days.started_on != match.started_on:
        match.must_have_own_consent(adult_from, days.started_on)
    return [explained, _as_it_stands(right, events.MatchCorrected)]


def reopen(match: Match, explained: Explained, *, person: UUID | None = None) -> Happened:
    """Let it go on as if it had not ended; a no that declined it falls away."""
    if match.is_live:
        return []
    match.must_be(MatchStatus.ENDED, MatchStatus.DECLINED)
    again = replace(match.without_noes(), ended_on=None, end_reason=None)
    if match.started_on:
        again = replace(again, status=MatchStatus.STARTED)
    else:
        again = _agreed_or_not(again)
    return [explained, _as_it_stands(again, events.MatchReopened, person_id=person)]


def enter_in_error(match: Match, explained: Explained) -> Happened:
    """Say that there never was such a match, such as one for another family."""
    if match.status is MatchStatus.ENTERED_IN_ERROR:
        return []
    match.must_be(*LIVE, MatchStatus.ENDED, MatchStatus.DECLINED)
    return [explained, match.fact(events.MatchEnteredInError, was=match.status, on=explained.on)]


def _stand_anew(match: Match, after: Match, person: UUID | None = None) -> Happened:
    """Say where an answer that was mended leaves a match that has not started."""
    stands = _agreed_or_not(after)
    if (stands.status, stands.agreed_on) == (match.status, match.agreed_on):
        return []
    if match.status is MatchStatus.PROPOSED:
        agreed_on = stands.agreed_on
        return [match.fact(events.MatchAgreed, agreed_on=agreed_on, person_id=person)]
    return [_as_it_stands(stands, events.MatchCorrected, person_id=person)]


def _agreed_or_not(match: Match) -> Match:
    if match.waits_for:
        return replace(match, status=MatchStatus.PROPOSED, agreed_on=None)
    return replace(match, status=MatchStatus.AGREED, agreed_on=match.last_answer)


def _as_it_stands(match: Match, kind: Any, **values: Any) -> Any:
    return match.fact(kind, **{name: getattr(match, name) for name in STANDS}, **values)


def _must_still_hold(match: Match, answer: Answer) -> None:
    """A support that has begun rests on a yes from before it, or of who came of age since."""
    is_early = match.started_on is not None and answer.on <= match.started_on
    if not is_yes(answer) or not (is_early or is_by_themselves(answer)):
        raise Refused(
            "The support began on this answer: it must be a yes from before that day.",
            code="rests_on_answer",
        )
