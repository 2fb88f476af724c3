"""What mending a match asks: the right values, and why."""

from services.common.codes import AnswerWay, ChildView, MatchConsentGiver, MatchEnd
from services.volunteers.fields import ReasonSchema
from shared.web.fields import Code, Day, YesNo, named
from shared.web.i18n import N_

UNCHANGED = N_("Left empty: it was right.")


class MatchCorrectionSchema(ReasonSchema):
    proposed_on = named(N_("Proposed on"), Day(load_default=None), hint=UNCHANGED)
    started_on = named(N_("Started on"), Day(load_default=None), hint=UNCHANGED)
    ended_on = named(N_("Ended on"), Day(load_default=None), hint=UNCHANGED)
    end_reason = named(N_("Why it ended"), Code(MatchEnd, load_default=None), hint=UNCHANGED)


class AnswerCorrectionSchema(ReasonSchema):
    on = named(N_("Day of the answer"), Day(required=True))
    channel = named(N_("How the answer came"), Code(AnswerWay, load_default=None))


class VolunteerConsentCorrectionSchema(AnswerCorrectionSchema):
    given = named(N_("Answer"), YesNo(required=True))


class FamilyConsentCorrectionSchema(AnswerCorrectionSchema):
    given = named(N_("Answer"), YesNo(required=True))
    by = named(N_("Who answered"), Code(MatchConsentGiver, required=True))


class ChildViewCorrectionSchema(AnswerCorrectionSchema):
    view = named(N_("What the child says"), Code(ChildView, required=True))
