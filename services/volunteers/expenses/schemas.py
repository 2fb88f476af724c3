"""What comes in and goes out of claims. Amounts are euros as text, "12.50"."""

from uuid import UUID

from marshmallow import Schema, fields, validate

from services.common.codes import ClaimStatus
from services.common.retention import EXPENSES
from shared.web.api import Body, personal
from shared.web.fields import Code, Id, Money, Text, Whole, YesNo, named
from shared.web.i18n import N_
from shared.web.paging import WholeQuery, since_field, sort_field
from shared.web.sentences import Sentence

MOST_CHOSEN = 200  # claims that are decided on at once
MOST_KILOMETRES = 2000  # of one visit
MOST_DAYS = 10  # of one trip
OF_PERSON = {"of": "volunteer", "retention": EXPENSES}
AT_LEAST_ONE = Sentence("Choose at least one.")
RECEIPT = named(
    N_("I have seen the receipts of these costs"),
    YesNo(load_default=False),
    hint=N_("Costs that want a receipt are not approved without."),
)
WHY = named(
    N_("Why"),
    personal(Text(least=1, most=500, required=True), **OF_PERSON),
    hint=N_("The support person reads it. Name nobody."),
)


def chosen() -> fields.List[UUID]:
    """Claims that were ticked in a list."""
    size = validate.Length(min=1, max=MOST_CHOSEN, error=AT_LEAST_ONE)
    return fields.List(Id(), required=True, validate=size)


class ClaimApprovalSchema(Body):
    kilometres = named(
        N_("Kilometres that are paid"),
        Whole(least=0, most=MOST_KILOMETRES, load_default=None, allow_none=True),
        hint=N_("Left empty, all that were claimed."),
    )
    costs = named(
        N_("Costs that are paid"),
        Money(load_default=None, allow_none=True),
        hint=N_("Left empty, all that were claimed."),
        unit="€",
    )
    days = named(
        N_("Days of allowance that are paid"),
        Whole(least=0, most=MOST_DAYS, load_default=None, allow_none=True),
        hint=N_("Left empty, all that were claimed."),
    )
    receipt_seen = RECEIPT
    reason = named(
        N_("Why less is paid"),
        personal(Text(most=500, load_default=""), **OF_PERSON),
        hint=N_("The support person reads it. Name nobody."),
    )


class ClaimWordSchema(Body):
    reason = WHY


class ChosenClaimsSchema(Body):
    claims = named(N_("Claims"), chosen())
    receipt_seen = RECEIPT


class ClaimSchema(Schema):
    id = fields.UUID(required=True, metadata={"description": "Of the visit too."})
    case = fields.UUID(required=True)
    organisation = fields.UUID(required=True)
    volunteer = fields.UUID(required=True)
    held_on = fields.Date(required=True)
    kilometres = fields.Integer(required=True)
    rate = Money(required=True, metadata={"description": "Euros for a kilometre on that day."})
    costs = Money(required=True)
    whole_days = fields.Integer(metadata={"description": "Of allowance, on a camp or a trip."})
    part_days = fields.Integer()
    free_meals = fields.Boolean(metadata={"description": "Half of the allowance is paid."})
    claimed = Money(required=True)
    approved = Money(required=True)
    due = fields.String(
        required=True,
        metadata={
            "pattern": r"^-?[0-9]+\.[0-9]{2}$",
            "example": "20.20",
            "description": "Euros still to be paid; below nil where too much was.",
        },
    )
    paid = Money(required=True)
    status = Code(ClaimStatus, required=True)
    wants_receipt = fields.Boolean(required=True)
    receipts = fields.Integer(metadata={"description": "That the visit has now."})
    reason = personal(fields.String(required=True), **OF_PERSON)
    payment = fields.UUID(allow_none=True, metadata={"description": "The run it is on."})


class ClaimQuery(WholeQuery):
    updated_since = since_field()
    sort = sort_field("held_on")
    status = fields.String(load_default="")


class ClaimListSchema(Schema):
    expenses = fields.List(fields.Nested(ClaimSchema))
    next = fields.String(allow_none=True)
