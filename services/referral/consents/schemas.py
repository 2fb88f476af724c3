"""What comes in and goes out when a consent is over."""

from dataclasses import asdict
from typing import Any

from marshmallow import Schema, fields

from services.common.codes import Acknowledgement as Result, ConsentEnd
from services.common.retention import REFERRAL
from services.referral.consents.queries import (
    AcknowledgementView,
    ListedAcknowledgement,
    line_of,
)
from shared.web.api import Body, personal
from shared.web.fields import TODAY, Code, Day, Text, named
from shared.web.i18n import N_


class AcknowledgementAnswerSchema(Body):
    result = named(N_("What is done with the data?"), Code(Result, required=True))
    ground = named(
        N_("The law by which it is kept"),
        personal(Text(most=300, load_default=""), of="subject", retention=REFERRAL),
        hint=N_("Only if the data is kept by law: its number and section."),
    )
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)


class ListedAcknowledgementSchema(Schema):
    id = fields.UUID(required=True)
    referral = fields.UUID(required=True)
    organisation = fields.UUID(required=True, allow_none=True)
    service = fields.String(required=True)
    reason = Code(ConsentEnd, required=True)
    asked_on = fields.Date(required=True)
    due_on = fields.Date(required=True)
    result = Code(Result, required=True, allow_none=True)
    answered_on = fields.Date(required=True, allow_none=True)
    answered_by = fields.UUID(required=True, allow_none=True)


class AcknowledgementSchema(ListedAcknowledgementSchema):
    ground = fields.String(required=True)


class AcknowledgementListSchema(Schema):
    acknowledgements = fields.List(fields.Nested(ListedAcknowledgementSchema), required=True)
    next = fields.String(allow_none=True)


def as_json(view: AcknowledgementView) -> dict[str, Any]:
    """One acknowledgement as its reader may see it."""
    answered = view.acknowledgement.answered
    ground = (answered.ground or "") if answered else ""
    return line_json(line_of(view)) | {"ground": ground}


def line_json(line: ListedAcknowledgement) -> dict[str, Any]:
    """One line of a list."""
    values = asdict(line)
    return {"id": values.pop("acknowledgement_id"), "referral": values.pop("referral_id")} | values
