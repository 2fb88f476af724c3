"""Matches on the wire: ids, codes and days, no name."""

from dataclasses import dataclass
from datetime import date

from marshmallow import Schema, fields

from services.common.codes import AnswerWay, ChildView, MatchConsentGiver, MatchEnd, MatchStatus
from services.volunteers.fields import OnSchema
from shared.web.api import Body
from shared.web.fields import TODAY, Code, Day, Id, Value, YesNo, named
from shared.web.i18n import N_
from shared.web.paging import WholeQuery, since_field, sort_field


class NewMatchSchema(OnSchema):
    case = named(N_("Case"), Id(required=True))
    volunteer = named(N_("Support person"), Id(required=True))


CHANNEL = named(N_("How the answer came"), Code(AnswerWay, load_default=None))


class ConsentSchema(Body):
    on = named(N_("Day of the answer"), Day(load_default=None), hint=TODAY)
    given = named(N_("Answer"), YesNo(required=True))
    channel = CHANNEL


class VolunteerConsentSchema(ConsentSchema):
    by = named(
        N_("Who answered"), Code(MatchConsentGiver, load_default=MatchConsentGiver.VOLUNTEER)
    )


class FamilyConsentSchema(ConsentSchema):
    by = named(N_("Who answered"), Code(MatchConsentGiver, required=True))


class ChildViewSchema(Body):
    on = named(N_("Day of the answer"), Day(load_default=None), hint=TODAY)
    view = named(N_("What the child says"), Code(ChildView, required=True))
    channel = CHANNEL


class StartSchema(OnSchema):
    on = named(N_("Started on"), Day(load_default=None), hint=TODAY)


class PeriodSchema(Body):
    until = named(
        N_("Last day that was agreed on"),
        Day(required=True),
        hint=N_("Nothing ends by itself: you are reminded a month before."),
    )


class EndSchema(Body):
    reason = named(N_("Reason"), Code(MatchEnd, required=True))
    on = named(N_("Ended on"), Day(load_default=None), hint=TODAY)


@dataclass(frozen=True)
class VolunteerAnswer:
    given: bool
    on: date
    channel: AnswerWay | None = None
    signed_in: bool = False


@dataclass(frozen=True)
class FamilyAnswer:
    given: bool
    by: MatchConsentGiver
    on: date
    channel: AnswerWay | None = None


@dataclass(frozen=True)
class ChildAnswer:
    view: ChildView
    on: date
    channel: AnswerWay | None = None


@dataclass(frozen=True)
class Consents:
    volunteer: VolunteerAnswer | None
    family: FamilyAnswer | None
    child: ChildAnswer | None


class MatchSchema(Schema):
    id = fields.UUID(required=True)
    status = Code(MatchStatus, required=True)
    case = fields.UUID()
    referral = fields.UUID()
    volunteer = fields.UUID()
    programme = fields.String()
    proposed_on = fields.Date()
    agreed_on = fields.Date(allow_none=True)
    started_on = fields.Date(allow_none=True)
    until = fields.Date(
        allow_none=True, metadata={"description": "The last day that was agreed on."}
    )
    ended_on = fields.Date(allow_none=True, metadata={"description": "Or declined on."})
    end_reason = Code(MatchEnd, allow_none=True)
    waits_for = fields.List(fields.String())
    consents = Value(Consents)


class MatchQuery(WholeQuery):
    updated_since = since_field()
    sort = sort_field("proposed_on")
    case = fields.String(load_default="")
    status = fields.String(load_default="")


class MatchListSchema(Schema):
    matches = fields.List(fields.Nested(MatchSchema))
    next = fields.String(allow_none=True)
