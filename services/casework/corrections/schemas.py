"""What a correction asks: what holds instead, and why."""

from typing import Any

from marshmallow import fields, post_load, validate

from services.casework.fields import SUBJECT, People, PeopleField, ReasonSchema
from services.casework.plan.schemas import HEAVIEST
from services.common.codes import Attendee
from shared.web.api import personal
from shared.web.fields import Code, Day, Number, Text, YesNo, named
from shared.web.i18n import N_


class GoalCorrectionSchema(ReasonSchema):
    text = named(
        N_("The goal, in the family's words"), personal(Text(most=500, least=1), **SUBJECT)
    )
    weight = named(N_("Weight"), Number(above=0, most=HEAVIEST))
    profession = named(N_("Which profession answers for it?"), Text(most=60))
    doing = named(N_("Who does what?"), personal(Text(most=1000), **SUBJECT))


class ScoreErrorSchema(ReasonSchema):
    assessed_on = named(N_("Day"), Day(required=True))


class MeetingCorrectionSchema(ReasonSchema):
    held_on = named(N_("Day"), Day())
    participants = named(N_("Who was there?"), personal(PeopleField(), **SUBJECT))
    goals_being_met = named(N_("How do the goals stand?"), YesNo())
    decisions = named(N_("What was decided?"), personal(Text(most=4000), **SUBJECT))
    roles = named(
        N_("As what were they there?"),
        fields.List(Code(Attendee), validate=validate.Length(max=len(Attendee))),
    )
    next_on = named(N_("When is the next one?"), Day(allow_none=True))

    @post_load
    def count(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Tell how many were there apart from who they were."""
        if "participants" in data:
            people: People = data["participants"]
            data |= {"present": people.count, "participants": people.names}
        if "roles" in data:
            data["roles"] = tuple(dict.fromkeys(data["roles"]))
        return data


class MeasurementCorrectionSchema(ReasonSchema):
    value = named(N_("Value"), Number(decimals=4))
    measured_on = named(N_("Day"), Day())
