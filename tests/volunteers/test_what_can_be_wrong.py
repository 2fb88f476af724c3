"""Which fact and which answer of a match can be put right in which state, and whose answer."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from services.common.codes import MatchConsentGiver, MatchEnd, MatchStatus
from services.common.programme import Consent
from services.volunteers.corrections import rules
from services.volunteers.corrections.rules import Days
from services.volunteers.matches import events
from shared.kernel.aggregate import Invalid, Refused
from tests.volunteers.examples import APRIL, MAY
from tests.volunteers.test_corrections import DAY, STRUCK, WHY, a_match
from tests.volunteers.test_matches import (
    AGREEMENT,
    DECLINED,
    ENDED,
    FAMILY,
    OF_MATCH,
    PROPOSAL,
    SUPPORT,
)

IN_ERROR = events.MatchEnteredInError(
    **OF_MATCH,  # type: ignore[arg-type]
    was=MatchStatus.STARTED,
    on=MAY,
)
STATES: dict[str, tuple[Any, ...]] = {
    "proposed": PROPOSAL,
    "agreed": AGREEMENT,
    "started": SUPPORT,
    "ended": (*SUPPORT, ENDED),
    "declined": (*PROPOSAL, DECLINED),
    "in error": (*SUPPORT, IN_ERROR),
}


@pytest.mark.parametrize(
    ("days", "states"),
    [
        (Days(proposed_on=APRIL - DAY), {"proposed", "agreed", "started", "ended", "declined"}),
        (Days(started_on=APRIL + DAY), {"started", "ended"}),
        (Days(ended_on=MAY + DAY), {"ended", "declined"}),
        (Days(end_reason=MatchEnd.SAFETY), {"ended"}),
    ],
)
def test_each_fact_is_put_right_where_it_has_happened(days: Days, states: set[str]) -> None:
    right = set()
    for state, history in STATES.items():
        try:
            (why, corrected) = rules.correct(a_match(*history), WHY, days)
        except Refused:
            continue
        values = {name: value for name, value in vars(days).items() if value is not None}
        assert (why, {name: getattr(corrected, name) for name in values}) == (WHY, values)
        right.add(state)
    assert right == states


@pytest.mark.parametrize(
    ("state", "withdrawn", "corrected"),
    [
        ("proposed", "yes", "yes"),
        ("agreed", "yes", "yes"),
        ("started", "rests_on_answer", "yes"),
        ("ended", "rests_on_answer", "yes"),
        ("declined", "no", "no"),
        ("in error", "no", "no"),
    ],
)
def test_an_answer_is_struck_out_before_the_support_and_put_right_until_it_declined(
    state: str, withdrawn: str, corrected: str
) -> None:
    match = a_match(*STATES[state])
    if match.answers[Consent.FAMILY] is None:
        match = match.evolve(FAMILY)
    right = replace(FAMILY, by=MatchConsentGiver.PARENT)
    decisions: list[tuple[Callable[[], Any], str]] = [
        (lambda: rules.withdraw_answer(match, WHY, Consent.FAMILY), withdrawn),
        (lambda: rules.correct_answer(match, WHY, right), corrected),
    ]
    for decide, expected in decisions:
        if expected == "yes":
            assert decide()[:2] == [STRUCK, WHY]
            continue
        with pytest.raises(Refused) as refused:
            decide()
        assert (refused.value.code == "rests_on_answer") is (expected == "rests_on_answer")


def test_an_answer_put_right_is_of_somebody_who_may_give_it() -> None:
    match = a_match(*AGREEMENT)
    with pytest.raises(Invalid) as of_age:
        rules.correct_answer(
            match, WHY, replace(FAMILY, by=MatchConsentGiver.PARENT), adult_from=APRIL
        )
    assert of_age.value.code == "of_age"
    by_themselves = replace(FAMILY, by=MatchConsentGiver.SELF)
    assert rules.correct_answer(match, WHY, by_themselves, adult_from=APRIL)


def test_an_answer_put_right_lies_no_earlier_than_there_was_a_family_to_ask_for() -> None:
    match = a_match(*AGREEMENT)
    assert match.earliest is not None
    first = replace(FAMILY, on=match.earliest)
    assert rules.correct_answer(match, WHY, first)[:3] == [STRUCK, WHY, first]
    with pytest.raises(Invalid):
        rules.correct_answer(match, WHY, replace(FAMILY, on=match.earliest - DAY))


def test_who_came_of_age_during_the_support_consents_for_themselves_and_no_other_later() -> None:
    later = replace(FAMILY, by=MatchConsentGiver.SELF, on=MAY)
    assert rules.correct_answer(a_match(*SUPPORT), WHY, later) == [STRUCK, WHY, later]
    with pytest.raises(Refused, match="began on this answer"):
        rules.correct_answer(a_match(*SUPPORT), WHY, replace(later, given=False))


def test_a_start_that_is_not_moved_needs_no_other_consent() -> None:
    match = a_match(*SUPPORT, ENDED)
    for days in (Days(ended_on=MAY + DAY), Days(started_on=APRIL, ended_on=MAY + DAY)):
        assert rules.correct(match, WHY, days, adult_from=APRIL)[0] == WHY


def test_there_is_nothing_to_strike_out_of_a_match_that_was_never_proposed() -> None:
    with pytest.raises(Refused, match="no such match"):
        rules.enter_in_error(a_match(), WHY)
