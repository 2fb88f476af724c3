"""The JSON API of cases: a command is a resource, a version is an ETag."""

from typing import Any
from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue

from services.casework.cases import commands, queries
from services.casework.cases.resource import as_json
from services.casework.cases.schemas import (
    CaseListSchema,
    CaseQuery,
    CaseSchema,
    ClosureSchema,
    FollowUpSchema,
    PhaseSchema,
    TaskSchema,
    TeamSchema,
)
from services.common.codes import TaskState
from shared.web.api import Blueprint, execute, if_match, read_only, uuid_of, with_etag
from shared.web.paging import PageRequest
from shared.work import Work

ROOT = "/casework/api/v1/cases"
api = Blueprint("cases_api", ROOT, "Cases")


@api.get("")
@api.arguments(CaseQuery, location="query")
@api.response(200, CaseListSchema)
def search(told: dict[str, Any]) -> dict[str, Any]:
    """The case that a referral became, or all open cases of the reader."""
    referral, page_request = told["referral"], PageRequest(told["limit"], told["cursor"])

    def read(work: Work) -> dict[str, Any]:
        if referral is not None:
            became = uuid_of(referral)
            views = queries.of_referral(work, g.who, became) if became else []
            return {"cases": [as_json(view) for view in views], "next": None}
        found = queries.lines(work, g.who, page_request=page_request)
        ids = [line.row.case_id for line in found.items]
        views = [queries.case(work, g.who, case_id) for case_id in ids]
        return {"cases": [as_json(view) for view in views], "next": found.next}

    return read_only(read)


@api.get("/<uuid:case_id>")
@api.response(200, CaseSchema)
def show(case_id: UUID) -> ResponseReturnValue:
    """One case: phase, open tasks, what the next phase lacks, team, plan, match."""
    return _shown(case_id)


@api.put("/<uuid:case_id>/team/<uuid:person_id>")
@api.arguments(TeamSchema)
@api.response(200, CaseSchema)
def assign(told: dict[str, Any], case_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Put somebody of the provider on the team."""
    seen = if_match()
    read_only(lambda work: queries.must_coordinate(work, g.who, case_id))
    execute(lambda work: commands.assign(work, case_id, person_id, **told, seen=seen))
    return _shown(case_id)


@api.delete("/<uuid:case_id>/team/<uuid:person_id>")
@api.response(200, CaseSchema)
def release(case_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Take somebody off the team."""
    seen = if_match()
    read_only(lambda work: queries.must_coordinate(work, g.who, case_id))
    execute(lambda work: commands.release(work, case_id, person_id, seen=seen))
    return _shown(case_id)


@api.put("/<uuid:case_id>/tasks/<code>")
@api.arguments(TaskSchema)
@api.response(200, CaseSchema)
def settle(told: dict[str, Any], case_id: UUID, code: str) -> ResponseReturnValue:
    """A task is done, or waived with a reason."""
    seen = if_match()
    _may_open(case_id)
    on, reason = told["on"], told["reason"]
    if told["state"] is TaskState.DONE:
        execute(lambda work: commands.do_task(work, case_id, code, on=on, seen=seen))
    else:
        execute(
            lambda work: commands.waive_task(work, case_id, code, reason=reason, on=on, seen=seen)
        )
    return _shown(case_id)


@api.put("/<uuid:case_id>/phase")
@api.arguments(PhaseSchema)
@api.response(200, CaseSchema)
def advance(told: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """Move to another phase; 409 names everything that is missing for it."""
    seen = if_match()
    _may_open(case_id)
    execute(lambda work: commands.advance(work, case_id, **told, seen=seen))
    return _shown(case_id)


@api.put("/<uuid:case_id>/closure")
@api.arguments(ClosureSchema)
@api.response(200, CaseSchema)
def close(told: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """End the case; before the programme's minimum it asks `early_reason`."""
    seen = if_match()
    _may_open(case_id)
    execute(lambda work: commands.close(work, case_id, **told, seen=seen))
    return _shown(case_id)


@api.put("/<uuid:case_id>/follow-up")
@api.arguments(FollowUpSchema)
@api.response(200, CaseSchema)
def follow_up(told: dict[str, Any], case_id: UUID) -> ResponseReturnValue:
    """Say how things stand some months after the closing."""
    seen = if_match()
    _may_open(case_id)
    execute(lambda work: commands.follow_up(work, case_id, **told, seen=seen))
    return _shown(case_id)


def _shown(case_id: UUID) -> ResponseReturnValue:
    view = _may_open(case_id)
    return with_etag(as_json(view), view.version)


def _may_open(case_id: UUID) -> queries.CaseView:
    return read_only(lambda work: queries.case(work, g.who, case_id))
