"""What was wrong is put right: in whose record, by whom, until when, and what it says to others."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.common.codes import BusinessStatus, EndReason, ReferralStatus
from services.referral.corrections import events as corrections
from services.referral.corrections.rules import Correction, names_of
from services.referral.families.events import Consent
from services.referral.referrals import events
from services.referral.referrals.domain import Referral
from shared.kernel.aggregate import Refused
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
    SENDER,
    SUBJECT,
    SUNDAY,
    TUESDAY,
)

STRANGER, CORRECTION = UUID(int=99), UUID(int=31)
BY_SENDER = Correction(CORRECTION, by=SENDER, on=TUESDAY, reason="Numero vaihtui.")
BY_PROVIDER = replace(BY_SENDER, by=MLL)
OFFERED_REFERRAL = given(Referral(ID), RECEIVED, DESCRIBED, OFFERED)
ACCEPTED_REFERRAL = given(OFFERED_REFERRAL, ACCEPTED, DISCLOSED)
REJECTED = events.ReferralRejected(
    referral_id=ID, organisation=MLL, reason="NO_CAPACITY", on=TUESDAY
)
WITHDRAWN = events.ReferralWithdrawn(referral_id=ID, reason="MOVED", on=TUESDAY)
COMPLETED = events.ReferralCompleted(referral_id=ID, end_reason=EndReason.REDUNDANT, on=TUESDAY)
BESIDE_FAMILY = (
    *("referrer_id", "age_band", "place", "concerned"),
    *("referrer_name", "referrer_email", "referrer_phone"),
)
CONSENT = Consent(given_on=SUNDAY, given_by="SELF", disclosure_level="L2")


def corrected(
    changed: tuple[str, ...], organisation: UUID = SENDER, municipality: str | None = "853"
) -> corrections.ReferralCorrected:
    return corrections.ReferralCorrected(
        referral_id=ID,
        correction_id=CORRECTION,
        organisation=organisation,
        changed=changed,
        municipality=municipality,
        on=TUESDAY,
    )


def redescribed(**values: Any) -> corrections.ReferralRedescribed:
    return corrections.ReferralRedescribed(
        referral_id=ID,
        correction_id=CORRECTION,
        reason="Numero vaihtui.",
        **DESCRIBED.family | {name: getattr(DESCRIBED, name) for name in BESIDE_FAMILY} | values,
    )


def disclosed(changed: tuple[str, ...], **values: Any) -> corrections.CorrectionDisclosed:
    return corrections.CorrectionDisclosed(
        referral_id=ID,
        case_id=CASE,
        correction_id=CORRECTION,
        changed=changed,
        on=TUESDAY,
        reason="Numero vaihtui.",
        provider=MLL,
        **DISCLOSED.family
        | {"organisation": SENDER, "municipality": "853", "disclosure_level": "L1", "inform": ()}
        | values,
    )


def test_before_acceptance_only_the_senders_record_is_put_right() -> None:
    assert OFFERED_REFERRAL.correct(BY_SENDER, {"phone": "+358401234567"}) == [
        corrected(("phone",)),
        redescribed(phone="+358401234567"),
    ]


def test_after_acceptance_the_new_address_reaches_the_providers_register() -> None:
    assert ACCEPTED_REFERRAL.correct(BY_SENDER, {"address": "Testikatu 5"}) == [
        corrected(("address",)),
        redescribed(address="Testikatu 5"),
        disclosed(("address",), address="Testikatu 5"),
    ]


def test_the_providers_correction_stays_in_its_register() -> None:
    assert ACCEPTED_REFERRAL.correct(BY_PROVIDER, {"phone": "+358401234567"}) == [
        disclosed(("phone",), organisation=MLL, phone="+358401234567"),
    ]


def test_a_later_non_disclosure_binds_both_records_and_tells_no_place() -> None:
    hidden = ACCEPTED_REFERRAL.correct(BY_PROVIDER, {"non_disclosure": True})
    changed = ("non_disclosure",)
    assert hidden == [
        corrected(changed, organisation=MLL, municipality=None),
        redescribed(non_disclosure=True, concerned=(SENDER,)),
        disclosed(changed, organisation=MLL, municipality=None, non_disclosure=True),
    ]
    received = given(ACCEPTED_REFERRAL, *hidden).received
    assert received == replace(RECEIVED, municipality=None)


def test_who_corrects_reads_the_new_value_and_the_other_side_its_own() -> None:
    referral = given(
        ACCEPTED_REFERRAL, *ACCEPTED_REFERRAL.correct(BY_PROVIDER, {"given_name": "Aina"})
    )
    names = [record and record.given_name for record in (referral.described, referral.disclosed)]
    assert names == ["Aino", "Aina"]


@pytest.mark.parametrize("by", [BY_SENDER, BY_PROVIDER])
def test_what_holds_already_is_not_put_right(by: Correction) -> None:
    values = {"given_name": "Aino", "date_of_birth": date(2015, 4, 1), "non_disclosure": False}
    assert ACCEPTED_REFERRAL.correct(by, values) == []


def test_the_birth_date_gives_the_age_band_of_the_day_it_was_sent() -> None:
    born = date(2010, 4, 1)
    _, described = OFFERED_REFERRAL.correct(BY_SENDER, {"date_of_birth": born})
    assert described == redescribed(date_of_birth=born, age_band="13-15")


@pytest.mark.parametrize(
    ("referral", "by"),
    [(OFFERED_REFERRAL, MLL), (OFFERED_REFERRAL, STRANGER), (ACCEPTED_REFERRAL, STRANGER)],
    ids=["provider before acceptance", "stranger", "stranger after acceptance"],
)
def test_nobody_else_puts_anything_right(referral: Referral, by: UUID) -> None:
    stranger = replace(BY_SENDER, by=by)
    changes: list[Callable[[], Any]] = [
        lambda: referral.correct(stranger, {"phone": "+358401234567"}),
        lambda: referral.correct_consent(stranger, CONSENT),
        lambda: referral.withdraw_consent(stranger),
        lambda: referral.enter_in_error(stranger),
    ]
    for change in changes:
        with pytest.raises(Refused, match="Only the sender"):
            change()


def test_a_wrong_consent_is_put_right_with_its_giver_and_level() -> None:
    changes = ACCEPTED_REFERRAL.correct_consent(BY_SENDER, CONSENT)
    assert changes == [
        corrections.ConsentCorrected(
            referral_id=ID,
            correction_id=CORRECTION,
            subject_id=SUBJECT,
            consent=CONSENT,
            on=TUESDAY,
            reason="Numero vaihtui.",
        ),
        disclosed(("consent",), disclosure_level="L2"),
    ]
    assert given(ACCEPTED_REFERRAL, *changes).disclosure_level == "L2"


def test_the_same_consent_changes_nothing() -> None:
    assert ACCEPTED_REFERRAL.correct_consent(BY_SENDER, DESCRIBED.consent) == []


@pytest.mark.parametrize("by", [BY_SENDER, BY_PROVIDER])
def test_who_withdraws_consent_ends_what_the_sender_and_others_hear(by: Correction) -> None:
    changes = ACCEPTED_REFERRAL.withdraw_consent(by)
    referral = given(ACCEPTED_REFERRAL, *changes)
    assert (referral.disclosure_level, referral.withdraw_consent(by)) == ("L0", [])
    assert changes[2] == disclosed(("consent",), organisation=by.by, disclosure_level="L0")


def test_without_consent_nobody_accepts_until_another_is_given() -> None:
    withdrawn = given(OFFERED_REFERRAL, *OFFERED_REFERRAL.withdraw_consent(BY_SENDER))
    with pytest.raises(Refused, match="withdrawn its consent"):
        withdrawn.accept(DISCLOSED, by=MLL, on=TUESDAY)
    again = given(withdrawn, *withdrawn.correct_consent(BY_SENDER, DESCRIBED.consent))
    offered = again.offer(organisation=MLL, programme="kaveri", rule="CHOSEN", on=TUESDAY)
    renewed = given(again, *offered)
    assert renewed.accept(DISCLOSED, by=MLL, on=TUESDAY) != []


def test_what_should_never_have_been_sent_is_entered_in_error_once() -> None:
    changes = OFFERED_REFERRAL.enter_in_error(BY_SENDER)
    assert changes == [
        corrections.ReferralEnteredInError(referral_id=ID, correction_id=CORRECTION, on=TUESDAY),
        explained(),
    ]
    wrong = given(OFFERED_REFERRAL, *changes)
    assert (wrong.status, wrong.enter_in_error(BY_SENDER)) == (ReferralStatus.ENTERED_IN_ERROR, [])
    with pytest.raises(Refused, match="entered in error, so it cannot be corrected"):
        wrong.correct(BY_SENDER, {"phone": ""})


def test_a_case_that_has_begun_is_closed_and_not_entered_in_error() -> None:
    with pytest.raises(Refused, match="case is closed instead"):
        ACCEPTED_REFERRAL.enter_in_error(BY_SENDER)


def explained() -> corrections.CorrectionExplained:
    return corrections.CorrectionExplained(
        referral_id=ID, correction_id=CORRECTION, subject_id=SUBJECT, reason="Numero vaihtui."
    )


def reopened(status: ReferralStatus, on: date) -> corrections.ReferralReopened:
    return corrections.ReferralReopened(
        referral_id=ID, correction_id=CORRECTION, status=status, on=on
    )


@pytest.mark.parametrize("days", [0, 90])
def test_who_rejected_by_mistake_takes_it_back_within_ninety_days(days: int) -> None:
    rejected, day = given(OFFERED_REFERRAL, REJECTED), TUESDAY + timedelta(days=days)
    changes = rejected.reopen(replace(BY_PROVIDER, on=day))
    assert changes == [reopened(ReferralStatus.OFFERED, day), explained()]
    referral = given(rejected, *changes)
    assert (referral.can_be_answered, referral.reason, referral.ended_on) == (True, None, None)


def test_later_or_before_it_ended_nothing_is_taken_back() -> None:
    rejected = given(OFFERED_REFERRAL, REJECTED)
    with pytest.raises(Refused, match="more than 90 days ago"):
        rejected.reopen(replace(BY_PROVIDER, on=TUESDAY + timedelta(days=91)))
    with pytest.raises(Refused, match="lies before"):
        rejected.reopen(replace(BY_PROVIDER, on=SUNDAY))


def test_who_withdrew_by_mistake_takes_it_back_to_where_it_stood() -> None:
    received = given(Referral(ID), RECEIVED, DESCRIBED)
    stations = [
        given(referral, WITHDRAWN).reopen(BY_SENDER)[0] for referral in (received, OFFERED_REFERRAL)
    ]
    assert stations == [
        reopened(ReferralStatus.RECEIVED, TUESDAY),
        reopened(ReferralStatus.OFFERED, TUESDAY),
    ]


@pytest.mark.parametrize(
    ("end", "by", "message"),
    [
        (REJECTED, BY_SENDER, "not been offered"),
        (WITHDRAWN, BY_PROVIDER, "Only the sender"),
    ],
)
def test_the_other_side_takes_nothing_back(
    end: events.ReferralEvent, by: Correction, message: str
) -> None:
    with pytest.raises(Refused, match=message):
        given(OFFERED_REFERRAL, end).reopen(by)


@pytest.mark.parametrize(
    "referral",
    [OFFERED_REFERRAL, ACCEPTED_REFERRAL, given(ACCEPTED_REFERRAL, COMPLETED)],
    ids=["offered", "accepted", "completed"],
)
def test_only_a_no_is_taken_back_here(referral: Referral) -> None:
    with pytest.raises(Refused, match="cannot be reopened"):
        referral.reopen(BY_PROVIDER)


def test_a_referral_goes_on_with_its_case() -> None:
    completed = given(ACCEPTED_REFERRAL, COMPLETED)
    progressed = events.ReferralProgressed(
        referral_id=ID, business_status=BusinessStatus.IN_PROGRESS, phase=None, on=TUESDAY
    )
    stands = events.ReferralAdvanced(
        referral_id=ID,
        status=ReferralStatus.ACCEPTED,
        business_status=BusinessStatus.IN_PROGRESS,
        on=TUESDAY,
    )
    changes = completed.resume(CORRECTION, on=TUESDAY)
    assert changes == [reopened(ReferralStatus.ACCEPTED, TUESDAY), progressed, stands]
    assert given(completed, *changes).resume(CORRECTION, on=TUESDAY) == []


def test_what_was_put_right_is_named_in_the_same_order_every_time() -> None:
    changed = dict.fromkeys(("siblings", "sibling_count", "phone", "address", "notes", "email"))
    assert names_of(changed) == ("address", "email", "notes", "phone", "siblings")
