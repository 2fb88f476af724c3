"""Which step a referral takes where it stands, by whom, and from which day on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.common.codes import BusinessStatus, EndReason, ReferralStatus
from services.common.contact import NOBODY, Opening
from services.referral.corrections import events as corrections
from services.referral.corrections.rules import Correction
from services.referral.referrals import events
from services.referral.referrals.domain import Referral
from shared.kernel.aggregate import Invalid, Refused
from shared.kernel.testing import given
from tests.referral.referrals.examples import (
    ACCEPTED,
    CASE,
    DESCRIBED,
    DISCLOSED,
    ID,
    MLL,
    OFFERED,
    RECEIVED,
    RECORD,
    SENDER,
    SUBJECT,
    TUESDAY,
)
from tests.referral.referrals.test_where_it_stands import ASKED, BEGUN, QUESTION, WAITLISTED

WEDNESDAY = TUESDAY + timedelta(days=1)
BY_SENDER = Correction(UUID(int=31), by=SENDER, on=WEDNESDAY, reason="Erehdys")
BY_PROVIDER = replace(BY_SENDER, by=MLL)
GIVEN = (RECEIVED, DESCRIBED, OFFERED)
TAKEN_ON = (*GIVEN, ACCEPTED, DISCLOSED, BEGUN)
PLACES: dict[str, tuple[Any, ...]] = {
    "missing": (),
    "received": GIVEN[:2],
    "offered": GIVEN,
    "asked": (*GIVEN, ASKED, QUESTION),
    "waiting": (*GIVEN, WAITLISTED),
    "accepted": TAKEN_ON,
    "completed": (
        *TAKEN_ON,
        events.ReferralCompleted(referral_id=ID, end_reason=EndReason.REDUNDANT, on=WEDNESDAY),
    ),
    "failed": (
        *TAKEN_ON,
        events.ReferralFailed(referral_id=ID, end_reason=EndReason.MOVED, on=WEDNESDAY),
    ),
    "rejected": (
        *GIVEN,
        events.ReferralRejected(referral_id=ID, organisation=MLL, reason="OTHER", on=TUESDAY),
    ),
    "withdrawn": (
        *GIVEN,
        events.ReferralWithdrawn(referral_id=ID, reason="MOVED", on=TUESDAY),
    ),
    "in_error": (
        *GIVEN,
        corrections.ReferralEnteredInError(referral_id=ID, correction_id=UUID(int=30), on=TUESDAY),
    ),
}
Step = Callable[[Referral], list[Any]]
STEPS: dict[str, Step] = {
    "offer": lambda r: r.offer(organisation=SENDER, programme="x", rule="CHOSEN", on=WEDNESDAY),
    "accept": lambda r: r.accept(DISCLOSED, by=MLL, on=WEDNESDAY),
    "reject": lambda r: r.reject("NO_CAPACITY", by=MLL, on=WEDNESDAY),
    "ask": lambda r: r.ask(QUESTION, by=MLL, on=WEDNESDAY),
    "wait": lambda r: r.waitlist("NO_CAPACITY", by=MLL, on=WEDNESDAY),
    "withdraw": lambda r: r.withdraw("MOVED", by=SENDER, on=WEDNESDAY),
    "in_error": lambda r: r.enter_in_error(BY_SENDER),
    "correct": lambda r: r.correct(BY_SENDER, {"phone": "+358401234567"}),
    "reopen": lambda r: r.reopen(
        BY_SENDER if r.status is ReferralStatus.WITHDRAWN else BY_PROVIDER
    ),
    "resume": lambda r: r.resume(UUID(int=31), on=WEDNESDAY),
    "progress": lambda r: r.progress(BusinessStatus.MATCH_AGREED, on=WEDNESDAY),
    "end": lambda r: r.end(EndReason.MOVED, outcome=None, on=WEDNESDAY),
}
# yes: it is taken; "-": nothing is left to do; otherwise the code of the refusal
ANSWERS = """
          offer accept reject ask   wait  withdraw in_error correct reopen resume progress end
missing   state state  state  state state state    refused  refused state  -      -        -
received  yes   state  state  state state yes      yes      yes     state  -      -        -
offered   yes   yes    yes    yes   yes   yes      yes      yes     state  -      -        -
asked     yes   yes    yes    -     yes   yes      yes      yes     state  -      -        -
waiting   yes   yes    yes    yes   -     yes      yes      yes     state  -      -        -
accepted  state -      state  state state accepted accepted yes     state  -      yes      yes
completed state -      state  state state state    accepted yes     state  yes    -        -
failed    state -      state  state state state    accepted yes     state  yes    -        -
rejected  state state  -      state state state    yes      yes     yes    -      -        -
withdrawn state state  state  state state -        yes      yes     yes    -      -        -
in_error  state state  state  state state state    -        state   state  -      -        -
"""


def answer(step: Step, referral: Referral) -> str:
    try:
        return "yes" if step(referral) else "-"
    except Refused as refused:
        return refused.code


def test_each_step_is_taken_where_it_can_be() -> None:
    answers = [
        [place, *(answer(step, given(Referral(ID), *history)) for step in STEPS.values())]
        for place, history in PLACES.items()
    ]
    assert [[*STEPS], *answers] == [row.split() for row in ANSWERS.strip().splitlines()]


def test_what_a_page_may_offer_follows_from_where_it_stands() -> None:
    open_to = {
        name: {
            place
            for place, history in PLACES.items()
            if getattr(given(Referral(ID), *history), name)
        }
        for name in ("can_be_answered", "can_be_withdrawn", "has_ended")
    }
    assert open_to == {
        "can_be_answered": {"offered", "asked", "waiting"},
        "can_be_withdrawn": {"received", "offered", "asked", "waiting"},
        "has_ended": {"completed", "failed"},
    }


@pytest.mark.parametrize(
    ("place", "step"),
    [
        ("accepted", lambda r: r.accept(DISCLOSED, by=SENDER, on=WEDNESDAY)),
        ("rejected", lambda r: r.reject("OTHER", by=SENDER, on=WEDNESDAY)),
        ("waiting", lambda r: r.waitlist("NO_CAPACITY", by=SENDER, on=WEDNESDAY)),
        ("withdrawn", lambda r: r.withdraw("MOVED", by=MLL, on=WEDNESDAY)),
        ("in_error", lambda r: r.enter_in_error(BY_PROVIDER)),
        ("rejected", lambda r: r.reopen(BY_SENDER)),
        ("withdrawn", lambda r: r.reopen(BY_PROVIDER)),
    ],
)
def test_what_one_side_has_done_the_other_does_not_do_again(place: str, step: Step) -> None:
    with pytest.raises(Refused):
        step(given(Referral(ID), *PLACES[place]))


def test_another_reason_to_wait_is_written_down_and_the_same_after_a_question() -> None:
    waiting = given(Referral(ID), *PLACES["waiting"])
    asked_about = given(waiting, replace(ASKED, on=TUESDAY))
    assert asked_about.waitlist("NO_CAPACITY", by=MLL, on=WEDNESDAY) == [
        replace(WAITLISTED, on=WEDNESDAY)
    ]
    assert waiting.waitlist("OUT_OF_SCOPE", by=MLL, on=WEDNESDAY) == [
        replace(WAITLISTED, reason="OUT_OF_SCOPE", on=WEDNESDAY)
    ]


def test_the_consent_that_was_withdrawn_can_be_given_again() -> None:
    offered = given(Referral(ID), *GIVEN)
    withdrawn = given(offered, *offered.withdraw_consent(BY_SENDER))
    least = replace(DESCRIBED.consent, disclosure_level="L0")  # what withdrawal leaves
    renewed = given(withdrawn, *withdrawn.correct_consent(BY_SENDER, least))
    assert (withdrawn.consent_withdrawn_on, renewed.consent_withdrawn_on) == (WEDNESDAY, None)


@pytest.mark.parametrize("step", ["offer", "accept", "reject", "wait", "withdraw", "in_error"])
def test_no_step_lies_before_the_one_that_it_follows(step: str) -> None:
    latest = replace(OFFERED, offered_on=WEDNESDAY + timedelta(days=1))
    with pytest.raises(Invalid):
        STEPS[step](given(Referral(ID), RECEIVED, DESCRIBED, latest))


def test_of_a_referral_that_was_never_received_nothing_is_known() -> None:
    missing = Referral(ID)
    for step in (
        lambda: missing.message(UUID(int=21), "Hei", by=SENDER),
        lambda: missing.withdraw_consent(BY_SENDER),
        lambda: missing.correct_consent(BY_SENDER, DESCRIBED.consent),
    ):
        with pytest.raises(Refused):
            step()


def test_a_message_is_of_the_family_and_of_whose_people_wrote_it() -> None:
    written = given(Referral(ID), *GIVEN).message(
        UUID(int=21), "Ikä?", by=MLL, not_a_name="Ikä on kysymys"
    )
    assert written == replace(QUESTION, not_a_name="Ikä on kysymys")


def test_since_acceptance_whoever_works_with_the_family_reads_a_message_too() -> None:
    disclosed = events.MessageDisclosed(
        referral_id=ID,
        case_id=CASE,
        message_id=QUESTION.message_id,
        subject_id=RECORD,
        organisation=MLL,
        text="Ikä?",
    )
    written = {
        place: given(Referral(ID), *PLACES[place]).write(QUESTION, on=WEDNESDAY)
        for place in ("offered", "asked", "accepted", "rejected")
    }
    assert written == {
        "offered": [QUESTION],
        "asked": [QUESTION],
        "accepted": [QUESTION, disclosed],
        "rejected": [QUESTION],
    }


def test_how_the_case_stands_is_told_with_its_day_and_to_others_without_its_phase() -> None:
    accepted = given(Referral(ID), *TAKEN_ON)  # in progress, in the phase TRUST
    progressed = replace(BEGUN, on=WEDNESDAY)
    advanced = events.ReferralAdvanced(
        referral_id=ID,
        status=ReferralStatus.ACCEPTED,
        business_status=BusinessStatus.MATCH_AGREED,
        on=WEDNESDAY,
    )
    agreed, begun = BusinessStatus.MATCH_AGREED, BusinessStatus.IN_PROGRESS
    assert accepted.progress(agreed, on=WEDNESDAY) == [
        replace(progressed, business_status="MATCH_AGREED"),
        advanced,
    ]
    assert accepted.progress(begun, on=WEDNESDAY) == []
    assert accepted.progress(begun, on=WEDNESDAY, phase="TRUST") == []
    assert accepted.progress(begun, on=WEDNESDAY, phase="END") == [replace(progressed, phase="END")]


@pytest.mark.parametrize(
    ("reason", "event", "status"),
    [
        (EndReason.REDUNDANT, events.ReferralCompleted, ReferralStatus.COMPLETED),
        (EndReason.MOVED, events.ReferralFailed, ReferralStatus.FAILED),
    ],
)
def test_the_end_of_the_case_is_told_with_its_outcome_and_to_others_without(
    reason: EndReason, event: Any, status: ReferralStatus
) -> None:
    ended = given(Referral(ID), *TAKEN_ON).end(reason, outcome="IMPROVED", on=WEDNESDAY)
    assert ended == [
        replace(BEGUN, business_status="ENDED", on=WEDNESDAY, outcome="IMPROVED"),
        event(referral_id=ID, end_reason=reason, on=WEDNESDAY),
        events.ReferralAdvanced(
            referral_id=ID, status=status, business_status=BusinessStatus.ENDED, on=WEDNESDAY
        ),
    ]


NOON = datetime(2026, 3, 4, 10, tzinfo=UTC)
READER = UUID(int=51)
LOOK = Opening(READER, "Kotikäynti", WEDNESDAY, NOON + timedelta(hours=1))
SHOWN = events.ContactShown(
    referral_id=ID,
    subject_id=SUBJECT,
    person_id=READER,
    organisation=MLL,
    on=WEDNESDAY,
    until=LOOK.until,
    reason="Kotikäynti",
)


def under_order(*, named: bool) -> Referral:
    hidden = given(Referral(ID), RECEIVED, replace(DESCRIBED, non_disclosure=True), OFFERED)
    return replace(hidden, contact=NOBODY.naming(READER)) if named else hidden


def test_what_an_order_hides_is_shown_to_the_named_until_the_opening_ends() -> None:
    hidden = under_order(named=True)
    assert hidden.show_contact(LOOK, of=MLL, at=NOON) == [SHOWN]
    shown = given(hidden, SHOWN)
    assert shown.show_contact(LOOK, of=MLL, at=NOON) == []
    assert [shown.shows_contact(READER, at=NOON + timedelta(minutes=m)) for m in (0, 59, 60)] == [
        True,
        True,
        False,
    ]
    with pytest.raises(Refused, match="Only people named"):
        under_order(named=False).show_contact(LOOK, of=MLL, at=NOON)


def test_where_nothing_is_hidden_nothing_has_to_be_shown() -> None:
    for referral in (Referral(ID), given(Referral(ID), *GIVEN)):
        assert referral.shows_contact(READER, at=NOON)
        assert referral.show_contact(LOOK, of=MLL, at=NOON) == []
    assert not under_order(named=True).shows_contact(READER, at=NOON)
