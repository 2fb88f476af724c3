"""What is asked of a budget, and how it stands on the wire."""

from marshmallow import Schema, fields

from shared.web.api import Body
from shared.web.fields import Day, Money, named
from shared.web.i18n import N_


class BudgetSchema(Body):
    euros = named(N_("How much may it cost?"), Money(required=True), unit=N_("€"))
    since = named(
        N_("From which day on?"),
        Day(load_default=None, allow_none=True),
        hint=N_("Empty: from the beginning of the case."),
    )


class SpendingSchema(Schema):
    agreed = Money(required=True)
    since = fields.Date(required=True)
    spent = Money(required=True)
    left = Money(required=True)
    over = Money(required=True, metadata={"description": "What was spent beyond it."})


class CaseBudgetSchema(Schema):
    budget = fields.Nested(
        SpendingSchema,
        required=True,
        allow_none=True,
        metadata={"description": "null: none was agreed."},
    )
