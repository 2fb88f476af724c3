"""Planning with a child or young person how they manage without the support."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from services.casework.cases.domain import Case
from services.casework.independence import rules
from services.casework.independence.domain import IndependencePlan
from services.casework.independence.events import AreaPlan
from services.common.identifying import check_tells_no_place
from shared.work import Work

WORDS = ("can", "needs", "supporter", "replaced_by")


def plan(work: Work, case_id: UUID, *, areas: Sequence[AreaPlan]) -> tuple[UUID, int]:
    """Plan the areas of life as they stand that day; the plan's id and version."""
    case, _ = work.load(Case(case_id))
    case.during(work.on)
    hidden = case.person.non_disclosure
    for text in (getattr(each, name) for each in areas for name in WORDS):
        check_tells_no_place(text, non_disclosure=hidden, field="areas")
    new, subject_id = IndependencePlan(uuid4()), case.person.subject_id
    wanted = rules.filled(areas)
    _, version = work.change(
        new, lambda each: each.plan(wanted, case_id=case_id, subject_id=subject_id, on=work.on)
    )
    return new.id, version


def enter_in_error(work: Work, plan_id: UUID, *, reason: str = "") -> None:
    """Say that a plan never was."""
    work.change(IndependencePlan(plan_id), lambda each: each.enter_in_error(reason=reason))
