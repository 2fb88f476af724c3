"""The JSON API of needs: who waits, and who of the organisation's people would suit."""

from typing import Any
from uuid import UUID

from flask import g

from services.volunteers.needs import queries
from services.volunteers.needs.schemas import CandidateListSchema, NeedListSchema
from services.volunteers.needs.texts import exclusion, reason
from services.volunteers.people import policy
from shared.web.api import Blueprint, look
from shared.web.paging import Asked, WholeQuery
from shared.work import Work

api = Blueprint("needs_api", "/volunteers/api/v1/needs", "Who waits")
AS_THEY_ARE = (
    "programme",
    "programme_version",
    "municipality",
    "age_band",
    "asks_child",
    "needs",
    "mother_tongue",
    "service_language",
    "interpreter_needed",
    "interests",
    "availability",
    "sibling_count",
    "requested_on",
    "waiting_since",
    "state",
)


@api.get("", may=policy.follows)
@api.arguments(WholeQuery, location="query")
@api.response(200, NeedListSchema)
def search(told: dict[str, Any]) -> dict[str, Any]:
    """The own organisation's cases that wait for a person, longest first."""
    found = look(lambda work: queries.waiting_page(work, g.who, asked=Asked(**told)))
    return {"needs": [_need(row) for row in found.items], "next": found.next}


@api.get("/<uuid:case_id>/candidates", may=policy.coordinates)
@api.response(200, CandidateListSchema)
def candidates(case_id: UUID) -> dict[str, Any]:
    """Everybody of the organisation: ranked with reasons, or excluded with the rule."""

    def read(work: Work) -> dict[str, Any]:
        ranked, excluded = queries.ranking(work, queries.need(work, g.who, case_id))
        return {
            "case": case_id,
            "candidates": [_candidate(one) for one in ranked],
            "excluded": [
                {"volunteer": one.volunteer_id, "rule": one.rule, "reason": exclusion(one.rule)}
                for one in excluded
            ],
        }

    return look(read)


def _need(row: Any) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in AS_THEY_ARE}
    return {"case": row.case_id, "referral": row.referral_id, "match": row.match_id} | said


def _candidate(one: Any) -> dict[str, Any]:
    parts = [
        {"name": p.name, "points": p.points, "max": p.max, "reason": reason(p)} for p in one.parts
    ]
    return {"volunteer": one.volunteer_id, "score": one.score, "parts": parts}
