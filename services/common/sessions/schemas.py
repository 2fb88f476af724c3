"""What comes in and goes out of gatherings, whoever holds them."""

from marshmallow import Schema, fields, validate

from services.common.codes import (
    GatheringKind,
    GatheringStatus,
    Presence,
    RegistrationStatus,
    SessionStatus,
)
from shared.web.api import Body
from shared.web.fields import Clock, Code, Day, Id, Language, Link, Text, Whole, named
from shared.web.i18n import N_
from shared.web.paging import WholeQuery, since_field

LONGEST = 24 * 60  # minutes of a session
MOST_SEATS = 2000
MOST_AT_ONCE = 500  # people whose attendance is written down at once
NAME_NOBODY = N_("Everybody invited reads it. Name nobody.")


class GatheringPlanSchema(Body):
    title = named(N_("What is it called?"), Text(least=1, most=200, required=True))
    about = named(N_("What is it about?"), Text(most=2000, load_default=""), hint=NAME_NOBODY)
    materials = named(
        N_("Materials"),
        Text(most=2000, load_default=""),
        hint=N_("Links and a few words, each on a line of its own. Who takes part sees them."),
    )
    language = named(N_("Language"), Language(load_default="fi"))
    seats = named(
        N_("Seats"),
        Whole(least=0, most=MOST_SEATS, load_default=0),
        hint=N_("Nil: as many as come. Further people wait in the order in which they came."),
    )
    registers_until = named(
        N_("Registration is open until"),
        Day(load_default=None, allow_none=True),
        hint=N_("Left empty, until the first session begins."),
    )
    least_sessions = named(
        N_("Sessions that are enough to complete it"),
        Whole(least=0, most=60, load_default=0),
        hint=N_("Nil: all of them."),
    )


class SessionPlanSchema(Body):
    day = named(N_("Day"), Day(required=True))
    begins = named(
        N_("Begins at"),
        Clock(required=True),
    )
    minutes = named(N_("Minutes"), Whole(least=5, most=LONGEST, required=True))
    topic = named(N_("Topic"), Text(most=200, load_default=""), hint=NAME_NOBODY)
    place = named(N_("Place"), Text(most=200, load_default=""))
    link = named(
        N_("Link for taking part from afar"),
        Link(most=500, load_default=""),
        hint=N_("Only who has a seat sees it."),
    )


class SessionsPlanSchema(SessionPlanSchema):
    times = named(
        N_("How many times"),
        Whole(least=1, most=30, load_default=1),
        hint=N_("At the same time of day, also when the clocks are changed."),
    )
    every_weeks = named(N_("Weeks from one to the next"), Whole(least=1, most=26, load_default=1))


class NothingAskedSchema(Body):
    pass


class AttendedSchema(Body):
    participant = named(N_("Who"), Id(required=True))
    presence = named(N_("Were they there?"), Code(Presence, required=True))
    minutes = named(
        N_("Minutes"),
        Whole(least=0, most=LONGEST, load_default=None, allow_none=True),
        hint=N_("Left empty, the whole session."),
    )


class AttendanceSchema(Body):
    attendance = named(
        N_("Who was there"),
        fields.List(
            fields.Nested(AttendedSchema),
            required=True,
            validate=validate.Length(min=1, max=MOST_AT_ONCE),
        ),
    )


class SessionSchema(Schema):
    id = fields.UUID(required=True)
    day = fields.Date(required=True)
    begins = fields.String(required=True, metadata={"description": "On the wall in Helsinki."})
    starts_at = fields.DateTime(required=True)
    ends_at = fields.DateTime(required=True)
    minutes = fields.Integer(required=True)
    topic = fields.String(required=True)
    place = fields.String(required=True)
    link = fields.String(required=True, metadata={"description": "For who takes part."})
    status = Code(SessionStatus, required=True)
    attendance = fields.List(fields.Nested(AttendedSchema), required=True)


class RegistrationSchema(Schema):
    participant = fields.UUID(required=True)
    status = Code(RegistrationStatus, required=True)
    sessions = fields.Integer(required=True, metadata={"description": "At which they were."})
    minutes = fields.Integer(required=True)
    completed_on = fields.Date(required=True, allow_none=True)


class GatheringSchema(Schema):
    id = fields.UUID(required=True)
    kind = Code(GatheringKind, required=True)
    organisation = fields.UUID(required=True)
    status = Code(GatheringStatus, required=True)
    title = fields.String(required=True)
    about = fields.String(required=True)
    materials = fields.String(required=True)
    language = fields.String(required=True)
    seats = fields.Integer(required=True)
    free = fields.Integer(required=True, allow_none=True)
    waiting = fields.Integer(required=True)
    registers_until = fields.Date(required=True, allow_none=True)
    least_sessions = fields.Integer(required=True)
    hosts = fields.List(fields.UUID(), required=True)
    sessions = fields.List(fields.Nested(SessionSchema), required=True)
    registrations = fields.List(fields.Nested(RegistrationSchema), required=True)


class GatheringQuery(WholeQuery):
    updated_since = since_field()
