"""What a correction means to a referral, and what of it is whose to put right."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.common.codes import ReferralStatus
from services.referral.corrections import events as corrections
from services.referral.families.events import Consent, Family, Guardian
from services.referral.referrals import events
from services.referral.referrals.domain import Referral
from shared.kernel.testing import given
from tests.referral.referrals.examples import (
    ACCEPTED,
    DESCRIBED,
    DISCLOSED,
    ID,
    MLL,
    OFFERED,
    RECEIVED,
    SENDER,
    SUBJECT,
    SUNDAY,
    TUESDAY,
)
from tests.referral.referrals.test_corrections import (
    BY_PROVIDER,
    BY_SENDER,
    CONSENT,
    CORRECTION,
    corrected,
    disclosed,
    explained,
    redescribed,
)
from tests.referral.referrals.test_parties import CITY, KELA
from tests.referral.referrals.test_where_it_stands import ASKED, WAITLISTED

INFORMS = Consent(given_on=SUNDAY, given_by="GUARDIAN", disclosure_level="L3", inform=(KELA,))
SENT = replace(DESCRIBED, consent=INFORMS, concerned=(SENDER, CITY))
OFFERED_REFERRAL = given(Referral(ID), RECEIVED, SENT, OFFERED)
TAKEN_ON = given(OFFERED_REFERRAL, ACCEPTED, DISCLOSED)
NEW: dict[str, Any] = {  # every fact of a family another than before
    "subject_kind": "YOUNG_PERSON",
    "non_disclosure": True,
    "non_disclosure_until": date(2026, 9, 1),
    "service_language": "sv",
    "interpreter_needed": True,
    "sibling_count": 1,
    "needs": ("BULLYING",),
    "client_status": "CONTACT",
    "mother_tongue": "sv",
    "interests": ("MUSIC",),
    "availability": ("WED_PM",),
    "given_name": "Aina",
    "family_name": "Tester",
    "date_of_birth": date(2010, 4, 1),
    "phone": "+358401234567",
    "email": "aina@tester.example",
    "address": "Testikatu 5",
    "guardians": (Guardian(given_name="Maija", family_name="Tester"),),
    "siblings": (),
    "notes": "Soita illalla.",
    "preconditions": (),
}
BESIDE: dict[str, Any] = {
    "place": "091",
    "age_band": "13-15",
    "concerned": (SENDER,),
    "referrer_name": "Kuraattori",
    "referrer_email": "k@koulu.example",
    "referrer_phone": "+358407654321",
}
REJECTED = events.ReferralRejected(
    referral_id=ID, organisation=MLL, reason="NO_CAPACITY", on=TUESDAY
)
FRIDAY = TUESDAY + timedelta(days=3)


def test_every_fact_of_a_family_can_be_put_right() -> None:
    assert {*NEW} == {field.name for field in fields(Family)} - {"subject_id"}


def test_what_the_sender_says_now_is_its_record() -> None:
    event = redescribed(**NEW, **BESIDE)
    described = replace(SENT, **NEW, **BESIDE)
    assert given(TAKEN_ON, event) == replace(TAKEN_ON, described=described)


def test_what_is_put_right_for_the_provider_is_its_register() -> None:
    beside: dict[str, Any] = {"municipality": "091", "disclosure_level": "L2", "inform": (KELA,)}
    event = disclosed(("phone",), **NEW, **beside)
    registered = replace(DISCLOSED, **NEW, **beside)
    assert given(TAKEN_ON, event) == replace(TAKEN_ON, disclosed=registered)


def reopened(status: ReferralStatus, on: date) -> corrections.ReferralReopened:
    return corrections.ReferralReopened(
        referral_id=ID, correction_id=CORRECTION, status=status, on=on
    )


IN_ERROR = corrections.ReferralEnteredInError(referral_id=ID, correction_id=CORRECTION, on=TUESDAY)
WITHDRAWN_CONSENT = corrections.ConsentWithdrawn(
    referral_id=ID, correction_id=CORRECTION, on=TUESDAY
)
CORRECTED_CONSENT = corrections.ConsentCorrected(
    referral_id=ID,
    correction_id=CORRECTION,
    subject_id=SUBJECT,
    consent=CONSENT,
    on=TUESDAY,
    reason="Erehdys",
)
COUNTED = corrections.ChildrenCounted(
    referral_id=ID, correction_id=CORRECTION, children=2, on=TUESDAY
)
NO_CONSENT = replace(INFORMS, disclosure_level="L0", inform=())


@pytest.mark.parametrize(
    ("before", "event", "changes"),
    [
        (
            OFFERED_REFERRAL,
            corrected(("municipality",), municipality="091"),
            {"received": replace(RECEIVED, municipality="091")},
        ),
        (
            OFFERED_REFERRAL,
            WITHDRAWN_CONSENT,
            {
                "consent_withdrawn_on": TUESDAY,
                "consent_ends": frozenset({CORRECTION}),
                "described": replace(SENT, consent=NO_CONSENT),
            },
        ),
        (
            given(OFFERED_REFERRAL, WITHDRAWN_CONSENT),
            CORRECTED_CONSENT,
            {
                "consent_withdrawn_on": None,
                "described": replace(SENT, consent=CONSENT),
            },
        ),
        (
            OFFERED_REFERRAL,
            IN_ERROR,
            {
                "status": ReferralStatus.ENTERED_IN_ERROR,
                "ended_on": TUESDAY,
                "latest": TUESDAY,
            },
        ),
        (OFFERED_REFERRAL, explained(), {}),
        (TAKEN_ON, COUNTED, {}),
    ],
    ids=["place", "consent withdrawn", "consent", "in error", "explained", "counted"],
)
def test_a_correction_changes_what_it_says_and_nothing_else(
    before: Referral, event: Any, changes: dict[str, Any]
) -> None:
    assert given(before, event) == replace(before, **changes)


def test_for_what_was_rejected_by_mistake_nobodys_days_ran() -> None:
    before = given(OFFERED_REFERRAL, ASKED, WAITLISTED, REJECTED)  # one day had stood already
    assert given(before, reopened(ReferralStatus.OFFERED, FRIDAY)) == replace(
        before,
        status=ReferralStatus.OFFERED,
        reason=None,
        ended_on=None,
        paused_days=4,
        latest=FRIDAY,
    )


def test_a_case_that_goes_on_awaits_no_answer() -> None:
    completed = events.ReferralCompleted(referral_id=ID, end_reason="REDUNDANT", on=TUESDAY)
    before = given(TAKEN_ON, completed)
    assert given(before, reopened(ReferralStatus.ACCEPTED, FRIDAY)) == replace(
        before, status=ReferralStatus.ACCEPTED, ended_on=None, latest=FRIDAY
    )


def test_who_sent_it_is_the_senders_alone_to_put_right() -> None:
    given_ = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED, ACCEPTED, DISCLOSED)
    values = {"referrer_name": "Kuraattori"}
    assert given_.correct(BY_PROVIDER, values) == []
    assert given_.correct(BY_SENDER, values) == [
        corrected(("referrer_name",)),
        redescribed(referrer_name="Kuraattori"),
        disclosed(("referrer_name",)),
    ]


def test_a_correction_concerns_whom_the_referral_did_and_under_an_order_its_sender() -> None:
    concerned = [
        [
            event.concerned
            for event in OFFERED_REFERRAL.correct(BY_SENDER, values)
            if isinstance(event, corrections.ReferralRedescribed)
        ]
        for values in ({"notes": "Soita illalla."}, {"non_disclosure": True})
    ]
    assert concerned == [[(SENDER, CITY)], [(SENDER,)]]


def test_without_consent_nobody_is_let_know() -> None:
    informed = [
        (event.disclosure_level, event.inform)
        for event in TAKEN_ON.withdraw_consent(BY_SENDER)
        if isinstance(event, corrections.CorrectionDisclosed)
    ]
    assert informed == [("L0", ())]
