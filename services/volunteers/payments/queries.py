"""Payment runs as their organisation's coordinators see them."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from services.common.codes import ClaimStatus
from services.volunteers.expenses.projections import claims
from services.volunteers.expenses.queries import euros
from services.volunteers.payments import policy
from services.volunteers.payments.domain import PaymentRun
from services.volunteers.payments.policy import PaymentView
from services.volunteers.payments.projections import payments
from services.volunteers.people import queries as people
from shared.identity.principals import Principal
from shared.web.paging import Page, PageRequest, page
from shared.work import Work


def payment(work: Work, principal: Principal, payment_id: UUID) -> PaymentView:
    """One run; raises `NotFound` for whoever may not see it."""
    view = PaymentView(*work.load(PaymentRun(payment_id)))
    policy.pays.check(principal, view)
    return view


def listed(work: Work, who: Principal, page_request: PageRequest) -> Page[Row[Any]]:
    """The organisation's runs, the latest day of payment first."""
    query = select(payments).where(payments.c.organisation == who.organisation)
    order = payments.c.pays_on.desc(), payments.c.payment_id
    return page(work.db, query, order, page_request=page_request, read=lambda row: row)


def names(work: Work, organisation: UUID) -> dict[UUID, str]:
    """What the people of the organisation's register are called."""
    return people.names(work, organisation)


def overpaid(work: Work, volunteers: Collection[UUID]) -> list[UUID]:
    """Claims of these people of which too much was paid, and that stand on no run."""
    c = claims.c
    query = select(c.claim_id).where(
        c.volunteer_id.in_(volunteers), c.status == ClaimStatus.APPROVED, c.due < 0
    )
    return list(work.db.scalars(query.order_by(c.held_on, c.claim_id)))


def as_json(view: PaymentView) -> dict[str, Any]:
    """A run with ids and sums: names and accounts are in its file alone."""
    run = view.run
    drawn_up = run.drawn_up
    if drawn_up is None:
        raise LookupError(run.id)
    return {
        "id": run.id,
        "status": run.status,
        "pays_on": drawn_up.pays_on,
        "paid_on": run.paid.on if run.paid else None,
        "sum": euros(run.cents),
        "lines": [
            {"volunteer": each.volunteer_id, "claims": each.claims, "sum": euros(each.cents)}
            for each in run.lines
        ],
        "left_out": [{"volunteer": each.volunteer_id, "why": each.why} for each in run.left_out],
    }


def line(row: Row[Any]) -> dict[str, Any]:
    """A run of the list."""
    return {
        "id": row.payment_id,
        "status": row.status,
        "pays_on": row.pays_on,
        "paid_on": row.paid_on,
        "people": row.people,
        "sum": euros(row.cents),
    }
