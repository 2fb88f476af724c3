"""Logging visits: by the case's own people, or by the support person who was there."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID, uuid4

from services.casework.cases.domain import Case
from services.casework.matches import queries as matches
from services.casework.visits.domain import Told, Visit, Whose
from shared.aggregate import Refused
from shared.work import Work


def log(work: Work, case_id: UUID, told: Told) -> tuple[UUID, int]:
    """Record one visit of a case; its id and version.

    It counts as the support person's when they say so themselves, and when somebody who is not
    on the team records what the support person told them.
    """
    case, _ = work.load(Case(case_id))
    supporter = matches.supporter_on(work.db, case_id, told.held_on)
    on_team = any(str(person) == work.actor.id for person in case.team)
    is_own = supporter is not None and str(supporter.person_id) == work.actor.id
    counts = supporter is not None and (is_own or not on_team)
    return _log(work, case, told, supporter.volunteer_id if supporter and counts else None)


def log_own(work: Work, case_ids: Sequence[UUID], told: Told) -> list[tuple[UUID, int]]:
    """Record a support person's visit with one child or several, siblings mostly.

    What it cost is told once. Refused for a day on which they did not support the family.
    """
    logged: list[tuple[UUID, int]] = []
    for case_id in case_ids:
        case, _ = work.load(Case(case_id))
        supporter = matches.supporter_on(work.db, case_id, told.held_on)
        if supporter is None or str(supporter.person_id) != work.actor.id:
            raise Refused(
                "You were not this family's support person on %(held_on)s.",
                code="not_supporting",
                held_on=told.held_on.isoformat(),
            )
        share = told if not logged else replace(told, kilometres=0, costs=Decimal(0))
        logged.append(_log(work, case, share, supporter.volunteer_id))
    return logged


def _log(work: Work, case: Case, told: Told, volunteer_id: UUID | None) -> tuple[UUID, int]:
    case.during(work.day(told.held_on))
    visit = Visit(uuid4(), concerns=case.concerns)
    person, opened = case.person, case.opened
    whose = Whose(case.id, person.subject_id, opened.organisation, volunteer_id)
    _, version = work.change(visit, lambda v: v.log(told, whose))
    return visit.id, version
