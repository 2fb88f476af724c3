"""What is asked about consultations, and how one reads."""

from typing import Any

from marshmallow import Schema, fields

from services.common.codes import ConsultationStatus, Profession, Theme, Urgency
from services.common.retention import CONTACT
from services.referral.consultations.policy import ConsultationView
from shared.web.api import Body, personal
from shared.web.fields import Code, Id, Text, named
from shared.web.i18n import N_
from shared.web.paging import WholeQuery

OF_CONSULTATION = {"of": "consultation_id", "retention": CONTACT}


class ConsultationQuestionSchema(Body):
    theme = named(N_("Theme"), Code(Theme, required=True))
    profession = named(N_("You work in"), Code(Profession, required=True))
    urgency = named(N_("How soon do you need an answer?"), Code(Urgency, required=True))
    text = named(
        N_("What would you like advice on?"),
        personal(Text(most=4000, least=2, required=True), **OF_CONSULTATION),
        hint=N_("Leave out names, identity codes, phone numbers, e-mail and street addresses."),
    )


class ConsultationWordSchema(Body):
    text = named(
        N_("Your text"),
        personal(Text(most=4000, least=2, required=True), **OF_CONSULTATION),
        hint=N_("Leave out names, identity codes, phone numbers, e-mail and street addresses."),
    )


class GuidanceProposalSchema(Body):
    text = named(
        N_("Guidance for other professionals"),
        personal(Text(most=1500, least=2, required=True), **OF_CONSULTATION),
        hint=N_("Say in short what helps in such a case, so that nobody recognises this one."),
    )


class ConsultationLinkSchema(Body):
    referral = named(N_("Which of your referrals is it about?"), Id(required=True))


class ConsultationMessageSchema(Schema):
    organisation = fields.UUID(required=True)
    on = fields.Date(required=True)
    text = fields.String(required=True)


class ConsultationSchema(Schema):
    id = fields.UUID(required=True)
    status = Code(ConsultationStatus, required=True)
    theme = Code(Theme, required=True)
    profession = Code(Profession, required=True)
    urgency = Code(Urgency, required=True)
    asked_on = fields.Date(required=True)
    due_on = fields.Date(required=True)
    answerer = fields.UUID(required=True, allow_none=True)
    thread = fields.List(fields.Nested(ConsultationMessageSchema), required=True)
    proposed_guidance = fields.String(required=True)
    guidance = fields.String(required=True)
    referral = fields.UUID(
        required=True, allow_none=True, metadata={"description": "Only for whoever asked."}
    )


class ListedConsultationSchema(Schema):
    id = fields.UUID(required=True)
    status = Code(ConsultationStatus, required=True)
    theme = Code(Theme, required=True)
    profession = Code(Profession, required=True)
    urgency = Code(Urgency, required=True)
    asked_on = fields.Date(required=True)
    due_on = fields.Date(required=True)


class ConsultationListSchema(Schema):
    consultations = fields.List(fields.Nested(ListedConsultationSchema), required=True)
    next = fields.String(allow_none=True)


class AgreedGuidanceSchema(Schema):
    id = fields.UUID(required=True)
    organisation = fields.UUID(required=True)
    theme = Code(Theme, required=True)
    guidance = fields.String(required=True)
    agreed_on = fields.Date(required=True)


class AgreedGuidanceListSchema(Schema):
    guidance = fields.List(fields.Nested(AgreedGuidanceSchema), required=True)
    next = fields.String(allow_none=True)


class AgreedGuidanceQuery(WholeQuery):
    theme = named(N_("Theme"), Text(most=20, load_default=""))


def as_json(view: ConsultationView, *, is_asker: bool) -> dict[str, Any]:
    state, question = view.consultation, view.consultation.question
    return {
        "id": state.id,
        "status": state.status,
        "theme": question.theme,
        "profession": question.profession,
        "urgency": question.urgency,
        "asked_on": question.on,
        "due_on": question.due_on,
        "answerer": state.taken.organisation if state.taken else None,
        "thread": [
            {"organisation": each.organisation, "on": each.on, "text": each.text or ""}
            for each in state.thread
        ],
        "proposed_guidance": state.proposed_text,
        "guidance": state.guidance,
        "referral": state.referral if is_asker else None,
    }


def listed_json(row: Any) -> dict[str, Any]:
    names = ("status", "theme", "profession", "urgency", "asked_on", "due_on")
    return {"id": row.consultation_id, **{name: getattr(row, name) for name in names}}


def guidance_json(row: Any) -> dict[str, Any]:
    names = ("organisation", "theme", "guidance", "agreed_on")
    return {"id": row.consultation_id, **{name: getattr(row, name) for name in names}}
