"""The JSON API of referrals: a command is a resource, a version is an ETag."""

from typing import Any
from uuid import UUID

from flask import g
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from services.codes import Role
from services.referral.referrals import commands, listing, queries
from services.referral.referrals.resource import as_json, message_json
from services.referral.referrals.schemas import (
    InformationRequestSchema,
    MessageListSchema,
    MessageSchema,
    NewReferralSchema,
    OfferSchema,
    OnSchema,
    ReferralListSchema,
    ReferralQuery,
    ReferralSchema,
    RejectionSchema,
    ShownMessageSchema,
    WaitlistingSchema,
    WithdrawalSchema,
)
from shared.aggregate import Refused
from shared.api import Blueprint, Created, if_match, look, once, perform, with_etag
from shared.paging import Asked
from shared.work import Work

ROOT = "/referral/api/v1/referrals"
api = Blueprint("referrals_api", __name__, url_prefix=ROOT, description="Referrals")


@api.post("")
@api.arguments(NewReferralSchema)
@api.alt_response(201, schema=ReferralSchema)
def receive(told: dict[str, Any]) -> ResponseReturnValue:
    """Send a referral; setting a hard exclusion aside is a coordinator's to do."""
    if told["override"] and not g.who.has(Role.NGO_COORDINATOR):
        raise Forbidden("Only a coordinator of the programme's provider may override a rule.")

    def make(work: Work) -> Created:
        made = commands.receive(work, told, sender=_own_organisation())
        body = {"id": str(made.id), "status": "received", "warnings": list(made.warnings)}
        return Created(f"{ROOT}/{made.id}", body, made.version)

    return once(make)


@api.get("")
@api.arguments(ReferralQuery, location="query")
@api.response(200, ReferralListSchema)
def search(told: dict[str, Any]) -> dict[str, Any]:
    """Referrals by the sender's own reference, or the reader's worklist."""
    reference, asked = told["source_reference"], Asked(told["limit"], told["cursor"])

    def read(work: Work) -> dict[str, Any]:
        found = listing.views(work, g.who, reference=reference, asked=asked)
        return {"referrals": [as_json(work, view) for view in found.items], "next": found.next}

    return look(read)


@api.get("/<uuid:referral_id>")
@api.response(200, ReferralSchema)
def show(referral_id: UUID) -> ResponseReturnValue:
    """One referral, as far as its reader may see it."""
    return _shown(referral_id)


@api.put("/<uuid:referral_id>/offer")
@api.arguments(OfferSchema)
@api.response(200, ReferralSchema)
def offer(told: dict[str, Any], referral_id: UUID) -> ResponseReturnValue:
    """Offer it to an organisation; nothing changes when that holds already."""
    seen = if_match()
    _may_see(referral_id)
    perform(lambda work: commands.offer(work, referral_id, **told, seen=seen))
    return _shown(referral_id)


@api.put("/<uuid:referral_id>/acceptance")
@api.arguments(OnSchema)
@api.response(200, ReferralSchema)
def accept(told: dict[str, Any], referral_id: UUID) -> ResponseReturnValue:
    """Take it on; the answer names the case that opens."""
    seen = if_match()
    _may_answer(referral_id)
    perform(lambda work: commands.accept(work, referral_id, **told, seen=seen))
    return _shown(referral_id)


@api.put("/<uuid:referral_id>/rejection")
@api.arguments(RejectionSchema)
@api.response(200, ReferralSchema)
def reject(told: dict[str, Any], referral_id: UUID) -> ResponseReturnValue:
    """Say no, with a reason."""
    seen = if_match()
    _may_answer(referral_id)
    perform(lambda work: commands.reject(work, referral_id, **told, seen=seen))
    return _shown(referral_id)


@api.put("/<uuid:referral_id>/information-request")
@api.arguments(InformationRequestSchema)
@api.response(200, ReferralSchema)
def ask(told: dict[str, Any], referral_id: UUID) -> ResponseReturnValue:
    """Ask the sender for what is lacking; their next message brings the referral back."""
    seen = if_match()
    _may_answer(referral_id)
    perform(lambda work: commands.ask(work, referral_id, **told, seen=seen))
    return _shown(referral_id)


@api.put("/<uuid:referral_id>/waitlisting")
@api.arguments(WaitlistingSchema)
@api.response(200, ReferralSchema)
def waitlist(told: dict[str, Any], referral_id: UUID) -> ResponseReturnValue:
    """Neither yes nor no yet, with a reason; it can be accepted later."""
    seen = if_match()
    _may_answer(referral_id)
    perform(lambda work: commands.waitlist(work, referral_id, **told, seen=seen))
    return _shown(referral_id)


@api.put("/<uuid:referral_id>/withdrawal")
@api.arguments(WithdrawalSchema)
@api.response(200, ReferralSchema)
def withdraw(told: dict[str, Any], referral_id: UUID) -> ResponseReturnValue:
    """Take it back, before anybody has accepted it."""
    seen = if_match()
    if not _may_see(referral_id).is_sender:
        raise Refused("Only the sender can withdraw a referral.", code="not-sender")
    perform(lambda work: commands.withdraw(work, referral_id, **told, seen=seen))
    return _shown(referral_id)


@api.post("/<uuid:referral_id>/messages")
@api.arguments(MessageSchema)
@api.alt_response(201, description="The message was sent.")
def write(told: dict[str, Any], referral_id: UUID) -> ResponseReturnValue:
    """Write to the other side."""
    _may_see(referral_id)

    def make(work: Work) -> Created:
        message_id, version = commands.write(work, referral_id, text=told["text"])
        where = f"{ROOT}/{referral_id}/messages/{message_id}"
        return Created(where, {"id": str(message_id), "referral": str(referral_id)}, version)

    return once(make)


@api.get("/<uuid:referral_id>/messages")
@api.response(200, MessageListSchema)
def conversation(referral_id: UUID) -> dict[str, Any]:
    """What both sides have written, newest first."""
    _may_see(referral_id)
    found = look(lambda work: queries.conversation(work, referral_id))
    return {"messages": [message_json(one) for one in found]}


@api.get("/<uuid:referral_id>/messages/<uuid:message_id>")
@api.alt_response(200, schema=ShownMessageSchema)
def message(referral_id: UUID, message_id: UUID) -> ResponseReturnValue:
    """One message; it never changes."""
    _may_see(referral_id)
    found = look(lambda work: queries.message(work, referral_id, message_id))
    return with_etag(message_json(found), 1)


def _shown(referral_id: UUID) -> ResponseReturnValue:
    def read(work: Work) -> ResponseReturnValue:
        view = queries.referral(work, g.who, referral_id)
        return with_etag(as_json(work, view), view.version)

    return look(read)


def _may_see(referral_id: UUID) -> queries.ReferralView:
    return look(lambda work: queries.referral(work, g.who, referral_id))


def _may_answer(referral_id: UUID) -> None:
    if not _may_see(referral_id).is_provider:
        raise Refused("It has not been offered to your organisation.", code="not-provider")


def _own_organisation() -> UUID:
    if g.who.organisation is None:
        raise Refused("You belong to no organisation that could send a referral.")
    organisation: UUID = g.who.organisation
    return organisation
