"""How a referral comes in over HTTP: asked about, pushed by a system, or recorded by hand.

The form goes through the very schema and command of the interface. Its own reference is made
when the form is opened, so that pressing twice records once.
"""

import secrets
from typing import Any

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from services.referral.intake import commands, policy, views
from services.referral.intake.schemas import (
    AnswerSchema,
    NewReferralSchema,
    QuestionSchema,
    RecordedSchema,
)
from services.referral.referrals.schemas import ReferralSchema
from shared.kernel.aggregate import Refused
from shared.web.api import Blueprint, Created, execute, idempotent, read_only
from shared.web.pages import Pages, after_change, blank_form, form_of, loaded
from shared.web.parts import Form
from shared.web.problems import say
from shared.work import Work

ROOT = "/referral/api/v1/referrals"
api = Blueprint("intake_api", ROOT, "Sending referrals")
questions = Blueprint(
    "eligibility_api", "/referral/api/v1/eligibility", "Eligibility before writing"
)
pages = Pages("recording", "/referral/referrals/new")


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


@pages.get("", may=policy.records)
def blank() -> str:
    """An empty form, with a reference of its own."""
    start = {"source_reference": f"R-{secrets.token_hex(4).upper()}", "subject.kind": "CHILD"}
    return _page(blank_form(RecordedSchema, start))


@pages.post("", may=policy.records)
def record() -> ResponseReturnValue:
    """Record it, or show the form again with what was typed and what to change."""
    request, wrong = loaded(RecordedSchema)
    if wrong:
        return _page(form_of(RecordedSchema, wrong)), 422
    try:
        received = execute(lambda work: commands.receive(work, request, sender=g.who.organisation))
    except Refused as refused:
        if first := refused.more.get("referral"):
            return redirect(url_for("referrals.show", referral_id=first.rsplit("/", 1)[1]), 303)
        return _page(form_of(RecordedSchema), problem=say(refused)), 409
    after_change("worklist")
    return redirect(url_for("referrals.show", referral_id=received.id), 303)


def _page(entries: Form, *, problem: str = "") -> str:
    return render_template(
        "referral/recording.html",
        entries=entries,
        lists=read_only(views.choices_of_form),
        problem=problem,
    )
