"""What pages read of lendings; others' are not there."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, or_, select

from services.volunteers.lending.domain import Loan, LoanStatus
from services.volunteers.lending.policy import LoanView, reads
from services.volunteers.lending.projections import loans
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


def waiting_for(work: Work, volunteer_id: UUID) -> list[Row[Any]]:
    """What a support person is asked, or has agreed to."""
    c = loans.c
    states = (LoanStatus.OFFERED, LoanStatus.WILLING, LoanStatus.AGREED)
    query = select(loans).where(c.volunteer_id == volunteer_id, c.status.in_(states))
    return list(work.db.execute(query.order_by(c.starts_on, c.loan_id)))
