"""The ways of referrals on the wire."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from services.common.codes import RouteRule
from services.referral.routes.domain import Journey
from services.referral.routes.events import Considered, OfferDeclined, Skip
from services.referral.routes.schemas import SkipSchema
from services.referral.routes.texts import reason
from services.referral.routings.queries import ConsideredRow

Names = Mapping[UUID, str]


class ConsideredRowSchema(Schema):
    on = fields.Date()
    organisation = fields.UUID()
    programme = fields.String()
    chosen = fields.Boolean(metadata={"description": "It was offered to this one."})
    back = fields.String(
        allow_none=True, metadata={"description": "Why it came back; null: it did not."}
    )
    skips = fields.List(fields.Nested(SkipSchema))
    referral = fields.UUID(
        allow_none=True, metadata={"description": "For the network's coordinator alone."}
    )


class RoutingListSchema(Schema):
    routings = fields.List(fields.Nested(ConsideredRowSchema))
    next = fields.String(allow_none=True)


def line_json(line: ConsideredRow) -> dict[str, Any]:
    return {
        "on": line.on,
        "organisation": line.organisation,
        "programme": line.programme,
        "chosen": line.is_chosen,
        "back": line.back,
        "skips": [skip_json(skip) for skip in line.skips],
        "referral": line.referral,
    }


def skip_json(skip: Skip) -> dict[str, Any]:
    rule = str(RouteRule(skip.rule))
    return {"rule": rule, "values": list(skip.values), "message": reason(skip)}


def routing_json(journey: Journey, names: Names, *, network: str, counts: bool) -> dict[str, Any]:
    """`counts`: whether how busy each member was is the reader's to know."""
    return {
        "network": network or None,
        "rounds": [
            {
                "on": each.on,
                "chosen": each.chosen,
                "rule": each.rule,
                "considered": [
                    _considered(candidate, names, counts=counts) for candidate in each.considered
                ],
            }
            for each in journey.rounds
        ],
        "back": [
            {
                "on": each.on,
                "organisation": each.organisation,
                "name": names.get(each.organisation, ""),
                "kind": "declined" if isinstance(each, OfferDeclined) else "recalled",
                "reason": each.reason,
            }
            for each in journey.back
        ],
        "set_aside": [
            {
                "on": each.on,
                "organisation": each.organisation,
                "name": names.get(each.organisation, ""),
                "rules": list(each.rules),
                "reason": each.reason,
            }
            for each in journey.explained
        ],
    }


def _considered(candidate: Considered, names: Names, *, counts: bool) -> dict[str, Any]:
    body: dict[str, Any] = {
        "organisation": candidate.organisation,
        "name": names.get(candidate.organisation, ""),
        "skips": [skip_json(skip) for skip in candidate.skips],
    }
    return body | ({"families": candidate.families, "places": candidate.places} if counts else {})
