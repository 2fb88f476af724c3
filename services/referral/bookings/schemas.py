"""What is asked of whoever books a time, and how a booked time reads."""

from typing import Any

from marshmallow import Schema, fields

from services.common.codes import BookedBy, BookingStatus, Theme
from services.common.retention import CONTACT
from services.referral.bookings.domain import Booking
from services.referral.bookings.queries import ListedBooking
from shared.web.api import Body, personal
from shared.web.fields import Clock, Code, Day, Id, Phone, Text, YesNo, named
from shared.web.i18n import N_
from shared.web.paging import WholeQuery

OF_BOOKING = {"of": "booking_id", "retention": CONTACT}


class WhoComesSchema(Body):
    calling_name = named(
        N_("What may we call you?"),
        personal(Text(most=60, load_default=""), **OF_BOOKING),
        hint=N_("A first name is enough, your own or another."),
    )
    phone = named(
        N_("Phone"),
        personal(Phone(load_default=""), **OF_BOOKING),
        hint=N_("We call only if the time has to change."),
    )
    non_disclosure = named(
        N_("I am under a non-disclosure order: no place in my calendar"),
        personal(YesNo(load_default=False), **OF_BOOKING),
    )


class PublicBookingSchema(WhoComesSchema):
    """The form of a family; the time stands in its address."""

    form_key = named(N_("Reference of this form"), Text(most=40, load_default=""))
    theme = named(N_("What would you like to talk about?"), Code(Theme, required=True))


class BookingSchema(WhoComesSchema):
    """A professional, or the worker on the phone, books for a family that agrees to it."""

    reception = named(N_("Reception"), Id(required=True))
    day = named(N_("Day"), Day(required=True))
    begins = named(N_("Begins at"), Clock(required=True))
    theme = named(N_("Theme"), Code(Theme, required=True))
    agreed = named(N_("The family agrees that I book for it"), YesNo(required=True))


class MoveSchema(Body):
    time = named(N_("New time"), Text(most=80, least=1, required=True))


class NextSchema(MoveSchema):
    form_key = named(N_("Reference of this form"), Text(most=40, load_default=""))


class OutcomeSchema(Body):
    status = named(N_("What came of it"), Code(BookingStatus, required=True))


class ReturnToBookingSchema(Body):
    code = named(N_("Your code"), Text(most=100, required=True))


class BookedSchema(Schema):
    id = fields.UUID(required=True)
    status = Code(BookingStatus, required=True)
    reception = fields.UUID(required=True)
    worker = fields.UUID(required=True)
    theme = Code(Theme, required=True)
    municipality = fields.String(required=True)
    starts_at = fields.DateTime(required=True)
    minutes = fields.Integer(required=True)
    booked_by = Code(BookedBy, required=True)
    calling_name = fields.String(required=True)
    phone = fields.String(required=True)
    non_disclosure = fields.Boolean(required=True)


class ListedBookingSchema(Schema):
    id = fields.UUID(required=True)
    status = Code(BookingStatus, required=True)
    worker = fields.UUID(required=True)
    theme = Code(Theme, required=True)
    starts_at = fields.DateTime(required=True)
    minutes = fields.Integer(required=True)


class BookingListSchema(Schema):
    bookings = fields.List(fields.Nested(ListedBookingSchema), required=True)
    next = fields.String(allow_none=True)


class DayQuery(WholeQuery):
    day = named(N_("Day"), Day(load_default=None))


def as_json(booking: Booking) -> dict[str, Any]:
    made, agreed = booking.first, booking.agreed
    return {
        "id": booking.id,
        "status": booking.status,
        "reception": agreed.reception_id,
        "worker": agreed.worker,
        "theme": made.theme,
        "municipality": agreed.municipality,
        "starts_at": agreed.starts_at,
        "minutes": agreed.minutes,
        "booked_by": made.booked_by,
        "calling_name": made.calling_name or "",
        "phone": made.phone or "",
        "non_disclosure": bool(made.non_disclosure),
    }


def listed_json(line: ListedBooking) -> dict[str, Any]:
    return vars(line)
