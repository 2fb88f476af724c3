"""What comes in and goes out of payment runs. Amounts are euros as text, "12.50"."""

from marshmallow import Schema, fields

from services.common.codes import LeftOut, PaymentStatus
from services.volunteers.expenses.schemas import chosen
from shared.web.api import Body
from shared.web.fields import TODAY, Code, Day, Money, named
from shared.web.i18n import N_
from shared.web.paging import WholeQuery


class NewPaymentSchema(Body):
    claims = named(N_("Claims"), chosen())
    pays_on = named(
        N_("Day on which the bank pays"),
        Day(load_default=None),
        hint=N_("Today or later; left empty, today."),
    )


class ConfirmationSchema(Body):
    on = named(N_("Day on which the bank paid"), Day(load_default=None), hint=TODAY)


class NoFieldsSchema(Body):
    pass


class PaymentLineSchema(Schema):
    volunteer = fields.UUID(required=True)
    claims = fields.List(fields.UUID(), required=True)
    sum = Money(required=True)


class PersonLeftOutSchema(Schema):
    volunteer = fields.UUID(required=True)
    why = Code(LeftOut, required=True)


class PaymentSchema(Schema):
    id = fields.UUID(required=True)
    status = Code(PaymentStatus, required=True)
    pays_on = fields.Date(required=True)
    paid_on = fields.Date(required=True, allow_none=True)
    sum = Money(required=True)
    lines = fields.List(fields.Nested(PaymentLineSchema), required=True)
    left_out = fields.List(fields.Nested(PersonLeftOutSchema), required=True)


class ListedPaymentSchema(Schema):
    id = fields.UUID(required=True)
    status = Code(PaymentStatus, required=True)
    pays_on = fields.Date(required=True)
    paid_on = fields.Date(required=True, allow_none=True)
    people = fields.Integer(required=True)
    sum = Money(required=True)


class PaymentQuery(WholeQuery):
    pass


class PaymentListSchema(Schema):
    payments = fields.List(fields.Nested(ListedPaymentSchema))
    next = fields.String(allow_none=True)
