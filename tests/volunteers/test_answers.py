"""What an answer means, whose it may be, and whose consent a match still waits for."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.common.codes import AnswerWay, ChildView, MatchConsentGiver, MatchEnd, MatchStatus
from services.common.programme import Consent
from services.volunteers.matches import events, rules
from services.volunteers.matches.domain import Match
from services.volunteers.matches.rules import Answer
from shared.kernel.aggregate import Refused
from shared.kernel.testing import given
from tests.volunteers.examples import APRIL, MARCH, MATCH, MAY
from tests.volunteers.test_matches import (
    AGREEMENT,
    CHILD,
    CONSIDERED,
    DECLINED,
    ENDED,
    FAMILY,
    OF_MATCH,
    PROPOSAL,
    PROPOSED,
    SUPPORT,
    VOLUNTEER,
)

DAY = timedelta(days=1)
SELF = replace(FAMILY, by=MatchConsentGiver.SELF)
UNSURE = replace(CHILD, view=ChildView.UNSURE)
NO_VOLUNTEER, NO_FAMILY, NO_SELF = (replace(e, given=False) for e in (VOLUNTEER, FAMILY, SELF))
NO_CHILD = replace(CHILD, view=ChildView.DOES_NOT_WANT)
BY_FAMILY = replace(ENDED, ended_on=APRIL, reason=MatchEnd.FAMILY_ENDED)
WITHOUT_FAMILY = (replace(CONSIDERED, asks=(Consent.VOLUNTEER, Consent.CHILD)), PROPOSED)


def a_match(*history: events.MatchEvent) -> Match:
    return given(Match(MATCH), *history)


@pytest.mark.parametrize(
    ("answer", "is_yes", "is_no", "is_own"),
    [
        (VOLUNTEER, True, False, False),
        (NO_VOLUNTEER, False, True, False),
        (FAMILY, True, False, False),
        (NO_FAMILY, False, True, False),
        (SELF, True, False, True),
        (NO_SELF, False, True, True),
        (CHILD, True, False, False),
        (UNSURE, False, False, False),
        (NO_CHILD, False, True, False),
    ],
)
def test_an_answer_is_a_yes_or_a_no_and_only_a_child_may_be_unsure(
    answer: Answer, is_yes: bool, is_no: bool, is_own: bool
) -> None:
    assert (rules.is_yes(answer), rules.is_no(answer)) == (is_yes, is_no)
    assert rules.is_by_themselves(answer) == is_own
    assert a_match(*PROPOSAL, answer).without_noes() == (
        a_match(*PROPOSAL) if is_no else a_match(*PROPOSAL, answer)
    )


def test_each_answer_is_asked_of_somebody_else() -> None:
    answers = {Consent.VOLUNTEER: VOLUNTEER, Consent.FAMILY: FAMILY, Consent.CHILD: CHILD}
    assert {whose: rules.WHOSE[type(answer)] for whose, answer in answers.items()} == {
        whose: whose for whose in Consent
    }


EVERYBODY = tuple(Consent)


@pytest.mark.parametrize(
    ("answer", "asks", "of_minor", "of_adult"),
    [
        (VOLUNTEER, EVERYBODY, None, None),
        (FAMILY, EVERYBODY, None, "of_age"),
        (replace(FAMILY, by=MatchConsentGiver.PARENT), EVERYBODY, None, "of_age"),
        (SELF, EVERYBODY, None, None),
        (replace(FAMILY, by=MatchConsentGiver.VOLUNTEER), EVERYBODY, "wrong_giver", "wrong_giver"),
        (CHILD, EVERYBODY, None, "of_age"),
        (CHILD, (Consent.VOLUNTEER, Consent.FAMILY), "not_asked", "not_asked"),
        (FAMILY, (), None, "of_age"),
    ],
)
def test_an_answer_is_of_somebody_who_is_asked_and_may_give_it(
    answer: Answer, asks: tuple[Consent, ...], of_minor: str | None, of_adult: str | None
) -> None:
    def refusal(adult_from: date | None) -> str | None:
        try:
            rules.must_be_theirs(answer, asks, adult_from)
        except Refused as refused:
            return refused.code
        return None

    assert [refusal(None), refusal(answer.on + DAY)] == [of_minor, of_minor]
    assert refusal(answer.on) == of_adult


def test_nobodys_answer_is_none() -> None:
    assert (rules.is_yes(None), rules.is_by_themselves(None)) == (False, False)


def test_somebody_is_of_age_from_the_day_on_that_is_known() -> None:
    assert [rules.is_adult(MAY, day) for day in (MAY - DAY, MAY, MAY + DAY)] == [False, True, True]
    assert rules.is_adult(None, MAY) is False


@pytest.mark.parametrize(
    ("history", "adult_from", "lacks"),
    [
        (PROPOSAL, MAY, True),
        ((*PROPOSAL, FAMILY), MAY, True),
        ((*PROPOSAL, NO_SELF), MAY, True),
        ((*PROPOSAL, SELF), MAY, False),
        (PROPOSAL, MAY + DAY, False),
        (PROPOSAL, None, False),
        (WITHOUT_FAMILY, MAY, False),
        ((), MAY, False),
    ],
)
def test_who_is_of_age_has_to_say_yes_themselves_where_the_family_is_asked(
    history: tuple[events.MatchEvent, ...], adult_from: date | None, lacks: bool
) -> None:
    assert a_match(*history).lacks_own_consent(adult_from, MAY) is lacks


@pytest.mark.parametrize(
    ("history", "of_minor", "of_adult"),
    [
        (PROPOSAL, tuple(Consent), (Consent.VOLUNTEER, Consent.FAMILY)),
        (
            (*PROPOSAL, FAMILY),
            (Consent.VOLUNTEER, Consent.CHILD),
            (Consent.VOLUNTEER, Consent.FAMILY),
        ),
        ((*PROPOSAL, SELF), (Consent.VOLUNTEER,), (Consent.VOLUNTEER,)),
        ((*PROPOSAL, NO_SELF, VOLUNTEER), (Consent.FAMILY, Consent.CHILD), (Consent.FAMILY,)),
        ((*PROPOSAL, VOLUNTEER, FAMILY, UNSURE), (Consent.CHILD,), (Consent.FAMILY,)),
        (AGREEMENT, (), (Consent.FAMILY,)),
        (WITHOUT_FAMILY, (Consent.VOLUNTEER, Consent.CHILD), (Consent.VOLUNTEER,)),
        ((), (), ()),
    ],
)
def test_a_match_waits_for_whoever_is_asked_and_has_not_said_yes(
    history: tuple[events.MatchEvent, ...],
    of_minor: tuple[Consent, ...],
    of_adult: tuple[Consent, ...],
) -> None:
    match = a_match(*history)
    assert match.waits_for == match.waits_on(MAY, MAY + DAY) == of_minor
    assert match.waits_on(MAY, MAY) == of_adult


def test_the_last_answer_is_of_the_latest_day_or_of_the_day_somebody_was_asked_for() -> None:
    later = replace(CONSIDERED, earliest=MAY)
    histories = (PROPOSAL, (*PROPOSAL, VOLUNTEER), (*PROPOSAL, FAMILY, CHILD), (later, FAMILY))
    assert [a_match(*history).last_answer for history in histories] == [MARCH, MARCH, APRIL, MAY]


@pytest.mark.parametrize(
    ("history", "since"),
    [((), date.min), (PROPOSAL, MARCH), (AGREEMENT, APRIL), (SUPPORT, APRIL)],
)
def test_a_match_is_what_it_is_since_it_was_started_or_agreed_or_asked_for(
    history: tuple[events.MatchEvent, ...], since: date
) -> None:
    assert a_match(*history).since == since
    moved = events.MatchStarted(**OF_MATCH, started_on=MAY)  # type: ignore[arg-type]
    assert a_match(*history, moved).since == MAY


@pytest.mark.parametrize(
    ("history", "answer", "adult_from", "follows"),
    [
        (SUPPORT, SELF, APRIL, [SELF]),
        (SUPPORT, NO_SELF, APRIL, [NO_SELF, BY_FAMILY]),
        ((*SUPPORT, SELF), NO_SELF, APRIL, "state"),  # they have said yes for themselves already
        (SUPPORT, SELF, MAY, "state"),
        (SUPPORT, replace(FAMILY, channel=AnswerWay.PHONE), APRIL, "of_age"),
        (SUPPORT, replace(VOLUNTEER, on=APRIL), APRIL, "state"),
        ((*SUPPORT, ENDED), SELF, APRIL, "state"),
        (AGREEMENT, SELF, APRIL, [SELF]),
        (AGREEMENT, NO_SELF, APRIL, [NO_SELF, DECLINED]),
    ],
)
def test_who_came_of_age_answers_for_themselves_before_the_start_and_once_after_it(
    history: tuple[events.MatchEvent, ...], answer: Answer, adult_from: date, follows: Any
) -> None:
    match = a_match(*history)
    if isinstance(follows, list):
        assert match.record(answer, adult_from=adult_from) == follows
    else:
        with pytest.raises(Refused) as refused:
            match.record(answer, adult_from=adult_from)
        assert refused.value.code == follows


def test_a_match_starts_once_who_is_of_age_has_said_yes_themselves() -> None:
    for history, adult_from, starts in (
        (AGREEMENT, None, True),
        (AGREEMENT, MAY + DAY, True),
        ((*AGREEMENT, SELF), MAY, True),
        (AGREEMENT, MAY, False),
    ):
        match = a_match(*history)
        if starts:
            (started,) = match.start(on=MAY, adult_from=adult_from)
            assert given(match, started).started_on == MAY
        else:
            with pytest.raises(Refused) as refused:
                match.start(on=MAY, adult_from=adult_from)
            assert (refused.value.code, refused.value.missing) == (
                "own_consent_missing",
                (Consent.FAMILY,),
            )


STATE = {
    (): "There is no such match.",
    PROPOSAL: "This match still waits for answers.",
    AGREEMENT: "This match is agreed but has not started.",
    SUPPORT: "This match has started already.",
    (*SUPPORT, ENDED): "This match has ended.",
    (*PROPOSAL, DECLINED): "This match was declined.",
    (
        *PROPOSAL,
        events.MatchEnteredInError(**OF_MATCH, was=MatchStatus.PROPOSED, on=MAY),  # type: ignore[arg-type]
    ): "This match was entered in error.",
}


@pytest.mark.parametrize(("history", "sentence"), STATE.items())
def test_a_refusal_says_how_the_match_stands(
    history: tuple[events.MatchEvent, ...], sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        a_match(*history).must_be()
    assert (refused.value.message, refused.value.code) == (sentence, "state")
