"""What was written down wrongly of a match is put right: each rule on both of its sides."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.common.codes import AnswerWay, ChildView, MatchConsentGiver, MatchEnd, MatchStatus
from services.common.programme import Consent
from services.volunteers.corrections import rules
from services.volunteers.corrections.rules import Days
from services.volunteers.matches import events
from services.volunteers.matches.domain import Match
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.volunteers.examples import APRIL, MARCH, MATCH, MAY
from tests.volunteers.test_matches import (
    AGREEMENT,
    CHILD,
    DECLINED,
    ENDED,
    FAMILY,
    OF_MATCH,
    PERSON,
    PROPOSAL,
    SUPPORT,
    VOLUNTEER,
)

DAY = timedelta(days=1)
WHY = events.CorrectionExplained(
    match_id=MATCH, subject_id=PERSON, on=MAY, by="somebody", reason="A slip of the pen."
)
STRUCK = events.AnswerEnteredInError(match_id=MATCH, whose=Consent.FAMILY)


def a_match(*history: events.MatchEvent) -> Match:
    return given(Match(MATCH), *history)


def stands(kind: Any, status: MatchStatus, **values: Any) -> Any:
    return kind(**OF_MATCH, status=status, **{"proposed_on": APRIL} | values)


def test_an_answer_never_given_is_struck_out_and_waited_for_again() -> None:
    match = a_match(*PROPOSAL, FAMILY)
    assert rules.withdraw_answer(match, WHY, Consent.FAMILY) == [STRUCK, WHY]
    assert a_match(*PROPOSAL, FAMILY, STRUCK).waits_for == tuple(Consent)


def test_an_agreement_that_rests_on_it_waits_for_it_again() -> None:
    follows = rules.withdraw_answer(a_match(*AGREEMENT), WHY, Consent.FAMILY)
    waits = stands(events.MatchCorrected, MatchStatus.PROPOSED)
    assert follows == [STRUCK, WHY, waits]
    again = a_match(*AGREEMENT, *follows)
    assert (again.status, again.agreed_on, again.waits_for) == (
        MatchStatus.PROPOSED,
        None,
        (Consent.FAMILY,),
    )


@pytest.mark.parametrize("history", [SUPPORT, (*SUPPORT, ENDED)])
def test_a_support_that_began_on_an_answer_keeps_it(history: Any) -> None:
    with pytest.raises(Refused, match="rests on this answer"):
        rules.withdraw_answer(a_match(*history), WHY, Consent.FAMILY)


def test_what_nobody_answered_needs_no_striking_out() -> None:
    assert rules.withdraw_answer(a_match(*PROPOSAL), WHY, Consent.FAMILY) == []


def test_who_gave_a_consent_is_put_right_while_all_else_holds() -> None:
    right = replace(FAMILY, by=MatchConsentGiver.PARENT, channel=AnswerWay.PHONE)
    for history in (PROPOSAL, AGREEMENT, SUPPORT, (*SUPPORT, ENDED)):
        match = a_match(*history) if history is not PROPOSAL else a_match(*PROPOSAL, FAMILY)
        assert rules.correct_answer(match, WHY, right) == [STRUCK, WHY, right]


def test_a_yes_that_was_a_no_declines() -> None:
    no = replace(FAMILY, given=False)
    assert rules.correct_answer(a_match(*AGREEMENT), WHY, no) == [STRUCK, WHY, no, DECLINED]


def test_a_support_is_not_without_a_yes_from_before_it() -> None:
    match = a_match(*SUPPORT)
    for wrong in (replace(FAMILY, given=False), replace(FAMILY, on=APRIL + DAY)):
        with pytest.raises(Refused, match="began on this answer"):
            rules.correct_answer(match, WHY, wrong)
    early = replace(FAMILY, on=MARCH)
    assert rules.correct_answer(match, WHY, early) == [STRUCK, WHY, early]


def test_an_agreement_moves_with_the_day_of_its_last_answer() -> None:
    right = replace(FAMILY, on=MAY)
    follows = rules.correct_answer(a_match(*AGREEMENT), WHY, right)
    assert follows[3:] == [stands(events.MatchCorrected, MatchStatus.AGREED, agreed_on=MAY)]


def test_an_answer_put_right_may_be_the_last_one_missing() -> None:
    unsure = replace(CHILD, view=ChildView.UNSURE)
    match = a_match(*PROPOSAL, VOLUNTEER, FAMILY, unsure)
    follows = rules.correct_answer(match, WHY, CHILD, person=PERSON)
    assert follows[-1] == AGREEMENT[-1]


def test_an_answer_put_right_is_the_same_again_or_was_given() -> None:
    assert rules.correct_answer(a_match(*AGREEMENT), WHY, FAMILY) == []
    with pytest.raises(Refused, match="No such answer"):
        rules.correct_answer(a_match(*PROPOSAL), WHY, FAMILY)


def test_a_day_is_put_right_and_the_order_holds() -> None:
    started = stands(
        events.MatchCorrected, MatchStatus.STARTED, agreed_on=APRIL, started_on=APRIL + DAY
    )
    match = a_match(*SUPPORT)
    assert rules.correct(match, WHY, Days(started_on=APRIL + DAY)) == [WHY, started]
    assert a_match(*SUPPORT, started).started_on == APRIL + DAY
    with pytest.raises(Invalid, match="before 2026-04-02"):
        rules.correct(match, WHY, Days(started_on=APRIL - DAY))


def test_an_end_is_put_right_with_its_reason() -> None:
    match = a_match(*SUPPORT, ENDED)
    follows = rules.correct(match, WHY, Days(ended_on=APRIL, end_reason=MatchEnd.SAFETY))
    days = {"agreed_on": APRIL, "started_on": APRIL, "ended_on": APRIL}
    safety = {"end_reason": MatchEnd.SAFETY}
    assert follows == [WHY, stands(events.MatchCorrected, MatchStatus.ENDED, **days, **safety)]
    with pytest.raises(Invalid, match="before 2026-04-02"):
        rules.correct(match, WHY, Days(ended_on=APRIL - DAY))


def test_what_was_right_changes_nothing() -> None:
    assert rules.correct(a_match(*SUPPORT), WHY, Days(started_on=APRIL)) == []
    assert rules.correct(a_match(*SUPPORT), WHY, Days()) == []


@pytest.mark.parametrize(
    ("history", "days"),
    [
        (AGREEMENT, Days(started_on=APRIL)),
        (SUPPORT, Days(ended_on=MAY)),
        (SUPPORT, Days(end_reason=MatchEnd.OTHER)),
        ((), Days(proposed_on=APRIL)),
    ],
)
def test_only_what_has_happened_is_put_right(history: Any, days: Days) -> None:
    with pytest.raises(Refused):
        rules.correct(a_match(*history), WHY, days)


def test_what_ended_by_mistake_goes_on() -> None:
    follows = rules.reopen(a_match(*SUPPORT, ENDED), WHY, person=PERSON)
    on = {"agreed_on": APRIL, "started_on": APRIL, "person_id": PERSON}
    assert follows == [WHY, stands(events.MatchReopened, MatchStatus.STARTED, **on)]
    again = a_match(*SUPPORT, ENDED, *follows)
    assert (again.status, again.ended_on, again.end_reason, again.explained) == (
        MatchStatus.STARTED,
        None,
        None,
        (WHY,),
    )


def test_a_no_that_was_a_mistake_falls_away_when_the_match_goes_on() -> None:
    no = replace(FAMILY, given=False)
    declined = a_match(*PROPOSAL, VOLUNTEER, no, DECLINED)
    follows = rules.reopen(declined, WHY)
    assert follows == [WHY, stands(events.MatchReopened, MatchStatus.PROPOSED)]
    assert given(declined, *follows).waits_for == (Consent.FAMILY, Consent.CHILD)
    taken_back = rules.reopen(a_match(*AGREEMENT, DECLINED), WHY)
    assert taken_back == [WHY, stands(events.MatchReopened, MatchStatus.AGREED, agreed_on=APRIL)]


def test_what_goes_on_needs_no_reopening() -> None:
    assert [rules.reopen(a_match(*h), WHY) for h in (PROPOSAL, AGREEMENT, SUPPORT)] == [[]] * 3
    with pytest.raises(Refused, match="no such match"):
        rules.reopen(a_match(), WHY)


@pytest.mark.parametrize(
    "history", [PROPOSAL, AGREEMENT, SUPPORT, (*SUPPORT, ENDED), (*PROPOSAL, DECLINED)]
)
def test_a_match_that_never_was_is_struck_out_in_any_state(history: Any) -> None:
    match = a_match(*history)
    was = match.status or MatchStatus.PROPOSED
    error = events.MatchEnteredInError(**OF_MATCH, was=was, on=MAY)  # type: ignore[arg-type]
    assert rules.enter_in_error(match, WHY) == [WHY, error]
    struck = given(match, error)
    assert (struck.is_live, rules.enter_in_error(struck, WHY)) == (False, [])
    with pytest.raises(Refused, match="entered in error"):
        rules.reopen(struck, WHY)


def test_the_day_of_a_start_is_not_moved_past_somebodys_coming_of_age() -> None:
    match = a_match(*SUPPORT)
    with pytest.raises(Refused, match="of age"):
        rules.correct(match, WHY, Days(started_on=MAY), adult_from=MAY)
    assert rules.correct(match, WHY, Days(started_on=MAY - DAY), adult_from=MAY)[0] == WHY
