"""Room on the wire, and what is asked to declare it."""

from datetime import date
from typing import Any

from marshmallow import Schema, fields

from services.common.codes import CapacityPeriod, ClosingReason
from services.referral.capacity.rules import LEAST_WAITS, Room
from shared.web.api import Body
from shared.web.fields import TODAY, Code, Day, Whole, named
from shared.web.i18n import N_

MOST_FAMILIES = 100_000


class PlacesSchema(Body):
    places = named(
        N_("Families"), Whole(least=0, most=MOST_FAMILIES, required=True), unit=N_("families")
    )
    period = named(
        N_("What the number counts"),
        Code(CapacityPeriod, load_default=CapacityPeriod.AT_A_TIME),
    )
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)


class ClosingSchema(Body):
    reason = named(N_("Reason"), Code(ClosingReason, required=True))
    until = named(
        N_("Last day"),
        Day(load_default=None, allow_none=True),
        hint=N_("If you know it. Left empty: until you open again."),
    )
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)


class OpeningSchema(Body):
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)


class RoomSchema(Schema):
    id = fields.UUID()
    organisation = fields.UUID()
    programme = fields.String()
    places = fields.Integer(allow_none=True, metadata={"description": "Declared; null: none."})
    period = Code(CapacityPeriod, allow_none=True)
    places_left = fields.Integer(allow_none=True)
    closed = Code(ClosingReason, allow_none=True)
    closed_until = fields.Date(allow_none=True)
    free_support_people = fields.Integer(
        allow_none=True,
        metadata={"description": "Approved, beside no family; null: it matches nobody."},
    )
    median_wait_days = fields.Integer(
        allow_none=True,
        metadata={
            "description": "From referral to support, of the last year; "
            f"null of fewer than {LEAST_WAITS} families."
        },
    )


class RoomListSchema(Schema):
    capacity = fields.List(fields.Nested(RoomSchema))
    next = fields.String(allow_none=True)


def room_json(room: Room, today: date) -> dict[str, Any]:
    closed = room.declared.closed_on(today)
    return {
        "id": room.id,
        "organisation": room.organisation,
        "programme": room.programme,
        "places": room.declared.places,
        "period": room.declared.period if room.declared.places is not None else None,
        "places_left": room.places_left,
        "closed": closed or None,
        "closed_until": room.declared.closed_until if closed else None,
        "free_support_people": room.free_people,
        "median_wait_days": room.wait_days,
    }
