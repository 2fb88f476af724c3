"""A match: proposed, channel from all, started, ended; each rule on both of its sides."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.common.codes import ChildView, MatchConsentGiver, MatchEnd, MatchStatus
from services.common.programme import Consent
from services.volunteers.matches import events
from services.volunteers.matches.domain import Match
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.volunteers.examples import ANNA, APRIL, CASE, MARCH, MATCH, MAY, NGO, REFERRAL, SENDER

PERSON = UUID(int=77)
OF_MATCH = {
    "match_id": MATCH,
    "case_id": CASE,
    "referral_id": REFERRAL,
    "volunteer_id": ANNA,
    "organisation": NGO,
    "programme": "buddy",
    "sender": SENDER,
    "municipality": "853",
}
CONSIDERED = events.MatchConsidered(
    match_id=MATCH,
    case_id=CASE,
    volunteer_id=ANNA,
    candidates=(),
    excluded=(),
    asks=tuple(Consent),
    slot=1,
    earliest=MARCH,
    concerned=(SENDER, NGO),
)
PROPOSED = events.MatchProposed(**OF_MATCH, proposed_on=APRIL)  # type: ignore[arg-type]
VOLUNTEER = events.VolunteerAnswered(match_id=MATCH, given=True, on=MARCH)
FAMILY = events.FamilyAnswered(match_id=MATCH, given=True, by=MatchConsentGiver.GUARDIAN, on=APRIL)
CHILD = events.ChildHeard(match_id=MATCH, view=ChildView.WANTS, on=MARCH)
AGREED = events.MatchAgreed(**OF_MATCH, agreed_on=APRIL, person_id=PERSON)  # type: ignore[arg-type]
STARTED = events.MatchStarted(**OF_MATCH, started_on=APRIL, person_id=PERSON)  # type: ignore[arg-type]
DECLINED = events.MatchDeclined(**OF_MATCH, on=APRIL)  # type: ignore[arg-type]
ENDED = events.MatchEnded(**OF_MATCH, ended_on=MAY, reason=MatchEnd.PLANNED)  # type: ignore[arg-type]

PROPOSAL = (CONSIDERED, PROPOSED)
AGREEMENT = (*PROPOSAL, VOLUNTEER, CHILD, FAMILY, AGREED)
SUPPORT = (*AGREEMENT, STARTED)


def test_a_proposal_keeps_the_list_it_was_chosen_from() -> None:
    match = given(Match(MATCH), *Match(MATCH).propose(CONSIDERED, PROPOSED))
    assert (match.status, match.considered) == (MatchStatus.PROPOSED, CONSIDERED)


def test_nobody_is_proposed_before_somebody_was_asked_for() -> None:
    with pytest.raises(Invalid, match="before 2026-03-02"):
        Match(MATCH).propose(CONSIDERED, replace(PROPOSED, proposed_on=date(2026, 3, 1)))


def test_a_match_is_proposed_once() -> None:
    for history in (PROPOSAL, AGREEMENT, SUPPORT, (*PROPOSAL, DECLINED)):
        with pytest.raises(Refused, match="proposed already"):
            given(Match(MATCH), *history).propose(CONSIDERED, PROPOSED)


def test_a_match_is_live_until_it_is_declined_or_ends() -> None:
    assert [
        given(Match(MATCH), *history).is_live
        for history in (
            (),
            PROPOSAL,
            AGREEMENT,
            SUPPORT,
            (*SUPPORT, ENDED),
            (*PROPOSAL, DECLINED),
        )
    ] == [False, True, True, True, False, False]


def test_a_public_fact_concerns_those_it_was_proposed_for() -> None:
    assert given(Match(MATCH), *PROPOSAL).concerns == (SENDER, NGO)


def test_one_yes_leaves_the_others_to_wait_for() -> None:
    match = given(Match(MATCH), *PROPOSAL)
    assert match.record(VOLUNTEER) == [VOLUNTEER]
    assert given(match, VOLUNTEER).waits_for == (Consent.FAMILY, Consent.CHILD)


def test_a_no_is_no_consent() -> None:
    assert given(Match(MATCH), *PROPOSAL).waits_for == tuple(Consent)
    noes = (
        replace(VOLUNTEER, given=False),
        replace(FAMILY, given=False),
        replace(CHILD, view=ChildView.DOES_NOT_WANT),
    )
    assert given(Match(MATCH), *PROPOSAL, *noes).waits_for == tuple(Consent)


def test_the_last_yes_agrees_on_the_day_of_the_latest() -> None:
    match = given(Match(MATCH), *PROPOSAL, FAMILY, CHILD)
    assert match.record(VOLUNTEER, person=PERSON) == [VOLUNTEER, AGREED]


def test_an_answer_channel_again_changes_nothing() -> None:
    assert given(Match(MATCH), *PROPOSAL, VOLUNTEER).record(VOLUNTEER) == []
    assert given(Match(MATCH), *SUPPORT).record(VOLUNTEER) == []


def test_an_answer_corrected_after_the_agreement_agrees_no_second_time() -> None:
    later = replace(VOLUNTEER, on=APRIL)
    assert given(Match(MATCH), *AGREEMENT).record(later) == [later]


def test_after_the_start_nobody_answers_otherwise() -> None:
    with pytest.raises(Refused, match="started already"):
        given(Match(MATCH), *SUPPORT).record(replace(VOLUNTEER, on=APRIL))


def test_a_child_who_is_unsure_is_waited_for() -> None:
    unsure = replace(CHILD, view=ChildView.UNSURE)
    match = given(Match(MATCH), *PROPOSAL, VOLUNTEER, FAMILY)
    assert match.record(unsure) == [unsure]
    assert given(match, unsure).waits_for == (Consent.CHILD,)


@pytest.mark.parametrize(
    "no",
    [
        replace(VOLUNTEER, given=False, on=APRIL),
        replace(FAMILY, given=False),
        replace(CHILD, view=ChildView.DOES_NOT_WANT, on=APRIL),
    ],
)
def test_anybodys_no_declines(
    no: events.VolunteerAnswered | events.FamilyAnswered | events.ChildHeard,
) -> None:
    assert given(Match(MATCH), *PROPOSAL).record(no) == [no, DECLINED]
    assert given(Match(MATCH), *AGREEMENT).record(no) == [no, DECLINED]


def test_only_a_child_of_twelve_or_more_is_asked() -> None:
    without = replace(CONSIDERED, asks=(Consent.VOLUNTEER, Consent.FAMILY))
    match = given(Match(MATCH), without, PROPOSED, VOLUNTEER)
    with pytest.raises(Refused, match="age of 12"):
        match.record(CHILD)
    assert match.record(FAMILY, person=PERSON) == [FAMILY, AGREED]


@pytest.mark.parametrize("by", sorted(set(MatchConsentGiver) - {MatchConsentGiver.VOLUNTEER}))
def test_a_guardian_a_parent_or_the_person_consents_for_the_family(by: MatchConsentGiver) -> None:
    match = given(Match(MATCH), *PROPOSAL)
    assert match.record(replace(FAMILY, by=by)) == [replace(FAMILY, by=by)]


def test_a_volunteer_does_not_consent_for_the_family() -> None:
    with pytest.raises(Invalid, match="guardian"):
        given(Match(MATCH), *PROPOSAL).record(replace(FAMILY, by=MatchConsentGiver.VOLUNTEER))


def test_an_answer_is_not_older_than_the_question() -> None:
    match = given(Match(MATCH), *PROPOSAL)
    assert match.record(replace(VOLUNTEER, on=MARCH)) == [replace(VOLUNTEER, on=MARCH)]
    with pytest.raises(Invalid, match="before 2026-03-02"):
        match.record(replace(VOLUNTEER, on=date(2026, 3, 1)))


def test_only_an_agreed_match_starts() -> None:
    assert given(Match(MATCH), *AGREEMENT).start(on=APRIL, person=PERSON) == [STARTED]
    with pytest.raises(Refused) as refused:
        given(Match(MATCH), *PROPOSAL, VOLUNTEER).start(on=APRIL)
    assert refused.value.missing == (Consent.FAMILY, Consent.CHILD)


def test_a_match_starts_on_the_day_of_agreement_at_the_earliest() -> None:
    with pytest.raises(Invalid, match="before 2026-04-02"):
        given(Match(MATCH), *AGREEMENT).start(on=date(2026, 4, 1))


def test_started_again_on_the_same_day_nothing_changes() -> None:
    assert given(Match(MATCH), *SUPPORT).start(on=APRIL, person=PERSON) == []
    with pytest.raises(Refused, match="started already"):
        given(Match(MATCH), *SUPPORT).start(on=MAY)


def test_what_has_ended_does_not_start_again() -> None:
    with pytest.raises(Refused, match="has ended"):
        given(Match(MATCH), *SUPPORT, ENDED).start(on=APRIL, person=PERSON)


def test_a_started_match_ends_on_its_first_day_at_the_earliest() -> None:
    match = given(Match(MATCH), *AGREEMENT, replace(STARTED, started_on=MAY))
    assert match.end(MatchEnd.PLANNED, on=MAY) == [ENDED]
    with pytest.raises(Invalid, match="before 2026-05-04"):
        match.end(MatchEnd.PLANNED, on=date(2026, 5, 3))


@pytest.mark.parametrize(
    ("reason", "on"), [(MatchEnd.MOVED, MAY), (MatchEnd.PLANNED, date(2026, 5, 5))]
)
def test_what_has_ended_does_not_end_otherwise(reason: MatchEnd, on: date) -> None:
    with pytest.raises(Refused, match="has ended"):
        given(Match(MATCH), *SUPPORT, ENDED).end(reason, on=on)


def test_declined_again_nothing_changes() -> None:
    match = given(Match(MATCH), *PROPOSAL, DECLINED)
    assert (match.ended_on, match.decline(on=MAY)) == (APRIL, [])


@pytest.mark.parametrize(
    ("history", "sentence"),
    [
        ((), "There is no such match."),
        (PROPOSAL, "This match still waits for answers."),
        (AGREEMENT, "This match is agreed but has not started."),
        ((*PROPOSAL, DECLINED), "This match was declined."),
    ],
)
def test_only_a_started_match_ends(history: tuple[events.MatchEvent, ...], sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        given(Match(MATCH), *history).end(MatchEnd.PLANNED, on=MAY)
    assert (refused.value.message, refused.value.code) == (sentence, "state")


def test_a_started_match_ends_with_a_reason() -> None:
    match = given(Match(MATCH), *SUPPORT)
    assert match.end(MatchEnd.PLANNED, on=MAY) == [ENDED]
    assert given(match, ENDED).end(MatchEnd.PLANNED, on=MAY) == []
    with pytest.raises(Invalid, match="before 2026-04-02"):
        match.end(MatchEnd.PLANNED, on=date(2026, 4, 1))


def test_what_has_not_started_is_declined_and_does_not_end() -> None:
    with pytest.raises(Refused, match="has not started"):
        given(Match(MATCH), *AGREEMENT).end(MatchEnd.PLANNED, on=MAY)
    assert given(Match(MATCH), *AGREEMENT).decline(on=APRIL) == [DECLINED]
    with pytest.raises(Refused, match="started already"):
        given(Match(MATCH), *SUPPORT).decline(on=MAY)


def test_a_closed_case_finishes_its_match_whatever_its_state() -> None:
    finished = [
        given(Match(MATCH), *history).finish(MatchEnd.PLANNED, on=day)
        for history, day in (
            (SUPPORT, MAY),
            (PROPOSAL, APRIL),
            (AGREEMENT, APRIL),
            ((*SUPPORT, ENDED), MAY),
            ((*PROPOSAL, DECLINED), MAY),
        )
    ]
    assert finished == [[ENDED], [DECLINED], [DECLINED], [], []]


def test_a_case_closed_before_the_start_ends_the_match_on_its_first_day() -> None:
    (ended,) = given(Match(MATCH), *SUPPORT).finish(MatchEnd.PLANNED, on=MARCH)
    assert ended == replace(ENDED, ended_on=APRIL)


def test_there_is_nothing_to_do_with_a_match_that_is_not() -> None:
    with pytest.raises(Refused, match="no such match"):
        Match(MATCH).end(MatchEnd.PLANNED, on=MAY)
    with pytest.raises(Refused, match="no such match"):
        Match(MATCH).record(VOLUNTEER)
