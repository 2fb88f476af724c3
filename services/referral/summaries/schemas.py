"""What is answered of summaries to the sender's people and systems."""

from typing import Any

from marshmallow import Schema, fields

from services.referral.summaries.queries import SentEdition
from shared.kernel.codec import to_json


class SentSummarySchema(Schema):
    """The newest edition of a summary, as far as the sender's level shows it."""

    id = fields.UUID(required=True)
    edition = fields.Integer(required=True)
    since = fields.Date(required=True)
    until = fields.Date(required=True)
    sent_on = fields.Date(required=True)
    reason = fields.String(required=True, metadata={"description": "Why it was put right."})
    read = fields.Boolean(required=True)
    texts = fields.Dict(required=True, metadata={"description": "What the worker wrote."})
    figures = fields.Dict(required=True, metadata={"description": "What the book says."})


class SentSummaryListSchema(Schema):
    summaries = fields.List(
        fields.Nested(SentSummarySchema),
        required=True,
        metadata={"description": "The newest period first."},
    )
    next = fields.String(allow_none=True)


def as_json(each: SentEdition) -> dict[str, Any]:
    return {
        "id": each.summary_id,
        "edition": each.edition,
        "since": each.since,
        "until": each.until,
        "sent_on": each.sent_on,
        "reason": each.reason,
        "read": each.is_read,
        "texts": to_json(each.written),
        "figures": to_json(each.digest),
    }
