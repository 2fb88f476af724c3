"""What comes in and goes out of courses and guidance groups of support persons."""

from marshmallow import Schema, fields

from services.common.sessions.schemas import GatheringSchema
from shared.web.api import Body
from shared.web.fields import Id, named
from shared.web.i18n import N_


class ParticipantSchema(Body):
    participant = named(N_("Support person"), Id(required=True))


class GuideSchema(Body):
    guide = named(N_("Who leads it from now on"), Id(required=True))


class CourseListSchema(Schema):
    courses = fields.List(fields.Nested(GatheringSchema), required=True)
    next = fields.String(allow_none=True)


class GuidanceListSchema(Schema):
    guidance = fields.List(fields.Nested(GatheringSchema), required=True)
    next = fields.String(allow_none=True)
