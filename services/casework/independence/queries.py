"""Plans of independence as the case's people read them."""

from uuid import UUID

from sqlalchemy import select

from services.casework.cases.domain import Case
from services.casework.independence.domain import IndependencePlan
from services.casework.independence.policy import IndependenceView, reads
from services.casework.independence.projections import plans
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.work import Work


def of_case(work: Work, case_id: UUID) -> list[IndependencePlan]:
    """The plans of a case, newest first; none that were made by mistake."""
    c = plans.c
    query = select(c.plan_id).where(c.case_id == case_id)
    rows = work.db.execute(query.order_by(c.planned_on.desc(), c.position.desc())).all()
    listed = [work.load(IndependencePlan(row.plan_id))[0] for row in rows]
    return [each for each in listed if each.planned is not None and not each.is_error]


def plan(work: Work, who: Principal, plan_id: UUID) -> IndependenceView:
    """One plan for whoever may read it; raises `NotFound` for others."""
    state, version = work.load(IndependencePlan(plan_id))
    if state.planned is None:
        raise NotFound
    case, _ = work.load(Case(state.planned.case_id))
    view = IndependenceView(case, state, version)
    reads.check(who, view)
    return view
