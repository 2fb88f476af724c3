"""Whether a referral is another's double, over HTTP."""

from typing import Any
from uuid import UUID

from flask import g
from marshmallow import Schema, fields

from services.referral.duplicates import queries
from services.referral.duplicates.queries import Double
from services.referral.referrals import policy
from services.referral.referrals.queries import ReferralView, referral
from shared.web.api import Blueprint, read_only
from shared.web.fields import Value
from shared.work import Work

api = Blueprint("duplicates_api", "/referral/api/v1/referrals", "Referrals of the same person")


class DoubleListSchema(Schema):
    is_doubled = fields.Boolean(metadata={"description": "There is another of the same person."})
    doubles = Value(
        tuple[Double, ...],
        metadata={"description": "Those that the caller may know: none before acceptance."},
    )


@api.get("/<uuid:referral_id>/duplicates", may=policy.reads)
@api.response(200, DoubleListSchema)
def doubles(referral_id: UUID) -> dict[str, Any]:
    """Other referrals of the same person that the caller's organisation has."""

    def read(work: Work) -> dict[str, Any]:
        view: ReferralView = referral(work, g.who, referral_id)
        others = queries.doubles(work, g.who, view.referral)
        shown = others if view.record else []
        return {"is_doubled": bool(others), "doubles": [_json(double) for double in shown]}

    return read_only(read)


def _json(double: Double) -> dict[str, Any]:
    return {
        "referral_id": str(double.referral_id),
        "referred_on": double.referred_on.isoformat(),
        "reference": double.reference,
    }
