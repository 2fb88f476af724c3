"""What a correction asks: what holds instead, and why."""

from typing import Any

from marshmallow import post_load

from services.casework.fields import SUBJECT, People, PeopleField, ReasonSchema
from services.casework.plan.schemas import HEAVIEST
from shared.web.api import personal
from shared.web.fields import Day, Number, Text, YesNo, named
from shared.web.i18n import N_


class GoalCorrectionSchema(ReasonSchema):
    text = named(
        N_("The goal, in the family's words"), personal(Text(most=500, least=1), **SUBJECT)
    )
    weight = named(N_("Weight"), Number(above=0, most=HEAVIEST))


class ScoreErrorSchema(ReasonSchema):
    assessed_on = named(N_("Day"), Day(required=True))


class MeetingCorrectionSchema(ReasonSchema):
    held_on = named(N_("Day"), Day())
    participants = named(N_("Who was there?"), personal(PeopleField(), **SUBJECT))
    goals_being_met = named(N_("How do the goals stand?"), YesNo())
    decisions = named(N_("What was decided?"), personal(Text(most=4000), **SUBJECT))

    @post_load
    def count(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Tell how many were there apart from who they were."""
        if "participants" in data:
            people: People = data["participants"]
            data |= {"present": people.count, "participants": people.names}
        return data


class MeasurementCorrectionSchema(ReasonSchema):
    value = named(N_("Value"), Number(decimals=4))
    measured_on = named(N_("Day"), Day())
