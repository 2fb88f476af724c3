"""The rules of a consent that ends: for whom, by whom, and what is answered to it."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from services.common.codes import Acknowledgement as Result
from services.referral.consents.domain import Acknowledgement
from services.referral.consents.events import AcknowledgementAwaited
from services.referral.corrections.events import (
    ConsentLapsed,
    ConsentWithdrawn,
    InformingEnded,
)
from services.referral.families.events import Consent
from services.referral.referrals.domain import Referral
from services.referral.referrals.events import ReferralEvent
from shared.kernel.aggregate import Invalid, Refused
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
    SUNDAY,
    TUESDAY,
)
from tests.referral.referrals.test_corrections import BY_PROVIDER, BY_SENDER
from tests.referral.referrals.test_parties import CITY, KELA

UNTIL = TUESDAY + timedelta(days=10)
CONSENT = Consent(
    given_on=SUNDAY,
    given_by="GUARDIAN",
    disclosure_level="L2",
    inform=(KELA, CITY),
    valid_until=UNTIL,
)
WAITS = given(Referral(ID), RECEIVED, replace(DESCRIBED, consent=CONSENT), OFFERED)
TAKEN_ON = given(WAITS, ACCEPTED, DISCLOSED)
OF_KELA = AcknowledgementAwaited(
    acknowledgement_id=uuid4(),
    referral_id=ID,
    correction_id=uuid4(),
    subject_id=DESCRIBED.subject_id,
    organisation=KELA,
    service="",
    sender=SENDER,
    reason="WITHDRAWN",
    on=TUESDAY,
    due_on=UNTIL,
)
NEW = Acknowledgement(OF_KELA.acknowledgement_id)
WAITING = given(NEW, OF_KELA)


def ended(changes: list[ReferralEvent]) -> list[tuple[tuple[UUID, ...], str]]:
    """Who hears no more, and why."""
    ends = (each for each in changes if isinstance(each, InformingEnded))
    return [(each.organisations, each.reason) for each in ends]


def test_withdrawn_as_a_whole_it_ends_for_everybody() -> None:
    changes = TAKEN_ON.withdraw_consent(BY_PROVIDER)
    after = given(TAKEN_ON, *changes)
    assert ended(changes) == [((KELA, CITY), "WITHDRAWN")]
    assert (after.disclosure_level, after.has_consent, after.case) == ("L0", False, TAKEN_ON.case)
    assert after.withdraw_consent(BY_SENDER) == []


def test_withdrawn_for_one_it_holds_for_all_others() -> None:
    changes = TAKEN_ON.withdraw_consent(BY_SENDER, [KELA])
    after = given(TAKEN_ON, *changes)
    assert ended(changes) == [((KELA,), "WITHDRAWN")]
    assert after.parties is not None
    assert (after.parties.informed, after.parties.level, after.has_consent) == ((CITY,), "L2", True)
    assert after.withdraw_consent(BY_SENDER, [KELA]) == []


def test_another_consent_ends_it_for_those_whom_it_leaves_out() -> None:
    changes = TAKEN_ON.correct_consent(BY_SENDER, replace(CONSENT, inform=(CITY,)))
    assert ended(changes) == [((KELA,), "CORRECTED")]
    renewed = TAKEN_ON.correct_consent(BY_SENDER, replace(CONSENT, valid_until=None))
    assert ended(renewed) == []


@pytest.mark.parametrize(("day", "lapses"), [(UNTIL, False), (UNTIL + timedelta(days=1), True)])
def test_it_lapses_after_its_last_day(day: date, *, lapses: bool) -> None:
    changes = WAITS.lapse_consent(uuid4(), on=day)
    assert ended(changes) == ([((KELA, CITY), "LAPSED")] if lapses else [])


def test_a_lapsed_consent_keeps_the_place_but_lets_nobody_accept() -> None:
    after = given(WAITS, *WAITS.lapse_consent(uuid4(), on=UNTIL + timedelta(days=1)))
    assert (after.organisation, after.status) == (MLL, WAITS.status)
    with pytest.raises(Refused, match="ask for a new one"):
        after.accept(DISCLOSED, by=MLL, on=TUESDAY)
    renewed = given(after, *after.correct_consent(BY_SENDER, replace(CONSENT, valid_until=None)))
    assert renewed.accept(DISCLOSED, by=MLL, on=TUESDAY) != []


@pytest.mark.parametrize(("before", "gives_back"), [(WAITS, True), (TAKEN_ON, False)])
def test_before_acceptance_withdrawal_gives_it_back(before: Referral, *, gives_back: bool) -> None:
    after = given(before, *before.withdraw_consent(BY_SENDER))
    assert (after.organisation is None) is gives_back


def test_a_withdrawal_told_by_an_earlier_version_leaves_it_where_it_was() -> None:
    earlier = ConsentWithdrawn(referral_id=ID, correction_id=uuid4(), on=TUESDAY)
    assert given(WAITS, earlier).organisation == MLL


def test_that_it_is_withdrawn_is_the_last_its_provider_hears() -> None:
    changes = WAITS.withdraw_consent(BY_SENDER)
    after = given(WAITS, *changes)
    later = ConsentLapsed(referral_id=ID, correction_id=uuid4(), on=TUESDAY)
    assert MLL in after.concerned_by(changes[0])
    assert MLL not in after.concerned_by(later)


@pytest.mark.parametrize(
    ("day", "is_refused"), [(TUESDAY - timedelta(days=1), True), (TUESDAY, False)]
)
def test_a_new_consent_has_not_ended_already(day: date, *, is_refused: bool) -> None:
    consent = replace(CONSENT, given_on=SUNDAY, valid_until=day)
    if is_refused:
        with pytest.raises(Invalid, match="ended on"):
            WAITS.correct_consent(BY_SENDER, consent)
    else:
        assert WAITS.correct_consent(BY_SENDER, consent) != []


@pytest.mark.parametrize("hidden", [True, False])
def test_a_machine_is_asked_unless_an_order_hides_the_family(*, hidden: bool) -> None:
    assert [type(each).__name__ for each in NEW.ask(OF_KELA, is_hidden=hidden)] == (
        ["AcknowledgementAwaited"] if hidden else ["AcknowledgementAwaited", "ConsentEnded"]
    )
    assert WAITING.ask(OF_KELA) == []
    assert WAITING.concerns == (KELA,)


@pytest.mark.parametrize(
    ("result", "ground", "is_refused"),
    [
        (Result.STOPPED, "", False),
        (Result.STOPPED, "Laki", True),
        (Result.KEPT_BY_LAW, "Laki", False),
        (Result.KEPT_BY_LAW, "", True),
    ],
)
def test_a_law_is_named_where_it_keeps_the_data(
    result: Result, ground: str, *, is_refused: bool
) -> None:
    if is_refused:
        with pytest.raises(Invalid):
            WAITING.answer(result, ground=ground, by=KELA, on=TUESDAY)
    else:
        answered = WAITING.answer(result, ground=ground, by=KELA, on=TUESDAY)
        assert given(WAITING, *answered).answer(result, ground=ground, by=KELA, on=TUESDAY) == []


def test_nobody_answers_what_was_not_asked() -> None:
    with pytest.raises(Refused, match="asked"):
        NEW.answer(Result.STOPPED, by=KELA, on=TUESDAY)
