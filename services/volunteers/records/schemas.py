"""What putting a record right asks: what is right, and why."""

from services.common.codes import Reopening
from services.volunteers.fields import ReasonSchema
from services.volunteers.people.schemas import (
    APPLICATION,
    VETTING,
    DescriptionSchema,
    ExtractCheckSchema,
    InterviewSchema,
    ReferencesSchema,
    TrainingSchema,
    VettingConsentSchema,
)
from shared.web.api import personal
from shared.web.fields import Code, Day, YesNo, named
from shared.web.i18n import N_


class DetailsCorrectionSchema(DescriptionSchema, ReasonSchema):
    """Who somebody is, and what they can give."""


class InterviewCorrectionSchema(InterviewSchema, ReasonSchema):
    held_on = named(N_("Interview held on"), Day(required=True))
    recommended = named(
        N_("Do you recommend going on?"), personal(YesNo(required=True), **APPLICATION)
    )


class ReferencesCorrectionSchema(ReferencesSchema, ReasonSchema):
    received_on = named(N_("References received on"), Day(required=True))


class TrainingCorrectionSchema(TrainingSchema, ReasonSchema):
    completed_on = named(N_("Completed on"), Day(required=True))


class VettingConsentCorrectionSchema(VettingConsentSchema, ReasonSchema):
    given_on = named(N_("Consent given on"), personal(Day(required=True), **VETTING))


class ExtractCheckCorrectionSchema(ExtractCheckSchema, ReasonSchema):
    checked_on = named(N_("Checked on"), personal(Day(required=True), **VETTING))


class ReopeningSchema(ReasonSchema):
    why = named(N_("What has happened?"), Code(Reopening, load_default=Reopening.CAME_BACK))


class ReopeningForm(ReasonSchema):
    why = named(N_("What has happened?"), Code(Reopening, required=True))
