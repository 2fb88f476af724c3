"""Logging visits: by the case's own people, or by the support person who was there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4, uuid5

from services.casework.cases.domain import Case
from services.casework.matches import queries as matches
from services.casework.messages import commands as messages
from services.casework.messages.domain import says_something
from services.casework.visits import queries, rules
from services.casework.visits.domain import Visit
from services.casework.visits.rules import VisitedCase, VisitFacts
from services.common.identifying import check_tells_no_place
from shared.kernel.aggregate import Refused
from shared.work import Work


def log(
    work: Work, case_id: UUID, facts: VisitFacts, *, visit_id: UUID | None = None
) -> tuple[UUID, int]:
    """Record one visit of a case; its id and version.

    It counts as the support person's when they say so themselves, and when somebody who is not
    on the team records what the support person told them.
    """
    case, _ = work.load(Case(case_id))
    supporter = matches.supporter_on(work.db, case_id, facts.held_on)
    on_team = any(str(person) == work.actor.id for person in case.team)
    is_own = supporter is not None and str(supporter.person_id) == work.actor.id
    counts = supporter is not None and (is_own or not on_team)
    by = supporter.volunteer_id if supporter and counts else None
    return _log(work, case, facts, volunteer_id=by, visit_id=visit_id)


def log_together(
    work: Work, case_ids: Sequence[UUID], facts: VisitFacts, *, key: UUID | None = None
) -> list[tuple[UUID, int]]:
    """Record one visit with several children; the same `key` again changes nothing."""
    return [
        log(work, case_id, _share(facts, index), visit_id=_visit_id(key, case_id))
        for index, case_id in enumerate(case_ids)
    ]


def log_own(
    work: Work, case_ids: Sequence[UUID], facts: VisitFacts, *, key: UUID | None = None
) -> list[tuple[UUID, int]]:
    """Record a support person's visit with one child or several, siblings mostly.

    Refused for a day on which they did not support the family.
    """
    logged = list[tuple[UUID, int]]()
    for index, case_id in enumerate(case_ids):
        case, _ = work.load(Case(case_id))
        supporter = matches.supporter_on(work.db, case_id, facts.held_on)
        if supporter is None or str(supporter.person_id) != work.actor.id:
            raise _not_supporting(facts.held_on)
        by, visit_id = supporter.volunteer_id, _visit_id(key, case_id)
        share = _share(facts, index)
        logged.append(_log(work, case, share, volunteer_id=by, visit_id=visit_id))
        _tell_team(work, case_id, share, volunteer_id=by, visit_id=logged[-1][0])
    return logged


def correct(work: Work, visit_id: UUID, *, reason: str = "", **values: Any) -> None:
    """Say what holds of a visit instead; what is not named stays as it is."""
    case, visit, visited = _current(work, visit_id)
    facts = replace(visit.facts, **values)
    case.during(work.day(facts.held_on))
    _check_notes(case, facts)
    supporter = matches.supporter_on(work.db, case.id, facts.held_on)
    if visited.volunteer_id and visited.volunteer_id != (supporter and supporter.volunteer_id):
        raise _not_supporting(facts.held_on)
    work.change(visit, lambda v: v.correct(facts, visited, reason=reason))


def enter_in_error(work: Work, visit_id: UUID, *, reason: str = "") -> None:
    """Say that a visit never was; its support person is not paid for it either."""
    _, visit, visited = _current(work, visit_id)
    work.change(visit, lambda v: v.enter_in_error(visited, reason=reason))


def _current(work: Work, visit_id: UUID) -> tuple[Case, Visit, VisitedCase]:
    """A visit with the parties of its case, which its events concern."""
    case, _ = work.load(Case(queries.case_of(work, visit_id)))
    visit, _ = work.load(Visit(visit_id, parties=case.parties))
    by = visit.logged.volunteer_id if visit.logged else None
    working_as = visit.logged.profession if visit.logged else None
    visited = _visited(case, by, working_as)
    return case, visit, visited


def _visited(case: Case, volunteer_id: UUID | None, working_as: str | None) -> VisitedCase:
    organisation = case.opened.organisation
    return VisitedCase(case.id, case.person.subject_id, organisation, volunteer_id, working_as)


def _not_supporting(held_on: date) -> Refused:
    return Refused(
        "You were not this family's support person on %(held_on)s.",
        code="not_supporting",
        held_on=held_on,
    )


def _tell_team(
    work: Work, case_id: UUID, facts: VisitFacts, *, volunteer_id: UUID, visit_id: UUID
) -> None:
    """What the support person wrote, or that it was hard, is a message that somebody reads."""
    if says_something(facts.notes, facts.impression):
        messages.tell_team(
            work,
            case_id,
            volunteer_id=volunteer_id,
            text=facts.notes,
            impression=facts.impression,
            visit_id=visit_id,
        )


def _log(
    work: Work, case: Case, facts: VisitFacts, *, volunteer_id: UUID | None, visit_id: UUID | None
) -> tuple[UUID, int]:
    case.during(work.day(facts.held_on))
    _check_notes(case, facts)
    visit = Visit(visit_id or uuid4(), parties=case.parties)
    working_as = None if volunteer_id else case.plan.professions.get(UUID(work.actor.id))
    visited = _visited(case, volunteer_id, working_as)
    _, version = work.change(visit, lambda v: v.log(facts, visited))
    return visit.id, version


def _check_notes(case: Case, facts: VisitFacts) -> None:
    hidden = case.person.non_disclosure
    check_tells_no_place(facts.notes, non_disclosure=hidden, field="notes")


def _share(facts: VisitFacts, index: int) -> VisitFacts:
    """What a visit with several cost is told with the first alone."""
    if not index:
        return facts
    nothing = VisitFacts(facts.held_on)
    return replace(facts, **rules.took(nothing))


def _visit_id(key: UUID | None, case_id: UUID) -> UUID | None:
    """The same form sent twice is the same visit: ids follow from the form's random key."""
    return uuid5(key, str(case_id)) if key else None
