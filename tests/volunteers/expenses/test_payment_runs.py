"""A payment run: who is on it, and that it is paid or called off once."""

from dataclasses import replace

import pytest

from services.common.codes import LeftOut, PaymentStatus
from services.volunteers.payments import events
from services.volunteers.payments.domain import PaymentRun
from services.volunteers.payments.events import PaymentEvent
from services.volunteers.payments.rules import OpenClaim, Share, shares
from shared.kernel.aggregate import Refused, fold
from tests.volunteers.examples import ANNA, OTTO
from tests.volunteers.expenses.examples import (
    CALLED_OFF,
    DRAWN_UP,
    IBAN,
    LINE,
    OTHER_IBAN,
    OTHER_LINE,
    OTHER_VISIT,
    RUN,
    RUN_PAID,
    VISIT,
)

IBANS = {ANNA: IBAN, OTTO: OTHER_IBAN}
LEFT_OUT = events.PersonLeftOut(payment_id=RUN, volunteer_id=OTTO, why=LeftOut.NO_ACCOUNT)


def given(*history: PaymentEvent) -> PaymentRun:
    return fold(PaymentRun(RUN), history)


def test_everybody_gets_one_sum() -> None:
    dues = [OpenClaim(VISIT, ANNA, 2000), OpenClaim(OTHER_VISIT, ANNA, 20)]
    assert shares(dues, IBANS) == ((Share(ANNA, (VISIT, OTHER_VISIT), 2020),), {})


def test_what_was_paid_too_much_is_taken_off() -> None:
    dues = [OpenClaim(VISIT, ANNA, 2000), OpenClaim(OTHER_VISIT, ANNA, -1999)]
    assert shares(dues, IBANS) == ((Share(ANNA, (VISIT, OTHER_VISIT), 1),), {})


@pytest.mark.parametrize("cents", [-2000, -2001])
def test_who_is_left_with_nothing_is_not_paid(cents: int) -> None:
    dues = [OpenClaim(VISIT, ANNA, 2000), OpenClaim(OTHER_VISIT, ANNA, cents)]
    assert shares(dues, IBANS) == ((), {ANNA: LeftOut.NOTHING_LEFT})


def test_who_gave_no_account_is_left_out_and_named() -> None:
    dues = [OpenClaim(VISIT, ANNA, 2020), OpenClaim(OTHER_VISIT, OTTO, 5)]
    paid = (Share(ANNA, (VISIT,), 2020),)
    assert shares(dues, {ANNA: IBAN, OTTO: ""}) == (paid, {OTTO: LeftOut.NO_ACCOUNT})


def test_a_run_says_who_is_paid_and_who_is_not() -> None:
    decided = given().draw_up(DRAWN_UP, [LINE], [LEFT_OUT])
    assert decided == [DRAWN_UP, LINE, LEFT_OUT]


def test_a_run_for_nobody_is_none() -> None:
    with pytest.raises(Refused, match="Nobody of these"):
        given().draw_up(DRAWN_UP, [], [LEFT_OUT])


def test_it_is_paid_once() -> None:
    assert given(DRAWN_UP, LINE).pay(RUN_PAID) == [RUN_PAID]
    assert given(DRAWN_UP, LINE, RUN_PAID).pay(RUN_PAID) == []


def test_it_is_called_off_once() -> None:
    assert given(DRAWN_UP, LINE).call_off(CALLED_OFF) == [CALLED_OFF]
    assert given(DRAWN_UP, LINE, CALLED_OFF).call_off(CALLED_OFF) == []


def test_what_was_paid_is_not_called_off() -> None:
    with pytest.raises(Refused, match="paid already"):
        given(DRAWN_UP, LINE, RUN_PAID).call_off(CALLED_OFF)


def test_what_was_called_off_is_not_paid() -> None:
    with pytest.raises(Refused, match="called off"):
        given(DRAWN_UP, LINE, CALLED_OFF).pay(RUN_PAID)


def test_it_knows_its_sum_its_claims_and_where_it_is() -> None:
    run = given(DRAWN_UP, LINE, OTHER_LINE, RUN_PAID)
    assert (run.cents, run.claims, run.status) == (2025, (VISIT, OTHER_VISIT), PaymentStatus.PAID)


def test_a_run_that_was_called_off_has_no_file() -> None:
    with pytest.raises(Refused, match="called off"):
        given(DRAWN_UP, LINE, CALLED_OFF).order()


def test_nor_has_one_of_whom_somebody_was_erased() -> None:
    with pytest.raises(Refused, match="erased"):
        given(DRAWN_UP, LINE, replace(OTHER_LINE, name="", iban="")).order()
