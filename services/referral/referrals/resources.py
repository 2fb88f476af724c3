"""Referrals over HTTP: the table of what can be done, the conversation, and the page of one."""

from typing import Any
from uuid import UUID

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue

from services.common.letters import mark_read
from services.referral.referrals import commands, policy, queries, texts, views
from services.referral.referrals.domain import Referral
from services.referral.referrals.queries import ReferralView
from services.referral.referrals.schemas import (
    InformationRequestSchema,
    MessageListSchema,
    MessageSchema,
    OfferSchema,
    OnSchema,
    ReferralSchema,
    RejectionSchema,
    SentMessageSchema,
    WaitlistingSchema,
    WithdrawalSchema,
    as_json,
    message_json,
)
from shared.web import paging
from shared.web.api import Blueprint, read_only, with_etag
from shared.web.changes import Change, Changes
from shared.web.form_page import FormPage
from shared.web.pages import Pages
from shared.web.paging import Page, PageRequest, WholeQuery
from shared.web.parts import Forms
from shared.work import Work

ROOT = "/referral/api/v1/referrals"
api = Blueprint("referrals_api", ROOT, "Referrals")
pages = Pages("referrals", "/referral/referrals")

changes = Changes[ReferralView, Referral](
    [
        Change("offer", commands.offer, OfferSchema, policy.offers, has_form=False),
        Change("acceptance", commands.accept, OnSchema, policy.answers),
        Change("rejection", commands.reject, RejectionSchema, policy.answers),
        Change(
            "information-request",
            commands.request_information,
            InformationRequestSchema,
            policy.answers,
        ),
        Change("waitlisting", commands.waitlist, WaitlistingSchema, policy.answers),
        Change("withdrawal", commands.withdraw, WithdrawalSchema, policy.withdraws),
        Change("messages", commands.write, MessageSchema, policy.writes, adds=True),
    ],
    thing=Referral,
    key="referral_id",
    read=queries.referral,
    state=lambda view: view.referral,
)


@api.get("/<uuid:referral_id>/messages", may=policy.writes)
@api.arguments(WholeQuery, location="query")
@api.response(200, MessageListSchema)
def conversation(query: dict[str, Any], referral_id: UUID) -> ResponseReturnValue:
    """What both sides have written, newest first."""

    def read(work: Work) -> Page[Any]:
        policy.writes.check(g.who, queries.referral(work, g.who, referral_id).referral)
        messages = queries.conversation(work, referral_id)
        part = paging.after(messages, lambda each: str(each.id), PageRequest(**query))
        return paging.shown_as(part, message_json)

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


@pages.get("/<uuid:referral_id>", may=policy.reads)
def show(referral_id: UUID) -> str:
    """One referral with the one decision that it asks of its reader."""
    return _page(referral_id, changes.forms(), "")


def _page(referral_id: UUID, forms: Forms, problem: str) -> str:
    page = read_only(lambda work: views.referral(work, g.who, referral_id))
    mark_read(referral_id)
    return render_template("referral/show.html", page=page, forms=forms, problem=problem)


changes.serve(api, may=policy.reads, schema=ReferralSchema, body=as_json, beside=True)
changes.serve_pages(
    pages,
    "/<uuid:referral_id>",
    FormPage(
        _page,
        home=lambda referral_id: url_for("referrals.show", referral_id=referral_id),
        lists=("worklist",),
        changed_meanwhile=texts.changed_meanwhile,
    ),
)
