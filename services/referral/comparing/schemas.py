"""What is asked to decide of two referrals, and how pairs read on the wire."""

from typing import Any

from marshmallow import Schema, fields, validate

from services.common.codes import Likeness, SamenessAnswer
from services.common.retention import CASE
from services.referral.duplicates.queries import Decided
from services.referral.duplicates.rules import Pair
from shared.web.api import Body, personal
from shared.web.fields import TODAY, Code, Day, Id, Text, named
from shared.web.i18n import N_
from shared.web.paging import PageQuery

OPEN = "OPEN"  # nobody has decided yet


class DecisionSchema(Body):
    reason = named(
        N_("How do you know?"),
        personal(Text(most=1000, load_default=""), of="subject", retention=CASE),
        hint=N_("Your organisation's coordinators read it. No sender does."),
    )


class MergeSchema(DecisionSchema):
    into = named(N_("Which one leads"), Id(required=True))
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)


class SeparationSchema(DecisionSchema):
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)


class DistinctionSchema(DecisionSchema):
    other = named(N_("Another person than in"), Id(required=True))
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)


class PairQuery(PageQuery):
    answer = fields.String(
        load_default=OPEN,
        validate=validate.OneOf((OPEN, *SamenessAnswer)),
        metadata={"description": "OPEN: nobody has decided yet.", "enum": [OPEN, *SamenessAnswer]},
    )


class PairSchema(Schema):
    referral = fields.UUID(metadata={"description": "The later one; of SAME the one that follows."})
    other = fields.UUID()
    likenesses = fields.List(Code(Likeness), metadata={"description": "What is the same."})
    answer = Code(SamenessAnswer, allow_none=True)
    on = fields.Date(allow_none=True)
    reason = fields.String()


class PairListSchema(Schema):
    duplicates = fields.List(fields.Nested(PairSchema))
    next = fields.String(allow_none=True)


def open_json(pair: Pair) -> dict[str, Any]:
    return _json(pair) | {"answer": None, "on": None, "reason": ""}


def decided_json(decided: Decided) -> dict[str, Any]:
    decision = {"answer": decided.answer, "on": decided.on, "reason": decided.reason}
    return _json(decided.pair) | decision


def _json(pair: Pair) -> dict[str, Any]:
    likenesses = list(pair.likenesses)
    return {"referral": pair.first, "other": pair.other, "likenesses": likenesses}
