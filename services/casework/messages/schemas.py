"""What can be said of a message on the wire."""

from datetime import datetime
from typing import Any

from marshmallow import Schema, fields

from services.casework.messages.queries import ReadMessage
from services.common.codes import Impression
from services.common.retention import CASE
from shared.web.api import Body, personal
from shared.web.fields import Code, Text, YesNo, named
from shared.web.i18n import N_

SUBJECT = {"of": "subject", "retention": CASE}
LONGEST = 4000  # characters


class MessageSchema(Body):
    text = named(N_("Message"), personal(Text(most=LONGEST, least=1, required=True), **SUBJECT))
    is_worry = named(
        N_("It is about a child's safety"),
        YesNo(load_default=False),
        hint=N_("Pages raise a concern instead, which somebody takes at once."),
    )


class ReadMessageSchema(Schema):
    id = fields.UUID(required=True)
    by_supporter = fields.Boolean(
        required=True, metadata={"description": "false: somebody of the team wrote it."}
    )
    by = fields.String(required=True, metadata={"description": "Who wrote it: a person's id."})
    at = fields.DateTime(required=True)
    is_worry = fields.Boolean(required=True)
    visit = fields.UUID(
        required=True, allow_none=True, metadata={"description": "null: apart from a visit."}
    )
    impression = Code(Impression, required=True, allow_none=True)
    text = fields.String(required=True)
    readers = fields.List(
        fields.String(), required=True, metadata={"description": "Ids of people who have read it."}
    )


class ReadMessagesSchema(Schema):
    messages = fields.List(
        fields.Nested(ReadMessageSchema), required=True, metadata={"description": "Newest first."}
    )
    next = fields.String(allow_none=True)


def as_json(message: ReadMessage) -> dict[str, Any]:
    at: datetime = message.at
    return {
        "id": str(message.id),
        "by_supporter": message.by_supporter,
        "by": message.by,
        "at": at.isoformat(),
        "is_worry": message.is_worry,
        "visit": str(message.visit_id) if message.visit_id else None,
        "impression": message.impression,
        "text": message.text,
        "readers": list(message.readers),
    }
