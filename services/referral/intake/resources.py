"""How a referral comes in over HTTP: asked about before it is written, or pushed by a system."""

from typing import Any

from flask import g
from flask.typing import ResponseReturnValue

from services.referral.intake import commands, policy, views
from services.referral.intake.schemas import (
    AnswerSchema,
    NewReferralSchema,
    QuestionSchema,
)
from services.referral.referrals.schemas import ReferralSchema
from shared.web.api import Blueprint, Created, idempotent, read_only
from shared.work import Work

ROOT = "/referral/api/v1/referrals"
api = Blueprint("intake_api", ROOT, "Sending referrals")
questions = Blueprint(
    "eligibility_api",
    "/referral/api/v1/eligibility",
    "Eligibility before writing",
    shows_people=False,
)


@questions.post("", may=policy.asks)
@questions.arguments(QuestionSchema)
@questions.response(200, AnswerSchema)
def ask(question: dict[str, Any]) -> dict[str, Any]:
    """Possible, possible with a warning, or not: rule by rule, with what else would fit.

    Asking writes nothing, so it needs no Idempotency-Key.
    """
    return read_only(lambda work: views.answer(work, question))


@api.post("", may=policy.sends)
@api.arguments(NewReferralSchema)
@api.alt_response(201, schema=ReferralSchema)
def receive(request: dict[str, Any]) -> ResponseReturnValue:
    """Send a referral; setting a hard exclusion aside is a coordinator's to do."""
    policy.check_override(g.who, request["override"])

    def make(work: Work) -> Created:
        sender = policy.sending_organisation(g.who)
        received = commands.receive(work, request, sender=sender)
        body = {"id": str(received.id), "status": "received", "warnings": list(received.warnings)}
        return Created(f"{ROOT}/{received.id}", body, received.version)

    return idempotent(make)
