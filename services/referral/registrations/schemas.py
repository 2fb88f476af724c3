"""What is asked of whoever registers, on which terms they do, and how it reads."""

from typing import Any

from marshmallow import Schema, fields

from services.common.codes import RegistrationStatus
from services.common.retention import CONTACT
from services.referral.registrations.queries import RegistrationView, SeatsView
from shared.web.api import Body, personal
from shared.web.fields import Clock, Code, Day, Email, Phone, Text, Whole, YesNo, named
from shared.web.i18n import N_

MOST_SEATS = 500
MOST_PEOPLE = 10  # who come together
OF_REGISTRATION = {"of": "registration_id", "retention": CONTACT}


class TermsSchema(Body):
    """On which terms people register for an open event."""

    seats = named(
        N_("How many seats are there?"),
        Whole(least=0, most=MOST_SEATS, load_default=0),
        hint=N_("At each of its times. 0: as many as come."),
    )
    until_day = named(
        N_("Until which day can people register?"),
        Day(load_default=None, allow_none=True),
        hint=N_("Left empty: until it begins."),
    )
    until_time = named(N_("Until what time on that day?"), Clock(load_default=""))
    drop_in = named(N_("People may also come without registering"), YesNo(load_default=False))


class PartySchema(Body):
    people = named(
        N_("How many of you come?"),
        Whole(least=1, most=MOST_PEOPLE, required=True),
        hint=N_("Children too, and yourself."),
    )


class RegistrationSchema(PartySchema):
    """What whoever registers tells; the event stands in the address."""

    day = named(N_("To which time do you come?"), Text(most=10, load_default=""))
    calling_name = named(
        N_("What may we call you?"),
        personal(Text(most=60, least=1, required=True), **OF_REGISTRATION),
        hint=N_("A first name is enough, your own or another."),
    )
    phone = named(
        N_("Phone"),
        personal(Phone(load_default=""), **OF_REGISTRATION),
        hint=N_("We call only if something changes, or when you get a seat."),
    )
    email = named(N_("E-mail"), personal(Email(load_default=""), **OF_REGISTRATION))
    needs = named(
        N_("What should we know?"),
        personal(Text(most=500, load_default=""), **OF_REGISTRATION),
        hint=N_("Such as a wheelchair, an allergy or a language to be interpreted."),
    )


class PublicRegistrationSchema(RegistrationSchema):
    """The form of whoever registers."""

    form_key = named(N_("Reference of this form"), Text(most=40, load_default=""))


class HandRegistrationSchema(Body):
    """Somebody who has called the host."""

    people = named(N_("How many come?"), Whole(least=1, most=MOST_PEOPLE, required=True))
    day = named(N_("To which time do they come?"), Text(most=10, load_default=""))
    calling_name = named(
        N_("What may they be called?"),
        personal(Text(most=60, least=1, required=True), **OF_REGISTRATION),
        hint=N_("A first name is enough, their own or another."),
    )
    phone = named(
        N_("Phone"),
        personal(Phone(load_default=""), **OF_REGISTRATION),
        hint=N_("If they wish to be called when something changes."),
    )
    needs = named(
        N_("What should we know?"),
        personal(Text(most=500, load_default=""), **OF_REGISTRATION),
        hint=N_("Such as a wheelchair, an allergy or a language to be interpreted."),
    )


class HandRegistrationFormSchema(HandRegistrationSchema):
    form_key = named(N_("Reference of this form"), Text(most=40, load_default=""))


class RegistrationCodeSchema(Schema):
    id = fields.UUID(required=True)
    status = Code(RegistrationStatus, required=True)
    code = fields.String(
        required=True, metadata={"description": "To hand over; nobody can read it again."}
    )
    page = fields.String(required=True, metadata={"description": "Where it leads."})


class ReturnToRegistrationSchema(Body):
    code = named(N_("Your code"), Text(most=100, required=True))


class DaySeatsSchema(Schema):
    day = fields.Date(required=True)
    people = fields.Integer(required=True, metadata={"description": "Who have a seat."})
    free = fields.Integer(allow_none=True, metadata={"description": "null: nobody counts."})


class SeatsSchema(Schema):
    id = fields.UUID(required=True)
    is_offered = fields.Boolean(required=True)
    seats = fields.Integer(required=True)
    until = fields.DateTime(allow_none=True)
    drop_in = fields.Boolean(required=True)
    waiting = fields.Integer(required=True, metadata={"description": "People who wait."})
    days = fields.List(fields.Nested(DaySeatsSchema), required=True)


class RegisteredSchema(Schema):
    id = fields.UUID(required=True)
    status = Code(RegistrationStatus, required=True)
    people = fields.Integer(required=True)
    day = fields.Date(allow_none=True, metadata={"description": "null: all times of it."})
    is_to_be_called = fields.Boolean(required=True)
    calling_name = fields.String(required=True)
    phone = fields.String(required=True)
    email = fields.String(required=True)
    needs = fields.String(required=True)


class RegistrationListSchema(Schema):
    registrations = fields.List(fields.Nested(RegisteredSchema), required=True)
    next = fields.String(allow_none=True)


def as_json(view: SeatsView) -> dict[str, Any]:
    offer, room = view.seats.offer, view.seats.room
    days = [each.day for each in view.happening.calendar.held]
    return {
        "id": view.happening.id,
        "is_offered": offer is not None,
        "seats": offer.seats if offer else 0,
        "until": offer.until if offer else None,
        "drop_in": offer.drop_in if offer else True,
        "waiting": sum(each.people for each in room.waiting.values()),
        "days": [
            {"day": day, "people": room.number(day), "free": room.free([day])} for day in days
        ],
    }


def registered_json(view: RegistrationView) -> dict[str, Any]:
    made, party = view.registration.first, view.party
    return {
        "id": view.registration.id,
        "status": view.status,
        "people": party.people,
        "day": party.day,
        "is_to_be_called": view.is_to_be_called,
        "calling_name": made.calling_name or "",
        "phone": made.phone or "",
        "email": made.email or "",
        "needs": made.needs or "",
    }
