"""What comes in and goes out of notices."""

from marshmallow import Schema, fields, validate

from services.common.codes import AnswerDelivery
from shared.web.api import Body
from shared.web.fields import TODAY, Code, Day, named
from shared.web.i18n import N_
from shared.web.sentences import CHOOSE


class NoticeSchema(Body):
    delivery = named(N_("How was it given?"), Code(AnswerDelivery, required=True))
    language = named(
        N_("In which language?"),
        fields.String(required=True, validate=validate.OneOf(("fi", "sv", "en"), error=CHOOSE)),
    )
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)


class GivenNoticeSchema(Schema):
    id = fields.UUID(required=True)
    programme = fields.String(required=True)
    version = fields.Integer(required=True)
    language = fields.String(required=True)
    delivery = Code(AnswerDelivery, required=True)
    by = fields.String(required=True)
    on = fields.Date(required=True)


class GivenNoticesSchema(Schema):
    notices = fields.List(fields.Nested(GivenNoticeSchema), required=True)
    next = fields.String(allow_none=True)
