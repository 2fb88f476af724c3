"""What comes in and goes out of lending: ids, codes and days, and no name."""

from marshmallow import Schema, fields, validate

from services.volunteers.lending.domain import LoanStatus
from shared.web.api import Body
from shared.web.fields import Day, Id, Text, YesNo, named
from shared.web.i18n import N_
from shared.web.paging import WholeQuery


class LoanAskedSchema(Body):
    organisation = named(N_("Whom do you ask?"), Id(required=True))
    programme = named(N_("Programme"), Text(most=60, least=1, required=True), example="kaveri")
    starts_on = named(N_("First day"), Day(required=True))
    ends_on = named(N_("Last day"), Day(required=True))


class LoanOfferedSchema(Body):
    organisation = named(N_("To whom?"), Id(required=True))
    volunteer = named(N_("Who could help?"), Id(required=True))
    programme = named(N_("Programme"), Text(most=60, least=1, required=True), example="kaveri")
    starts_on = named(N_("First day"), Day(required=True))
    ends_on = named(N_("Last day"), Day(required=True))


class LoanPersonSchema(Body):
    volunteer = named(N_("Who could help?"), Id(required=True))


class LoanConsentSchema(Body):
    given = named(N_("Yes or no"), YesNo(required=True))


class ListedLoanSchema(Schema):
    id = fields.UUID(required=True)
    status = fields.String(required=True, validate=validate.OneOf(list(LoanStatus)))
    lender = fields.UUID(required=True)
    borrower = fields.UUID(required=True)
    programme = fields.String(required=True)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True)


class LoanSchema(ListedLoanSchema):
    volunteer = fields.UUID(required=True, allow_none=True)  # null: nobody, or another's register
    applicant = fields.UUID(required=True, allow_none=True)  # the borrower's, once agreed


class LoanQuery(WholeQuery):
    pass


class LoanListSchema(Schema):
    loans = fields.List(fields.Nested(ListedLoanSchema), required=True)
    next = fields.String(allow_none=True)
