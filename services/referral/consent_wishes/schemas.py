"""What comes in and goes out of a family's wish about its consent."""

from typing import Any

from marshmallow import Schema, fields, validate

from services.common.codes import WishResult
from services.common.retention import REFERRAL
from services.referral.consent_wishes.queries import WishView
from shared.web.api import Body, personal
from shared.web.fields import Code, Id, Text, named
from shared.web.i18n import N_


class WithdrawalWishSchema(Body):
    """The family's own form."""

    organisations = named(
        N_("Who should be told no more?"),
        fields.List(Id(), load_default=list, validate=validate.Length(max=20)),
        hint=N_("Choose nobody if you take all of your consent back."),
    )


class WishAnswerSchema(Body):
    result = named(N_("What became of it?"), Code(WishResult, required=True))
    text = named(
        N_("To the family"),
        personal(Text(most=1000, load_default=""), of="subject", retention=REFERRAL),
        hint=N_("The family reads it with its code. Needed where the consent goes on."),
    )


class ConsentWishSchema(Schema):
    referral = fields.UUID(required=True)
    organisations = fields.List(
        fields.UUID(),
        required=True,
        metadata={"description": "For whom the family takes its consent back; empty: for all."},
    )
    wished_on = fields.Date(required=True)
    due_on = fields.Date(required=True)
    result = Code(WishResult, required=True, allow_none=True)
    answered_on = fields.Date(required=True, allow_none=True)


def as_json(view: WishView) -> dict[str, Any]:
    """One wish for a program, without what was written to the family."""
    wished, answered = view.state.wished, view.state.answered
    return {
        "referral": view.state.id,
        "organisations": wished.organisations if wished else (),
        "wished_on": wished.on if wished else None,
        "due_on": wished.due_on if wished else None,
        "result": answered.result if answered else None,
        "answered_on": answered.on if answered else None,
    }
