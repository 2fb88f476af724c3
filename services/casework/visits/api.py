"""The JSON API of visits: by the case's own people and by its support person."""

from typing import Any
from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue

from services.casework.cases import queries as cases
from services.casework.cases.api import ROOT
from services.casework.cases.domain import Case
from services.casework.visits import commands, queries
from services.casework.visits.schemas import LoggedVisitSchema, VisitListSchema, VisitSchema, told
from services.codes import Role
from shared.api import Blueprint, Created, look, once
from shared.problems import NotFound
from shared.work import Work

api = Blueprint("visits_api", __name__, url_prefix=ROOT, description="Visits")


@api.post("/<uuid:case_id>/visits")
@api.arguments(VisitSchema)
@api.alt_response(201, description="The visit was logged.")
def log(loaded: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """Log a visit, held, missed or cancelled."""
    as_staff = look(lambda work: _as_staff(work, case_id))

    def make(work: Work) -> Created:
        said = told(loaded, today=work.today)
        if as_staff:
            visit_id, version = commands.log(work, case_id, said)
        else:
            ((visit_id, version),) = commands.log_own(work, [case_id], said)
        body = {"id": str(visit_id), "case": str(case_id)}
        return Created(f"{ROOT}/{case_id}/visits/{visit_id}", body, version)

    return once(make)


@api.get("/<uuid:case_id>/visits")
@api.alt_response(200, schema=VisitListSchema)
def of_case(case_id: UUID) -> ResponseReturnValue:
    """The visits of a case, newest first, for those who may open it."""
    return {"visits": _listed(case_id)}


@api.get("/<uuid:case_id>/visits/<uuid:visit_id>")
@api.alt_response(200, schema=LoggedVisitSchema)
def show(case_id: UUID, visit_id: UUID) -> ResponseReturnValue:
    """One visit, for those who may open its case."""
    found = _listed(case_id, visit_id=visit_id)
    if not found:
        raise NotFound
    return found[0], 200, {"ETag": '"1"'}


def _listed(case_id: UUID, *, visit_id: UUID | None = None) -> list[dict[str, Any]]:
    look(lambda work: cases.case(work, g.who, case_id))
    found = look(lambda work: queries.of_case(work, case_id, visit_id=visit_id))
    names = ("kind", "status", "minutes", "present", "began_at")
    return [
        {
            "id": str(view.row.visit_id),
            "held_on": view.row.held_on.isoformat(),
            "volunteer": str(view.row.volunteer_id) if view.row.volunteer_id else None,
            "notes": view.notes,
            **{name: getattr(view.row, name) for name in names},
        }
        for view in found
    ]


def _as_staff(work: Work, case_id: UUID) -> bool:
    """Whether somebody logs as one of the case's own people; else as its support person."""
    case, _ = work.load(Case(case_id))
    if case.begun is not None and cases.may_open(case, g.who):
        return True
    if not g.who.has(Role.SUPPORT_PERSON):
        raise NotFound
    queries.must_support(work, g.who, case_id)
    return False
