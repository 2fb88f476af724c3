"""A claim: history as given, one call, what follows from it."""

from dataclasses import replace
from typing import Any

import pytest

from services.common.codes import ClaimStatus
from services.volunteers.expenses.domain import Claim
from services.volunteers.expenses.events import ClaimEvent
from shared.kernel.aggregate import Invalid, Refused, fold
from tests.volunteers.expenses.examples import (
    APPROVED,
    DECIDED,
    JUNE,
    MADE,
    NOTHING,
    OTHER_RUN,
    PAID,
    PUT_IN,
    REFUSED,
    RELEASED,
    RETURNED,
    RUN,
    VISIT,
)

MORE = replace(MADE, kilometres=20)
LESS = replace(MADE, kilometres=4)
APPROVED_LESS = replace(APPROVED, kilometres=220)
ALL: dict[str, Any] = {"rate": 55, "wants_receipt": True, "receipt_seen": True}


def given(*history: ClaimEvent) -> Claim:
    return fold(Claim(VISIT), history)


@pytest.mark.parametrize(
    ("history", "status", "due"),
    [
        ([MADE], ClaimStatus.WAITS, 0),
        ([MADE, RETURNED], ClaimStatus.RETURNED, 0),
        ([MADE, RETURNED, LESS], ClaimStatus.WAITS, 0),
        ([MADE, REFUSED], ClaimStatus.REFUSED, 0),
        ([MADE, APPROVED], ClaimStatus.APPROVED, 2020),
        ([MADE, APPROVED, LESS], ClaimStatus.WAITS, 0),
        ([MADE, APPROVED, NOTHING], ClaimStatus.WITHDRAWN, 0),
        ([MADE, NOTHING], ClaimStatus.WITHDRAWN, 0),
        ([MADE, APPROVED, PUT_IN], ClaimStatus.IN_PAYMENT, 0),
        ([MADE, APPROVED, PUT_IN, RELEASED], ClaimStatus.APPROVED, 2020),
        ([MADE, APPROVED, PUT_IN, PAID], ClaimStatus.PAID, 0),
        # corrected after it was paid: the difference comes with the next run, up or down
        ([MADE, APPROVED, PUT_IN, PAID, LESS], ClaimStatus.WAITS, 0),
        ([MADE, APPROVED, PUT_IN, PAID, LESS, APPROVED_LESS], ClaimStatus.APPROVED, -550),
        ([MADE, APPROVED_LESS, PUT_IN, PAID, MORE, REFUSED], ClaimStatus.REFUSED, 0),
        ([MADE, APPROVED, PUT_IN, PAID, NOTHING], ClaimStatus.APPROVED, -2020),
        # corrected while it is on a run: what the run holds is paid as it is
        ([MADE, APPROVED, PUT_IN, LESS, PAID], ClaimStatus.WAITS, 0),
        ([MADE, APPROVED, PUT_IN, LESS, APPROVED_LESS], ClaimStatus.IN_PAYMENT, -550),
        ([MADE, APPROVED, PUT_IN, LESS, APPROVED_LESS, PAID], ClaimStatus.APPROVED, -550),
        ([MADE, APPROVED, PUT_IN, LESS, APPROVED_LESS, RELEASED], ClaimStatus.APPROVED, 1470),
    ],
)
def test_a_claim_stands_where_its_history_says(
    history: list[ClaimEvent], status: ClaimStatus, due: int
) -> None:
    balance = given(*history).balance
    assert (balance.status, balance.due) == (status, due)


def test_what_a_visit_took_is_a_claim() -> None:
    assert given().claim(MADE) == [MADE]


def test_the_same_again_is_none() -> None:
    assert given(MADE).claim(MADE) == []


def test_a_visit_that_took_nothing_is_none() -> None:
    assert given().claim(NOTHING) == []


def test_a_visit_that_took_nothing_after_all_takes_the_claim_back() -> None:
    assert given(MADE).claim(NOTHING) == [NOTHING]


def test_all_of_it_is_approved_at_the_rate_of_its_day() -> None:
    assert given(MADE).approve(DECIDED, **ALL) == [APPROVED]


def test_what_is_approved_is_not_approved_again() -> None:
    assert given(MADE, APPROVED).approve(DECIDED, **ALL) == []


def test_less_is_approved_with_a_reason() -> None:
    decided = replace(DECIDED, reason="Four.")
    expected = replace(APPROVED, kilometres=220, reason="Four.")
    assert given(MADE).approve(decided, **ALL, kilometres=4) == [expected]


def test_without_a_reason_it_is_not() -> None:
    with pytest.raises(Invalid, match="Say why less"):
        given(MADE).approve(DECIDED, **ALL, kilometres=13)


@pytest.mark.parametrize("more", [{"kilometres": 15}, {"costs": 1251}])
def test_nobody_approves_more_than_was_claimed(more: dict[str, Any]) -> None:
    with pytest.raises(Invalid, match="No more than"):
        given(MADE).approve(replace(DECIDED, reason="Why not"), **ALL, **more)


def test_costs_that_want_a_receipt_are_not_approved_unseen() -> None:
    with pytest.raises(Refused, match="want a receipt"):
        given(MADE).approve(DECIDED, rate=55, wants_receipt=True, receipt_seen=False)


def test_kilometres_alone_want_none() -> None:
    approved = given(replace(MADE, costs=0)).approve(
        DECIDED, rate=55, wants_receipt=False, receipt_seen=False
    )
    assert approved == [replace(APPROVED, costs=0, receipt_seen=False)]


def test_it_is_sent_back_once_with_the_same_word() -> None:
    back = replace(DECIDED, reason="Why?")
    assert given(MADE).send_back(back) == [RETURNED]
    assert given(MADE, RETURNED).send_back(back) == []


def test_it_is_refused_once_with_the_same_word() -> None:
    no = replace(DECIDED, reason="No.")
    assert given(MADE, RETURNED).refuse(no) == [REFUSED]
    assert given(MADE, REFUSED).refuse(no) == []


def test_what_was_refused_can_be_approved_after_all() -> None:
    assert given(MADE, REFUSED).approve(DECIDED, **ALL) == [APPROVED]


@pytest.mark.parametrize("decide", [Claim.send_back, Claim.refuse])
def test_what_was_approved_is_neither_sent_back_nor_refused(decide: Any) -> None:
    with pytest.raises(Refused, match="approved already"):
        decide(given(MADE, APPROVED), replace(DECIDED, reason="No."))


def test_what_is_due_is_put_in_a_run() -> None:
    assert given(MADE, APPROVED).put_in(RUN) == [PUT_IN]


def test_a_claim_is_on_one_run_at_most() -> None:
    with pytest.raises(Refused, match="another payment run"):
        given(MADE, APPROVED, PUT_IN).put_in(OTHER_RUN)


@pytest.mark.parametrize("history", [[MADE], [MADE, REFUSED], [MADE, APPROVED, PUT_IN, PAID]])
def test_what_is_not_due_is_on_none(history: list[ClaimEvent]) -> None:
    with pytest.raises(Refused, match="Nothing of this"):
        given(*history).put_in(RUN)


def test_it_is_paid_with_its_own_run() -> None:
    assert given(MADE, APPROVED, PUT_IN).pay(RUN, on=JUNE) == [PAID]
    assert given(MADE, APPROVED, PUT_IN).pay(OTHER_RUN, on=JUNE) == []
    assert given(MADE, APPROVED, PUT_IN, PAID).pay(RUN, on=JUNE) == []


def test_it_is_released_from_its_own_run() -> None:
    assert given(MADE, APPROVED, PUT_IN).release(RUN) == [RELEASED]
    assert given(MADE, APPROVED, PUT_IN).release(OTHER_RUN) == []


def test_what_was_paid_elsewhere_is_due_no_more() -> None:
    paid = replace(PAID, payment_id=None)
    assert given(MADE, APPROVED).pay_elsewhere(on=JUNE) == [paid]
    assert given(MADE, APPROVED, paid).pay_elsewhere(on=JUNE) == []


def test_what_is_on_a_run_is_paid_with_it() -> None:
    with pytest.raises(Refused, match="on a payment run"):
        given(MADE, APPROVED, PUT_IN).pay_elsewhere(on=JUNE)
