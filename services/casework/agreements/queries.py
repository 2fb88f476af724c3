"""Agreements as the case's people read them."""

from uuid import UUID

from sqlalchemy import select

from services.casework.agreements.domain import Agreement
from services.casework.agreements.policy import AgreementView, reads
from services.casework.agreements.projections import agreements
from services.casework.cases.domain import Case
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.work import Work


def of_case(work: Work, case_id: UUID) -> list[Agreement]:
    """The agreements of a case, newest first; none that were recorded by mistake."""
    c = agreements.c
    query = select(c.paper_id).where(c.case_id == case_id)
    rows = work.db.execute(query.order_by(c.drawn_on.desc(), c.position.desc())).all()
    listed = [work.load(Agreement(row.paper_id))[0] for row in rows]
    return [each for each in listed if each.drawn is not None and not each.is_error]


def agreement(work: Work, who: Principal, paper_id: UUID) -> AgreementView:
    """One agreement for whoever may read it; raises `NotFound` for others."""
    state, version = work.load(Agreement(paper_id))
    if state.drawn is None:
        raise NotFound
    case, _ = work.load(Case(state.drawn.case_id))
    view = AgreementView(case, state, version)
    reads.check(who, view)
    return view
