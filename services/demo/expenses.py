"""Money of the demo year: what support persons of MLL drove and paid, at every step of its way."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.common.codes import KilometrePay
from services.demo.year import Year, organisation_id, somebody
from services.volunteers.accounts import commands as accounts
from services.volunteers.expenses import commands as expenses
from services.volunteers.expenses.projections import claims
from services.volunteers.payments import commands as payments
from services.volunteers.terms import commands as terms
from shared.work import Work

LATELY = 70  # days before the last whose visits took something: the demo begins to count then
PAID, BOOKED, APPROVED = 42, 28, 14  # days ago until which claims have come so far
DAYS_BETWEEN_TRIPS = 6
TRIP: dict[str, Any] = {"hours_away": Decimal("8.5"), "distance": 60, "free_meals": True}
EXAMPLE = "FI2112345600000785"  # the example of every bank's instructions
OF_MLL = "FI1410093000123458"
BACK = "Oliko matka todella näin pitkä? Korjaisitko kilometrit tapaamiseen."


def took(provider: str, day: date, last: date, *, missed: bool) -> dict[str, Any]:
    """Kilometres and costs of a visit of MLL; before the last weeks none."""
    if missed or provider != "mll-vs" or (last - day).days > LATELY:
        return {}
    costs = Decimal("6.80") if day.toordinal() % 3 == 0 else Decimal(0)
    paid = {"kilometres": 4 + day.toordinal() * 7 % 23, "costs": costs}
    is_trip = day.toordinal() % DAYS_BETWEEN_TRIPS == 0
    return paid | TRIP if is_trip else paid


def pay_back(year: Year) -> None:
    """Approve the older claims, pay the oldest, put the next on a run; send the newest back."""
    home, coordinator = organisation_id("mll-vs"), somebody("coordinator-mll", "mll-vs")

    def do(action: Callable[[Work], object]) -> None:
        year.platform.services["volunteers"].execute(action, coordinator)
        year.platform.settle()

    do(lambda work: _agree(work, home))
    do(lambda work: _approve(work, _until(work, home, year.last, APPROVED)))
    do(lambda work: payments.confirm(work, _draw_up(work, home, year.last, PAID)))
    do(lambda work: _draw_up(work, home, year.last, BOOKED))
    do(lambda work: _send_back(work, home))


def _agree(work: Work, home: UUID) -> None:
    first = work.today.replace(month=1, day=1)
    terms.agree(
        work,
        home,
        kilometres=KilometrePay.FULL,
        rate=None,
        receipts_over=Decimal(5),
        starts_on=first,
        pays_days=True,
    )
    terms.give_account(work, home, account_name="MLL Varsinais-Suomi", iban=OF_MLL, bic="")
    query = select(claims.c.volunteer_id).where(claims.c.organisation == home).distinct()
    people = list(work.db.scalars(query.order_by(claims.c.volunteer_id)))
    for person in people[1:]:  # the first has not given theirs yet
        accounts.give(work, person, iban=EXAMPLE)


def _until(work: Work, home: UUID, last: date, days: int) -> list[UUID]:
    day = last - timedelta(days)
    query = select(claims.c.claim_id).where(claims.c.organisation == home, claims.c.held_on <= day)
    return list(work.db.scalars(query.order_by(claims.c.held_on, claims.c.claim_id)))


def _approve(work: Work, chosen: list[UUID]) -> None:
    for claim_id in chosen:
        expenses.approve(work, claim_id, receipt_seen=True)


def _draw_up(work: Work, home: UUID, last: date, days: int) -> UUID:
    due = select(claims.c.claim_id).where(claims.c.due > 0)
    are_due = set(work.db.scalars(due))
    chosen = [each for each in _until(work, home, last, days) if each in are_due]
    return payments.draw_up(work, home, claims=chosen, pays_on=None)[0]


def _send_back(work: Work, home: UUID) -> None:
    query = select(claims.c.claim_id).where(
        claims.c.organisation == home, claims.c.status == "WAITS"
    )
    newest = query.order_by(claims.c.held_on.desc(), claims.c.claim_id).limit(1)
    for claim_id in work.db.scalars(newest).all():
        expenses.send_back(work, claim_id, reason=BACK)
