"""What comes in and goes out of a partnership."""

from typing import Any, ClassVar

from marshmallow import Schema, fields, post_load, validate

from services.common.codes import EmphasisState, MeetingRole, Theme
from services.referral.partnerships.domain import Partnership
from services.referral.partnerships.events import Emphasis, Minutes
from shared.web.api import Body
from shared.web.fields import TODAY, Code, Codes, Day, Number, Text, Whole, named
from shared.web.i18n import N_

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_FAMILIES, MOST_STAFF = 100_000, 1_000
LONGEST = 2000
NO_NAMES = N_("Without names of families, phone numbers or e-mail addresses.")


class ProposedEmphasisSchema(Body):
    """What comes first in a year, as one party proposes it."""

    together: ClassVar[dict[str, Any]] = {
        "example": {
            "year": 2027,
            "programmes": ["perhekummi"],
            "themes": ["jaksaminen"],
            "share": 60,
            "text": "Enemmän perhekummeja pikkulapsiperheille.",
        }
    }
    year = named(N_("Year"), Whole(least=FIRST_YEAR, most=LAST_YEAR, required=True))
    programmes = named(
        N_("Programmes that come first"),
        fields.List(Text(most=60), load_default=list, validate=validate.Length(max=100)),
    )
    themes = named(N_("Themes that come first"), Codes(Theme))
    share = named(
        N_("Share of the year's work"),
        Whole(least=1, most=100, load_default=None, allow_none=True),
        unit=N_("per cent"),
        hint=N_("How much of the work goes to what comes first, if you have agreed on that."),
    )
    text = named(N_("What is meant"), Text(most=LONGEST, least=1, required=True), hint=NO_NAMES)
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)

    @post_load
    def emphasis(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the command takes it."""
        values = {
            "year": data["year"],
            "programmes": tuple(dict.fromkeys(data["programmes"])),
            "themes": tuple(data["themes"]),
            "share": data["share"],
        }
        return {"emphasis": Emphasis(**values), "text": data["text"], "on": data["on"]}


class EmphasisAnswerSchema(Body):
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)


class EmphasisRefusalSchema(EmphasisAnswerSchema):
    text = named(N_("Why not"), Text(most=LONGEST, least=1, required=True), hint=NO_NAMES)


class JointMeetingSchema(Body):
    """A joint meeting: in which capacity people took part, what was decided."""

    together: ClassVar[dict[str, Any]] = {
        "example": {
            "held_on": "2026-11-10",
            "provider_roles": ["COORDINATION"],
            "party_roles": ["FIELD_WORK"],
            "decisions": "Perhekummeja koulutetaan keväällä kymmenen lisää.",
        }
    }
    held_on = named(N_("Day of the meeting"), Day(required=True))
    provider_roles = named(N_("Of the provider there were"), Codes(MeetingRole))
    party_roles = named(N_("Of the other party there were"), Codes(MeetingRole))
    decisions = named(
        N_("What was decided"), Text(most=LONGEST, least=1, required=True), hint=NO_NAMES
    )
    next_on = named(N_("Next meeting"), Day(load_default=None, allow_none=True))

    @post_load
    def minutes(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {"minutes": Minutes(**data)}


class ForecastSchema(Body):
    """What a year will need: families, people to work, or both."""

    together: ClassVar[dict[str, Any]] = {
        "example": {"year": 2027, "programme": "kaveri", "families": 40, "staff": 1.5}
    }
    year = named(N_("Year"), Whole(least=FIRST_YEAR, most=LAST_YEAR, required=True))
    programme = named(N_("Programme"), Text(most=60, least=1, required=True))
    families = named(
        N_("Families"),
        Whole(least=0, most=MOST_FAMILIES, load_default=None, allow_none=True),
        unit=N_("families"),
    )
    staff = named(
        N_("Staff"),
        Number(least=0, most=MOST_STAFF, decimals=2, load_default=None, allow_none=True),
        unit=N_("person-years"),
    )
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)


class ProposalSchema(Schema):
    id = fields.UUID()
    year = fields.Integer()
    programmes = fields.List(fields.String())
    themes = fields.List(fields.String())
    share = fields.Integer(allow_none=True)
    text = fields.String()
    state = Code(EmphasisState)
    version = fields.Integer(allow_none=True, metadata={"description": "Of what was agreed."})
    proposed_by = fields.UUID()
    proposed_on = fields.Date()
    answered_by = fields.UUID(allow_none=True)
    answered_on = fields.Date(allow_none=True)
    answer = fields.String(metadata={"description": "Why it was not agreed."})


class ProposalListSchema(Schema):
    emphases = fields.List(fields.Nested(ProposalSchema))
    next = fields.String(allow_none=True)


class KeptJointMeetingSchema(Schema):
    id = fields.UUID()
    held_on = fields.Date()
    provider_roles = fields.List(fields.String())
    party_roles = fields.List(fields.String())
    decisions = fields.String()
    next_on = fields.Date(allow_none=True)


class KeptForecastSchema(Schema):
    organisation = fields.UUID()
    year = fields.Integer()
    programme = fields.String()
    families = fields.Integer(allow_none=True)
    staff = fields.Float(allow_none=True)
    on = fields.Date()


class PartnershipSchema(Schema):
    agreement = fields.UUID()
    provider = fields.UUID()
    party = fields.UUID()
    emphases = fields.List(fields.Nested(ProposalSchema))
    meetings = fields.List(fields.Nested(KeptJointMeetingSchema))
    forecasts = fields.List(fields.Nested(KeptForecastSchema))


class UseSchema(Schema):
    year = fields.Integer()
    programme = fields.String()
    quota = fields.Integer(allow_none=True)
    least = fields.Integer(metadata={"description": "At least so many families were taken on."})
    most = fields.Integer(metadata={"description": "And at most so many."})
    own = fields.Integer(metadata={"description": "Of these the reader has sent so many."})


class UseListSchema(Schema):
    use = fields.List(fields.Nested(UseSchema))
    next = fields.String(allow_none=True)


def proposals_json(partnership: Partnership) -> list[dict[str, Any]]:
    """Every proposal, the oldest first."""
    return [
        {
            "id": emphasis_id,
            **vars(each.proposed.emphasis),
            "text": each.proposed.text,
            "state": each.state,
            "version": each.version,
            "proposed_by": each.proposed.organisation,
            "proposed_on": each.proposed.on,
            "answered_by": each.answered_by,
            "answered_on": each.answered_on,
            "answer": each.answer,
        }
        for emphasis_id, each in partnership.proposals.items()
    ]


def partnership_json(partnership: Partnership) -> dict[str, Any]:
    return {
        "agreement": partnership.id,
        "provider": partnership.provider,
        "party": partnership.party,
        "emphases": proposals_json(partnership),
        "meetings": [{"id": id_, **vars(each)} for id_, each in partnership.meetings.items()],
        "forecasts": [vars(each) for each in partnership.forecasts.values()],
    }
