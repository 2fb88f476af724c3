"""What comes in and goes out of the rota."""

from typing import Any

from marshmallow import Schema, fields, validate

from services.common.codes import Theme
from services.referral.receptions.events import ReceptionPlanned
from services.referral.receptions.queries import ListedReception, ReceptionView
from services.referral.receptions.rules import Slot
from shared.web.api import Body
from shared.web.fields import Clock, Codes, Day, Id, Language, Link, Text, Whole, named
from shared.web.i18n import N_
from shared.web.paging import WholeQuery

LONGEST = 8 * 60  # minutes of an appointment
NAMES = tuple(ReceptionPlanned.__annotations__)


class ReceptionSchema(Body):
    worker = named(N_("Who meets families"), Id(required=True))
    programme = named(N_("Programme"), Text(most=60, least=1, required=True))
    themes = named(
        N_("Themes"),
        Codes(Theme, required=True, validate=validate.Length(min=1)),
        hint=N_("Families choose by them."),
    )
    language = named(N_("Language"), Language(load_default="fi"))
    municipality = named(
        N_("Municipality of the place"),
        Text(most=3, load_default=""),
        hint=N_("Left empty where families are met online only."),
    )
    place = named(
        N_("Place"),
        Text(most=200, load_default=""),
        hint=N_("As you have agreed with whose room it is. Everybody reads it."),
    )
    way_in = named(N_("How to get in"), Text(most=500, load_default=""))
    link = named(
        N_("Link for taking part from afar"),
        Link(most=500, load_default=""),
        hint=N_("Only who has booked a time sees it."),
    )
    starts_on = named(
        N_("First day"),
        Day(required=True),
        hint=N_("It is on the same day of the week from then on. Holidays are left out."),
    )
    ends_on = named(
        N_("Last day"),
        Day(load_default=None, allow_none=True),
        hint=N_("Such as until when the place is agreed on. Left empty, it goes on."),
    )
    every_weeks = named(N_("Weeks from one to the next"), Whole(least=1, most=26, load_default=1))
    begins = named(N_("Begins at"), Clock(required=True))
    ends = named(N_("Ends at"), Clock(required=True))
    minutes = named(N_("Minutes of each appointment"), Whole(least=15, most=LONGEST, required=True))


class DayOffSchema(Body):
    day = named(N_("Day"), Day(required=True), hint=N_("Nobody can book that day any more."))


class DaySchema(Body):
    day = named(N_("Day"), Day(required=True))


class LastDaySchema(Body):
    last_day = named(N_("Last day"), Day(required=True))


class PlannedReceptionSchema(ReceptionSchema):
    id = fields.UUID(required=True)
    organisation = fields.UUID(required=True)
    days_off = fields.List(fields.Date(), required=True)


class RotaSchema(Schema):
    rotas = fields.List(fields.Nested(PlannedReceptionSchema), required=True)
    next = fields.String(allow_none=True)


class SlotSchema(Schema):
    reception = fields.UUID(required=True)
    organisation = fields.UUID(required=True)
    day = fields.Date(required=True)
    begins = fields.String(required=True, metadata={"description": "On the wall in Helsinki."})
    starts_at = fields.DateTime(required=True)
    ends_at = fields.DateTime(required=True)
    minutes = fields.Integer(required=True)
    themes = fields.List(fields.String(), required=True)
    municipality = fields.String(required=True)
    place = fields.String(required=True)
    is_online = fields.Boolean(required=True)


class SlotListSchema(Schema):
    slots = fields.List(fields.Nested(SlotSchema), required=True)
    next = fields.String(allow_none=True)


class SlotQuery(WholeQuery):
    theme = named(N_("Theme"), Text(most=20, load_default=""))
    municipality = named(N_("Municipality"), Text(most=3, load_default=""))


def as_json(view: ReceptionView) -> dict[str, Any]:
    plan = view.reception.plan_of_today
    return planned_json(plan, sorted(view.reception.days_off), is_own=view.is_own)


def planned_json(plan: ReceptionPlanned, off: list[Any], *, is_own: bool) -> dict[str, Any]:
    """What it is; the link for who takes part is its own organisation's alone."""
    values = {name: getattr(plan, name) for name in NAMES if name != "reception_id"}
    link = plan.link if is_own else ""
    return {"id": plan.reception_id, **values, "link": link, "days_off": off}


def slot_json(listed: ListedReception, slot: Slot) -> dict[str, Any]:
    plan = listed.plan
    return {
        "reception": plan.reception_id,
        "organisation": plan.organisation,
        "day": slot.day,
        "begins": slot.begins,
        "starts_at": slot.starts_at,
        "ends_at": slot.ends_at,
        "minutes": slot.minutes,
        "themes": list(plan.themes),
        "municipality": plan.municipality,
        "place": plan.place,
        "is_online": bool(plan.link),
    }
