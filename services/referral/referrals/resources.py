"""Referrals over HTTP: the table of what can be done, the conversation, and the page of one."""

from typing import Any
from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue

from services.common.letters import mark_read
from services.referral.corrections import views as corrections
from services.referral.corrections.schemas import (
    ConsentCorrectionSchema,
    ConsentWithdrawalSchema,
    ContactViewingSchema,
    CorrectionFormSchema,
    CorrectionSchema,
    ReasonSchema,
)
from services.referral.referrals import commands, policy, queries
from services.referral.referrals.domain import Referral
from services.referral.referrals.queries import ReferralView
from services.referral.referrals.schemas import (
    AcceptanceSchema,
    InformationRequestSchema,
    MessageListSchema,
    MessageSchema,
    ReferralSchema,
    RejectionSchema,
    SentMessageSchema,
    WaitlistingSchema,
    WithdrawalSchema,
    as_json,
    message_json,
)
from services.referral.routes import views as routes
from services.referral.routes.schemas import OfferSchema, RecallSchema
from shared.web import paging
from shared.web.api import Blueprint, read_only, with_etag
from shared.web.changes import Change, Changes
from shared.web.own_form import OwnForm
from shared.web.pages import Pages
from shared.web.paging import NewsQuery, Page
from shared.work import Work

ROOT = "/referral/api/v1/referrals"
api = Blueprint("referrals_api", ROOT, "Referrals")
pages = Pages("referrals", "/referral/referrals")

changes = Changes[ReferralView, Referral](
    [
        Change(
            "offer",
            commands.offer,
            OfferSchema,
            policy.offers,
            form=OwnForm("referral/offer_elsewhere.html", routes.draw_offer),
            may_lose=True,
        ),
        Change(
            "recall",
            commands.recall,
            RecallSchema,
            policy.recalls,
            form=OwnForm("referral/recall.html"),
        ),
        Change("acceptance", commands.accept, AcceptanceSchema, policy.answers),
        Change("rejection", commands.reject, RejectionSchema, policy.answers, may_lose=True),
        Change(
            "information-request",
            commands.request_information,
            InformationRequestSchema,
            policy.answers,
        ),
        Change("waitlisting", commands.waitlist, WaitlistingSchema, policy.answers),
        Change("withdrawal", commands.withdraw, WithdrawalSchema, policy.withdraws),
        Change("contact-viewing", commands.show_contact, ContactViewingSchema, policy.looks),
        Change("messages", commands.write, MessageSchema, policy.writes, adds=True),
        Change(
            "correction",
            commands.correct,
            CorrectionSchema,
            policy.corrects,
            form=OwnForm(
                "referral/correction.html",
                corrections.draw_correction,
                schema=CorrectionFormSchema,
                filled=corrections.fill_correction,
            ),
        ),
        Change(
            "consent",
            commands.correct_consent,
            ConsentCorrectionSchema,
            policy.withdraws,
            form=OwnForm(
                "referral/consent.html", corrections.draw_consent, filled=corrections.fill_consent
            ),
        ),
        Change(
            "consent-withdrawal",
            commands.withdraw_consent,
            ConsentWithdrawalSchema,
            policy.corrects,
            form=OwnForm("referral/consent_withdrawal.html", corrections.draw_withdrawal),
        ),
        Change(
            "entered-in-error",
            commands.enter_in_error,
            ReasonSchema,
            policy.withdraws,
            form=corrections.step_form(corrections.IN_ERROR),
        ),
        Change(
            "reopening",
            commands.reopen,
            ReasonSchema,
            policy.reopens,
            form=corrections.step_form(corrections.REOPENING),
        ),
    ],
    thing=Referral,
    key="referral_id",
    read=queries.referral,
    state=lambda view: view.referral,
)


@api.get("/<uuid:referral_id>/messages", may=policy.writes)
@api.arguments(NewsQuery, location="query")
@api.response(200, MessageListSchema)
def conversation(query: dict[str, Any], referral_id: UUID) -> ResponseReturnValue:
    """What both sides have written, newest first."""

    def read(work: Work) -> Page[Any]:
        policy.writes.check(g.who, queries.referral(work, g.who, referral_id).referral)
        part, since = paging.news_asked(query)
        messages = queries.conversation(work, referral_id, since=since)
        shown = paging.after(messages, lambda each: str(each.id), part)
        return paging.shown_as(shown, message_json)

    shown = read_only(read)
    mark_read(referral_id)
    return paging.answer("messages", shown)


@api.get("/<uuid:referral_id>/messages/<uuid:message_id>", may=policy.writes)
@api.alt_response(200, schema=SentMessageSchema)
def message(referral_id: UUID, message_id: UUID) -> ResponseReturnValue:
    """One message; it never changes."""

    def read(work: Work) -> ResponseReturnValue:
        policy.writes.check(g.who, queries.referral(work, g.who, referral_id).referral)
        return with_etag(message_json(queries.message(work, referral_id, message_id)), 1)

    return read_only(read)


changes.serve(api, may=policy.reads, schema=ReferralSchema, body=as_json, beside=True)
