"""What the list of referrals can be asked for, and what it answers."""

from marshmallow import Schema, fields, validate

from services.common.codes import ReferralStatus
from services.referral.referrals.schemas import ReferralSchema
from services.referral.worklist.queries import ORDERS
from shared.web.fields import Moment, Text
from shared.web.paging import PageQuery


class ReferralQuery(PageQuery):
    source_reference = Text(load_default=None)
    status = fields.String(
        load_default=None, validate=validate.OneOf([each.value for each in ReferralStatus])
    )
    updated_since = Moment(
        load_default=None,
        metadata={
            "description": "Those of which something became known then or later. Ask from a "
            "minute before your last question: what happens at the same time is listed late."
        },
    )
    sort = fields.String(load_default="waiting", validate=validate.OneOf(["waiting", *ORDERS]))


class ReferralListSchema(Schema):
    referrals = fields.List(fields.Nested(ReferralSchema))
    next = fields.String(allow_none=True)
