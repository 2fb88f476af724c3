"""What an organisation pays: from a day on, never above what is free of tax."""

from dataclasses import replace
from datetime import date

import pytest

from services.common.codes import KilometrePay
from services.volunteers.terms.domain import Payer
from services.volunteers.terms.events import PayingAccountGiven, TermsAgreed
from services.volunteers.terms.queries import rate_on
from shared.kernel.aggregate import Invalid, fold
from tests.volunteers.examples import NGO
from tests.volunteers.expenses.examples import PAYER_IBAN

DAY, DAY_BEFORE = date(2026, 3, 1), date(2026, 2, 28)
FULL = TermsAgreed(
    organisation_id=NGO,
    kilometres=KilometrePay.FULL,
    rate=0,
    receipts_over=0,
    starts_on=date(2026, 1, 1),
)
OWN = replace(FULL, kilometres=KilometrePay.OWN, rate=30, receipts_over=500, starts_on=DAY)
TICKET = replace(FULL, kilometres=KilometrePay.TICKET, starts_on=DAY)
ACCOUNT = PayingAccountGiven(organisation_id=NGO, account_name="NGO", iban=PAYER_IBAN, bic="")


def test_who_has_agreed_nothing_pays_the_tax_free_rate_of_the_day() -> None:
    assert [rate_on(Payer(NGO), day) for day in (date(2025, 12, 31), DAY)] == [59, 55]


def test_terms_hold_from_their_day_on() -> None:
    payer = fold(Payer(NGO), [FULL, OWN])
    assert [rate_on(payer, day) for day in (DAY_BEFORE, DAY)] == [55, 30]


def test_earlier_terms_that_are_agreed_later_do_not_end_later_ones() -> None:
    payer = fold(Payer(NGO), [OWN, FULL])
    assert rate_on(payer, DAY) == 30


def test_of_the_same_day_what_was_agreed_last_holds() -> None:
    assert rate_on(fold(Payer(NGO), [OWN, TICKET]), DAY) == 0


@pytest.mark.parametrize("cents", [1, 55])
def test_a_rate_of_ones_own_is_at_most_the_tax_free_rate(cents: int) -> None:
    agreed = replace(OWN, rate=cents)
    assert Payer(NGO).agree(agreed, most=55) == [agreed]


@pytest.mark.parametrize("cents", [0, 56])
def test_no_other_rate_is_taken(cents: int) -> None:
    with pytest.raises(Invalid, match="at most 55 cents"):
        Payer(NGO).agree(replace(OWN, rate=cents), most=55)


def test_a_rate_above_what_a_later_year_lets_be_paid_is_cut_to_it() -> None:
    agreed = replace(OWN, rate=59, starts_on=date(2025, 6, 1))
    payer = fold(Payer(NGO), [agreed])
    assert [rate_on(payer, day) for day in (date(2025, 6, 1), DAY)] == [59, 55]


def test_agreeing_the_same_again_changes_nothing() -> None:
    payer = fold(Payer(NGO), [OWN, ACCOUNT])
    assert [payer.agree(OWN, most=55), payer.give_account(ACCOUNT)] == [[], []]


@pytest.mark.parametrize(("cents", "wants"), [(0, False), (500, False), (501, True)])
def test_costs_above_the_border_want_a_receipt(cents: int, wants: bool) -> None:
    assert fold(Payer(NGO), [OWN]).wants_receipt(cents, DAY) is wants


def test_without_terms_every_cost_wants_one() -> None:
    assert [Payer(NGO).wants_receipt(cents, DAY) for cents in (0, 1)] == [False, True]
