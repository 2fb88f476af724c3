"""What can be said of an agreement on the wire, and how it reads."""

from typing import Any

from marshmallow import Schema, fields, validate

from services.casework.agreements.domain import Agreement
from services.casework.fields import SUBJECT
from shared.kernel.aggregate import NotFound
from shared.web.api import Body, personal
from shared.web.fields import TODAY, Day, Text, named
from shared.web.i18n import N_

MOST_PLACES = 30


class NewAgreementSchema(Body):
    rhythm = named(
        N_("How often do you meet?"), personal(Text(most=500, load_default=""), **SUBJECT)
    )
    ground_rules = named(
        N_("What rules did you agree on?"),
        personal(Text(most=4000, load_default="", data_key="rules"), **SUBJECT),
        hint=N_("In words that the child understands too."),
    )
    contact = named(
        N_("How do you keep in contact?"),
        personal(Text(most=2000, load_default=""), **SUBJECT),
        hint=N_("Such as when to call, and what happens when somebody cannot come."),
    )
    review_on = named(
        N_("When do you look at it again?"),
        Day(load_default=None, allow_none=True),
        hint=N_("Empty when it was not agreed."),
    )
    on = named(N_("Day"), Day(load_default=None, allow_none=True), hint=TODAY)


class SignatureSchema(Body):
    places = named(
        N_("Who has signed?"),
        fields.List(
            Text(most=60, least=1),
            required=True,
            validate=validate.Length(min=1, max=MOST_PLACES),
        ),
    )
    on = named(N_("Day"), Day(load_default=None, allow_none=True), hint=TODAY)


class AgreedGoalSchema(Schema):
    text = fields.String(required=True)
    doing = fields.String(required=True)
    profession = fields.String(required=True, allow_none=True)


class SignedSchema(Schema):
    place = fields.String(required=True, metadata={"description": "As what somebody signs."})
    signed_on = fields.Date(required=True, allow_none=True)


class AgreementSchema(Schema):
    """An agreement as the case's people read it."""

    id = fields.UUID(required=True)
    drawn_on = fields.Date(required=True)
    review_on = fields.Date(required=True, allow_none=True)
    goals = fields.List(fields.Nested(AgreedGoalSchema), required=True)
    rhythm = fields.String(required=True)
    rules = fields.String(required=True)
    contact = fields.String(required=True)
    signatures = fields.List(fields.Nested(SignedSchema), required=True)
    entered_in_error = fields.Boolean(required=True)


class AgreementListSchema(Schema):
    agreements = fields.List(
        fields.Nested(AgreementSchema), required=True, metadata={"description": "Newest first."}
    )
    next = fields.String(allow_none=True)


def as_json(agreement: Agreement) -> dict[str, Any]:
    drawn = agreement.drawn
    if drawn is None:
        raise NotFound
    return {
        "id": drawn.paper_id,
        "drawn_on": drawn.drawn_on,
        "review_on": drawn.review_on,
        "goals": list(drawn.goals or ()),
        "rhythm": drawn.rhythm or "",
        "rules": drawn.ground_rules or "",
        "contact": drawn.contact or "",
        "signatures": [
            {"place": place, "signed_on": agreement.signed.get(place)} for place in drawn.places
        ],
        "entered_in_error": agreement.is_error,
    }
