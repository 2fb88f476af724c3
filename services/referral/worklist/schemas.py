"""What the list of referrals can be asked for, and what it answers."""

from marshmallow import Schema, fields

from services.referral.referrals.schemas import ReferralSchema
from shared.web.fields import Text
from shared.web.paging import PageQuery


class ReferralQuery(PageQuery):
    source_reference = Text(load_default=None)


class ReferralListSchema(Schema):
    referrals = fields.List(fields.Nested(ReferralSchema))
    next = fields.String(allow_none=True)
