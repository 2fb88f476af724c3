"""What either side can change of a plan. Each function runs in the caller's one transaction."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from services.common.codes import PayerKind
from services.common.identifying import check_nameless
from services.referral.package_plans import events
from services.referral.package_plans.events import BudgetLine, PackageSession, PlanEvent
from services.referral.packages.commands import home_of
from services.referral.packages.domain import Package
from services.referral.packages.queries import fellows
from shared.kernel.aggregate import Invalid, NotFound
from shared.work import Work

Made = tuple[UUID, int]  # the new part, and the version of the package


def plan_scope(work: Work, package_id: UUID, *, scope: str, partners: Sequence[UUID]) -> None:
    """Say what is done, and which organisations of the network take part."""
    check_nameless(scope, field="scope")
    state, _ = work.load(Package(package_id))
    members = fellows(work, state.lead) if state.lead else frozenset()
    if any(each not in members for each in partners):
        raise Invalid("Choose organisations of the network.", code="no_member", field="partners")
    chosen = tuple(dict.fromkeys(partners))
    _change(work, state, events.ScopePlanned(**_head(work, state), scope=scope, partners=chosen))


def plan_goal(work: Work, package_id: UUID, *, goal: str) -> Made:
    """Add a goal."""
    goal_id = uuid4()
    return goal_id, _goal(work, package_id, goal_id, goal)


def reword_goal(work: Work, package_id: UUID, *, goal_id: UUID, goal: str) -> None:
    """Say a goal in other words."""
    _must_have(work.load(Package(package_id))[0].plan.goals, goal_id)
    _goal(work, package_id, goal_id, goal)


def plan_session(work: Work, package_id: UUID, **terms: Any) -> Made:
    """Add a session; its day can be said later."""
    session_id = uuid4()
    return session_id, _session(work, package_id, session_id, **terms)


def replan_session(work: Work, package_id: UUID, *, session_id: UUID, **terms: Any) -> None:
    """Change a session that was not held yet."""
    _must_have(work.load(Package(package_id))[0].plan.sessions, session_id)
    _session(work, package_id, session_id, **terms)


def budget_line(work: Work, package_id: UUID, **terms: Any) -> Made:
    """Add a line to the budget: who pays, what for, how much."""
    line_id = uuid4()
    return line_id, _line(work, package_id, line_id, **terms)


def rebudget_line(work: Work, package_id: UUID, *, line_id: UUID, **terms: Any) -> None:
    """Change a line of the budget."""
    _must_have(work.load(Package(package_id))[0].plan.lines, line_id)
    _line(work, package_id, line_id, **terms)


def drop(work: Work, package_id: UUID, *, part_id: UUID) -> None:
    """Leave a goal, a session or a line of the budget out of the plan."""
    state, _ = work.load(Package(package_id))
    _change(work, state, events.PartDropped(**_head(work, state), part_id=part_id))


def _goal(work: Work, package_id: UUID, goal_id: UUID, goal: str) -> int:
    check_nameless(goal, field="goal")
    state, _ = work.load(Package(package_id))
    planned = events.GoalPlanned(**_head(work, state), goal_id=goal_id, goal=goal)
    return _change(work, state, planned)


def _session(
    work: Work,
    package_id: UUID,
    session_id: UUID,
    *,
    title: str,
    day: date | None,
    host: UUID | None,
    **terms: Any,
) -> int:
    check_nameless(title, field="title")
    state, _ = work.load(Package(package_id))
    session = PackageSession(
        session_id=session_id, title=title, day=day, host=host or state.lead, **terms
    )
    planned = events.PackageSessionPlanned(**_head(work, state), session=session)
    return _change(work, state, planned)


def _line(
    work: Work,
    package_id: UUID,
    line_id: UUID,
    *,
    purpose: str,
    payer: PayerKind,
    organisation: UUID | None,
    funder: str,
    amount: Decimal,
) -> int:
    for name, text in (("purpose", purpose), ("funder", funder)):
        check_nameless(text, field=name)
    state, _ = work.load(Package(package_id))
    is_other = payer is PayerKind.OTHER
    payers = {
        PayerKind.MUNICIPALITY: state.request.organisation,
        PayerKind.OWN_GRANT: organisation or state.lead,
    }
    line = BudgetLine(
        line_id=line_id,
        payer=payer,
        purpose=purpose,
        amount=amount,
        organisation=payers.get(payer),
        funder=funder if is_other else "",
    )
    return _change(work, state, events.LineBudgeted(**_head(work, state), line=line))


def _change(work: Work, state: Package, event: PlanEvent) -> int:
    _, version = work.change(state, lambda each: each.change_plan(event))
    return version


def _head(work: Work, state: Package) -> dict[str, Any]:
    """What every change of a plan says; which edition it makes, the package knows."""
    whose = {"package_id": state.id, "organisation": home_of(work)}
    return whose | {"edition": state.plan.edition + 1, "on": work.today}


def _must_have(parts: Any, part_id: UUID) -> None:
    if part_id not in parts:
        raise NotFound
