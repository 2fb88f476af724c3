"""From the visit to the money, on any database: what lists show after each step."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from services.casework.visits.events import (
    ExpensesCorrected,
    ExpensesIncurred,
    VisitCorrected,
)
from services.common.codes import LeftOut, PaymentStatus, VisitKind, VisitStatus
from services.volunteers.accounts import commands as accounts
from services.volunteers.expenses import commands, queries
from services.volunteers.expenses.projections import claims
from services.volunteers.payments import commands as payments
from services.volunteers.payments.domain import PaymentRun
from services.volunteers.payments.projections import payments as runs
from services.volunteers.terms import commands as terms
from shared.inbox import letters
from shared.kernel.aggregate import Invalid, NotFound, Refused
from shared.work import Stale, Work
from tests.volunteers.examples import ANNA, CASE, MAY, NGO, OTTO, SENDER
from tests.volunteers.expenses.examples import (
    IBAN,
    JUNE,
    OTHER_VISIT,
    PAYER_IBAN,
    VISIT,
)
from tests.volunteers.stage import ACTOR, Stage, stage

__all__ = ["stage"]
OF_VISIT: dict[str, Any] = {
    "visit_id": VISIT,
    "case_id": CASE,
    "organisation": NGO,
    "volunteer_id": ANNA,
    "held_on": MAY,
}
INCURRED = ExpensesIncurred(**OF_VISIT, kilometres=14, costs=Decimal("12.50"))
OTHER = ExpensesIncurred(
    **OF_VISIT | {"visit_id": OTHER_VISIT, "volunteer_id": OTTO}, kilometres=1, costs=Decimal(0)
)
CORRECTED = ExpensesCorrected(**OF_VISIT, kilometres=4, costs=Decimal("12.50"))
MOVED = VisitCorrected(
    visit_id=VISIT,
    case_id=CASE,
    organisation=NGO,
    held_on=MAY.replace(year=2025),
    kind=VisitKind.FACE,
    status=VisitStatus.HELD,
    minutes=60,
    present=1,
    volunteer_id=ANNA,
)


@pytest.fixture
def paying(stage: Stage) -> Iterator[Stage]:
    """An organisation with an account, and two claims of two people, one of whom gave theirs."""
    stage.do(terms.give_account, NGO, account_name="NGO ry", iban=PAYER_IBAN, bic="")
    stage.do(accounts.give, ANNA, iban=IBAN)
    stage.publish("casework", INCURRED, stream=VISIT)
    stage.publish("casework", OTHER, stream=OTHER_VISIT)
    yield stage


def balance(stage: Stage) -> dict[UUID, tuple[str, int]]:
    query = select(claims.c.claim_id, claims.c.status, claims.c.due)
    rows = stage.read_only(lambda work: work.db.execute(query).all())
    return {row.claim_id: (row.status, row.due) for row in rows}


def kinds(stage: Stage) -> list[str]:
    query = select(letters.c.kind).order_by(letters.c.kind)
    return list(stage.read_only(lambda work: work.db.scalars(query).all()))


def approve_both(stage: Stage) -> None:
    for claim_id in (VISIT, OTHER_VISIT):
        stage.do(commands.approve, claim_id, receipt_seen=True)


def test_each_visit_that_took_something_waits_and_coordinators_read_it_once(paying: Stage) -> None:
    assert balance(paying) == {VISIT: ("WAITS", 0), OTHER_VISIT: ("WAITS", 0)}
    assert kinds(paying) == ["expenses_wait"]


def test_the_letter_goes_with_the_last_claim_that_waits(paying: Stage) -> None:
    paying.do(commands.refuse, VISIT, reason="No.")
    assert kinds(paying) == ["expenses_wait"]
    paying.do(commands.approve, OTHER_VISIT)
    assert kinds(paying) == []


def test_from_claim_to_money(paying: Stage) -> None:
    approve_both(paying)
    assert balance(paying) == {VISIT: ("APPROVED", 2020), OTHER_VISIT: ("APPROVED", 55)}
    payment_id, _ = paying.do(payments.draw_up, NGO, claims=[VISIT, OTHER_VISIT], pays_on=None)
    assert balance(paying) == {VISIT: ("IN_PAYMENT", 0), OTHER_VISIT: ("APPROVED", 55)}
    run = paying.read_only(lambda work: work.load(PaymentRun(payment_id))[0])
    assert [(each.volunteer_id, each.why) for each in run.left_out] == [(OTTO, LeftOut.NO_ACCOUNT)]
    paying.do(payments.confirm, payment_id)
    assert balance(paying)[VISIT] == ("PAID", 0)
    row = paying.read_only(lambda work: work.db.execute(select(runs)).one())
    assert (row.status, row.people, row.cents, row.paid_on) == (PaymentStatus.PAID, 1, 2020, JUNE)


def test_what_is_corrected_after_it_was_paid_is_taken_off_the_next_run(paying: Stage) -> None:
    paying.do(commands.approve, VISIT, receipt_seen=True)
    first, _ = paying.do(payments.draw_up, NGO, claims=[VISIT], pays_on=None)
    paying.do(payments.confirm, first)
    paying.publish("casework", CORRECTED, stream=VISIT)
    paying.do(commands.approve, VISIT, receipt_seen=True)
    assert balance(paying)[VISIT] == ("APPROVED", -550)
    more = replace(OTHER, volunteer_id=ANNA, kilometres=20, visit_id=UUID(int=50))
    paying.publish("casework", more, stream=UUID(int=50))
    paying.do(commands.approve, UUID(int=50))
    second, _ = paying.do(payments.draw_up, NGO, claims=[UUID(int=50)], pays_on=None)
    run = paying.read_only(lambda work: work.load(PaymentRun(second))[0])
    assert (run.cents, set(run.claims)) == (1100 - 550, {VISIT, UUID(int=50)})


def test_a_run_that_is_called_off_lets_its_claims_go(paying: Stage) -> None:
    paying.do(commands.approve, VISIT, receipt_seen=True)
    payment_id, _ = paying.do(payments.draw_up, NGO, claims=[VISIT], pays_on=None)
    paying.do(payments.call_off, payment_id)
    assert balance(paying)[VISIT] == ("APPROVED", 2020)


def test_the_day_of_the_visit_says_which_rate_holds(paying: Stage) -> None:
    paying.publish("casework", MOVED, stream=VISIT)
    paying.do(commands.approve, VISIT, receipt_seen=True)
    assert balance(paying)[VISIT] == ("APPROVED", 14 * 59 + 1250)


def test_a_claim_stands_on_no_second_run(paying: Stage) -> None:
    paying.do(commands.approve, VISIT, receipt_seen=True)
    paying.do(payments.draw_up, NGO, claims=[VISIT], pays_on=None)
    with pytest.raises(Refused, match="another payment run"):
        paying.do(payments.draw_up, NGO, claims=[VISIT], pays_on=None)


def test_nobody_pays_the_claims_of_another_organisation(paying: Stage) -> None:
    paying.do(commands.approve, VISIT, receipt_seen=True)
    paying.do(terms.give_account, SENDER, account_name="Other", iban=PAYER_IBAN, bic="")
    with pytest.raises(NotFound):
        paying.do(payments.draw_up, SENDER, claims=[VISIT], pays_on=None)


def test_without_an_account_of_its_own_nobody_pays(stage: Stage) -> None:
    stage.publish("casework", INCURRED, stream=VISIT)
    stage.do(commands.approve, VISIT, receipt_seen=True)
    with pytest.raises(Refused, match="from which account"):
        stage.do(payments.draw_up, NGO, claims=[VISIT], pays_on=None)


@pytest.mark.parametrize("day", [MAY, JUNE.replace(month=5, day=31)])
def test_the_bank_pays_no_earlier_than_today(paying: Stage, day: Any) -> None:
    paying.do(commands.approve, VISIT, receipt_seen=True)
    with pytest.raises(Invalid, match="today or later"):
        paying.do(payments.draw_up, NGO, claims=[VISIT], pays_on=day)


def test_the_year_counts_what_was_approved_for_its_visits(paying: Stage) -> None:
    approve_both(paying)

    def sums(work: Work) -> list[dict[UUID, int]]:
        return [queries.year_sums(work, year=year) for year in (2025, 2026)]

    assert paying.read_only(sums) == [{}, {ANNA: 770, OTTO: 55}]


def test_of_two_who_draw_up_a_run_at_once_one_is_refused(paying: Stage) -> None:
    paying.do(commands.approve, VISIT, receipt_seen=True)

    def draw_up(_: int) -> str:
        try:
            paying.volunteers.execute(
                lambda work: payments.draw_up(work, NGO, claims=[VISIT], pays_on=None), ACTOR
            )
        except (Refused, Stale):
            return "refused"
        return "drawn up"

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(draw_up, range(2))) == ["drawn up", "refused"]
    paying.settle()
    row = paying.read_only(lambda work: work.db.execute(select(runs)).one())
    assert (row.status, row.cents) == (PaymentStatus.DRAWN_UP, 2020)
