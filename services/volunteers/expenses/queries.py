"""Claims as one reader sees them. Whoever may not read one is answered as if it were not there."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, select

from services.common.codes import ClaimStatus, Role
from services.volunteers.expenses import policy
from services.volunteers.expenses.domain import Claim
from services.volunteers.expenses.policy import ClaimView
from services.volunteers.expenses.projections import claims
from services.volunteers.expenses.rules import days_of, worth
from services.volunteers.people.projections import volunteers
from services.volunteers.rates.rules import CENTS, days_worth
from services.volunteers.terms.domain import Payer
from services.volunteers.terms.queries import day_rates_on, rate_on
from shared.identity.principals import Principal
from shared.store.history import moved_since
from shared.web.paging import Page, PageRequest, in_order, page
from shared.work import Work


def claim(work: Work, principal: Principal, claim_id: UUID) -> ClaimView:
    """One claim; raises `NotFound` for whoever may not read it."""
    state, version = work.load(Claim(claim_id))
    view = _view(work, principal, state, version, own_ids(work, principal))
    policy.reads.check(principal, view)
    return view


def listed(
    work: Work,
    who: Principal,
    *,
    status: str = "",
    since: datetime | None = None,
    sort: str = "-held_on",
    page_request: PageRequest,
) -> Page[ClaimView]:
    """The organisation's claims, or a support person's own, the newest visit first."""
    mine = own_ids(work, who)
    moved = moved_since(work.db, Claim.category, since) if since else None

    def read(row: Row[Any]) -> ClaimView | None:
        if moved is not None and row.claim_id not in moved:
            return None
        state, version = work.load(Claim(row.claim_id))
        return _view(work, who, state, version, mine)

    query = select(claims.c.claim_id).where(*_theirs(who, mine))
    if status:
        query = query.where(claims.c.status == status)
    order = in_order(claims.c.held_on, claims.c.claim_id, sort)
    return page(work.db, query, order, page_request=page_request, read=read)


def own_ids(work: Work, who: Principal) -> set[UUID]:
    """Every record of the reader as a support person of their organisation, ended ones too."""
    query = select(volunteers.c.volunteer_id).where(
        volunteers.c.person_id == who.id, volunteers.c.organisation == who.organisation
    )
    return set(work.db.scalars(query))


def own(work: Work, volunteer_id: UUID, *, most: int) -> list[Row[Any]]:
    """A support person's claims, the newest visit first."""
    query = select(claims).where(claims.c.volunteer_id == volunteer_id)
    order = claims.c.held_on.desc(), claims.c.claim_id
    return list(work.db.execute(query.order_by(*order).limit(most)))


def counts(work: Work, who: Principal) -> dict[str, int]:
    """How many claims of the organisation stand where."""
    query: Select[Any] = select(claims.c.status, func.count().label("number")).where(*_home(who))
    rows = work.db.execute(query.group_by(claims.c.status))
    return {row.status: row.number for row in rows}


def to_pay(work: Work, who: Principal) -> list[Row[Any]]:
    """The organisation's approved claims of which something is due, by person and day."""
    query = select(claims).where(*_home(who), claims.c.status == ClaimStatus.APPROVED)
    order = claims.c.volunteer_id, claims.c.held_on, claims.c.claim_id
    return list(work.db.execute(query.order_by(*order)))


def year_sums(work: Work, *whose: ColumnElement[bool], year: int) -> dict[UUID, int]:
    """Cents approved for kilometres of visits of that year, by support person."""
    query = select(claims.c.volunteer_id, func.sum(claims.c.approved_kilometres))
    query = query.where(*_approved_in(year), *whose).group_by(claims.c.volunteer_id)
    return {each: int(cents) for each, cents in work.db.execute(query)}


def year_days(work: Work, *whose: ColumnElement[bool], year: int) -> dict[UUID, int]:
    """Days of allowance approved for trips of that year, by support person."""
    query = select(claims.c.volunteer_id, func.sum(claims.c.approved_days))
    query = query.where(*_approved_in(year), *whose).group_by(claims.c.volunteer_id)
    return {each: int(days or 0) for each, days in work.db.execute(query)}


def claimed_worth(view: ClaimView) -> int:
    """Cents of all that is claimed, at the rates of the visit's day."""
    made = view.claim.claimed
    days = days_worth(days_of(made), view.day_rates, free_meals=made.free_meals)
    return worth(made.kilometres, view.rate) + made.costs + days


def as_json(view: ClaimView) -> dict[str, Any]:
    made, balance = view.claim.claimed, view.claim.balance
    return {
        "id": view.claim.id,
        "case": made.case_id,
        "organisation": made.organisation,
        "volunteer": made.volunteer_id,
        "held_on": made.held_on,
        "kilometres": made.kilometres,
        "rate": euros(view.rate),
        "costs": euros(made.costs),
        "whole_days": made.whole_days,
        "part_days": made.part_days,
        "free_meals": made.free_meals,
        "claimed": euros(claimed_worth(view)),
        "approved": euros(balance.approved),
        "due": f"{euros(balance.due):.2f}",
        "paid": euros(balance.paid),
        "status": balance.status,
        "wants_receipt": view.wants_receipt,
        "receipts": view.claim.receipts,
        "reason": view.claim.reason,
        "payment": balance.payment_id,
    }


def euros(cents: int) -> Decimal:
    return Decimal(cents) / CENTS


def _view(work: Work, who: Principal, state: Claim, version: int, mine: set[UUID]) -> ClaimView:
    if state.made is None:
        return ClaimView(state, version, False, 0, False)
    made = state.made
    payer, _ = work.load(Payer(made.organisation))
    return ClaimView(
        claim=state,
        version=version,
        is_own=made.volunteer_id in mine,
        rate=rate_on(payer, made.held_on),
        wants_receipt=payer.wants_receipt(made.costs, made.held_on),
        day_rates=day_rates_on(payer, made.held_on),
    )


def _approved_in(year: int) -> tuple[ColumnElement[bool], ...]:
    c = claims.c
    first, last = date(year, 1, 1), date(year, 12, 31)
    return c.held_on >= first, c.held_on <= last, c.decision == ClaimStatus.APPROVED


def _theirs(who: Principal, mine: set[UUID]) -> tuple[ColumnElement[bool], ...]:
    if who.has(Role.NGO_COORDINATOR):
        return _home(who)
    return (claims.c.volunteer_id.in_(mine),)


def _home(who: Principal) -> tuple[ColumnElement[bool], ...]:
    return (claims.c.organisation == who.organisation,)
