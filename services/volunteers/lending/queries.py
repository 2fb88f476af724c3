"""What is read of lendings; others' are not there."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, or_, select

from services.volunteers.lending.domain import Loan, LoanStatus
from services.volunteers.lending.policy import LoanView, borrows, lends, reads
from services.volunteers.lending.projections import TERMS, loans
from services.volunteers.people import queries as people
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.web.paging import Page, PageRequest, in_order, page
from shared.work import Work


def loan(work: Work, who: Principal, loan_id: UUID) -> LoanView:
    """One before its reader; raises `NotFound`."""
    state, version = work.load(Loan(loan_id))
    mine = people.own_id(work, who)
    is_person = mine is not None and state.volunteer_id == mine
    view = LoanView(state, version, is_person)
    if not version or not reads.allows(who, view):
        raise NotFound
    return view


def of_organisation(work: Work, organisation: UUID, request: PageRequest) -> Page[Row[Any]]:
    """Those of which it is either side, the newest first."""
    c = loans.c
    query = select(loans).where(or_(c.lender == organisation, c.borrower == organisation))
    order = in_order(c.starts_on, c.loan_id, "-starts_on")
    return page(work.db, query, order, page_request=request, read=lambda row: row)


def line(row: Row[Any]) -> dict[str, Any]:
    """One of a list: between whom, for what, and whose word it waits for."""
    terms = {name: getattr(row, name) for name in TERMS}
    return {"id": row.loan_id, "status": row.status, **terms}


def as_json(who: Principal, view: LoanView) -> dict[str, Any]:
    """One before its reader: each side reads the id in its own register alone, and no name."""
    state = view.loan
    names_own = view.is_person or lends.allows(who, view)
    return {
        "id": state.id,
        "status": state.status,
        **{name: getattr(state.terms, name) for name in TERMS},
        "volunteer": state.volunteer_id if names_own else None,
        "applicant": state.applicant_id if borrows.allows(who, view) else None,
    }


def waiting_for(work: Work, volunteer_id: UUID) -> list[Row[Any]]:
    """What a support person is asked, or has agreed to."""
    c = loans.c
    states = (LoanStatus.OFFERED, LoanStatus.WILLING, LoanStatus.AGREED)
    query = select(loans).where(c.volunteer_id == volunteer_id, c.status.in_(states))
    return list(work.db.execute(query.order_by(c.starts_on, c.loan_id)))
