"""Needs and candidates on the wire: codes and ids, no child's name."""

from typing import Any

from marshmallow import Schema, fields

from services.common.codes import Availability, Interest, Need
from services.volunteers.ranking.domain import Candidate, Caution, Excluded
from services.volunteers.ranking.texts import exclusion, reason, warning
from shared.web.fields import Code, Codes


class NeedSchema(Schema):
    case = fields.UUID(required=True)
    referral = fields.UUID(required=True)
    programme = fields.String(required=True)
    programme_version = fields.Integer()
    municipality = fields.String(allow_none=True, metadata={"description": "null: withheld"})
    age_band = fields.String(allow_none=True)
    asks_child = fields.Boolean(metadata={"description": "12 or older: their view is asked."})
    needs = Codes(Need)
    mother_tongue = fields.String(allow_none=True)
    service_language = fields.String()
    interpreter_needed = fields.Boolean()
    interests = Codes(Interest)
    availability = Codes(Availability)
    sibling_count = fields.Integer()
    requested_on = fields.Date()
    waiting_since = fields.Date()
    state = fields.String(metadata={"description": "open, or proposed while answers are awaited"})
    match = fields.UUID(allow_none=True)


class NeedListSchema(Schema):
    needs = fields.List(fields.Nested(NeedSchema))
    next = fields.String(allow_none=True)


class PartSchema(Schema):
    name = fields.String(required=True)
    points = fields.Integer(required=True)
    max = fields.Integer(required=True)
    reason = fields.String(required=True)


class CautionSchema(Schema):
    code = Code(Caution, required=True)
    reason = fields.String(required=True)


class CandidateSchema(Schema):
    volunteer = fields.UUID(required=True)
    score = fields.Integer(required=True)
    parts = fields.List(fields.Nested(PartSchema))
    warnings = fields.List(fields.Nested(CautionSchema))


class ExcludedSchema(Schema):
    volunteer = fields.UUID(required=True)
    rule = fields.String(required=True)
    reason = fields.String(required=True)
    missing = fields.List(
        fields.String(), metadata={"description": "Steps that the case's version asks for."}
    )


class CandidateListSchema(Schema):
    case = fields.UUID(required=True)
    candidates = fields.List(fields.Nested(CandidateSchema))
    excluded = fields.List(fields.Nested(ExcludedSchema))
    next = fields.String(allow_none=True)


AS_THEY_ARE = NeedSchema().fields.keys() - {"case", "referral", "match"}


def need_json(row: Any) -> dict[str, Any]:
    ids = {"case": row.case_id, "referral": row.referral_id, "match": row.match_id}
    return ids | {name: getattr(row, name) for name in AS_THEY_ARE}


def candidate_json(candidate: Candidate) -> dict[str, Any]:
    parts = [
        {"name": part.name, "points": part.points, "max": part.max, "reason": reason(part)}
        for part in candidate.parts
    ]
    return {"volunteer": candidate.volunteer_id, "score": candidate.score, "parts": parts} | {
        "warnings": [{"code": why, "reason": warning(why)} for why in candidate.warnings]
    }


def excluded_json(person: Excluded) -> dict[str, Any]:
    return {
        "volunteer": person.volunteer_id,
        "rule": person.rule,
        "reason": exclusion(person),
        "missing": list(person.lacks),
    }
