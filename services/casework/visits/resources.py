"""Visits over HTTP: by the case's own people and by its support person."""

from typing import Any
from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue

from services.casework.cases import policy as case_policy, queries as cases
from services.casework.cases.domain import Case
from services.casework.cases.resources import ROOT
from services.casework.fields import ReasonSchema
from services.casework.visits import commands, policy, queries
from services.casework.visits.domain import Visit
from services.casework.visits.policy import VisitedView, VisitView
from services.casework.visits.schemas import (
    CorrectionSchema,
    LoggedVisitSchema,
    VisitListSchema,
    VisitQuery,
    VisitSchema,
    as_json,
    facts_of,
    values_of,
)
from shared.store.history import moved_since
from shared.web import paging
from shared.web.api import Blueprint, read_only
from shared.web.changes import Change, Changes
from shared.web.paging import PageRequest
from shared.work import Work

api = Blueprint("visits_api", ROOT, "Visits")


def log_visit(work: Work, case_id: UUID, **data: Any) -> tuple[UUID, int]:
    """Log a visit, held, missed or cancelled."""
    facts = facts_of(data, today=work.today)
    if queries.visited(work, g.who, case_id).is_staff(g.who):
        return commands.log(work, case_id, facts)
    (logged,) = commands.log_own(work, [case_id], facts)
    return logged


def correct_visit(work: Work, visit_id: UUID, *, reason: str = "", **data: Any) -> None:
    """Say what holds of a visit instead; what is left out stays as it is."""
    commands.correct(work, visit_id, reason=reason, **values_of(data))


def enter_visit_in_error(work: Work, visit_id: UUID, *, reason: str = "") -> None:
    """Say that a visit never was."""
    commands.enter_in_error(work, visit_id, reason=reason)


def _body(_work: Work, view: VisitView) -> dict[str, Any]:
    visit = view.visit
    by = visit.logged.volunteer_id if visit.logged else None
    return as_json(visit.id, by, visit.facts, in_error=visit.is_error)


changes = Changes[VisitedView, VisitedView](
    [Change("visits", log_visit, VisitSchema, policy.logs, adds=True)],
    thing=Case,
    key="case_id",
    read=queries.visited,
    state=lambda view: view,
)
corrections = Changes[VisitView, VisitView](
    [
        Change("correction", correct_visit, CorrectionSchema, policy.corrects),
        Change("entered-in-error", enter_visit_in_error, ReasonSchema, policy.corrects),
    ],
    thing=Visit,
    key="visit_id",
    read=queries.visit,
    state=lambda view: view,
    above={"case_id": lambda view: view.visited.case.id},
)


@api.get("/<uuid:case_id>/visits", may=case_policy.opens)
@api.arguments(VisitQuery, location="query")
@api.alt_response(200, schema=VisitListSchema)
def of_case(query: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """The visits of a case, newest first unless asked otherwise, for those who may open it."""
    since, sort = query.pop("updated_since"), query.pop("sort")

    def read(work: Work) -> list[dict[str, Any]]:
        view = cases.case(work, g.who, case_id)
        moved = moved_since(work.db, Visit.category, since) if since else None
        listed = queries.of_case(work, g.who, view.case)
        return [
            as_json(each.row.visit_id, each.row.volunteer_id, each.facts)
            for each in (listed if sort.startswith("-") else reversed(listed))
            if moved is None or each.row.visit_id in moved
        ]

    visits = LoggedVisitSchema(many=True).dump(read_only(read))
    part = paging.after(visits, lambda each: str(each["id"]), PageRequest(**query))
    return paging.answer("visits", part)


changes.serve(api)
corrections.serve(
    api,
    may=policy.reads,
    at="/<uuid:case_id>/visits",
    schema=LoggedVisitSchema,
    body=_body,
)
