"""The JSON API of referrals: a command is a resource, a version is an ETag."""

from typing import Any
from uuid import UUID

from flask import g, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from services.codes import Role
from services.referral.referrals import commands, queries
from services.referral.referrals.schemas import (
    MessageSchema,
    NewReferralSchema,
    OfferSchema,
    OnSchema,
    ReferralListSchema,
    ReferralSchema,
    RejectionSchema,
    WithdrawalSchema,
)
from shared.aggregate import Refused
from shared.api import Blueprint, Created, if_match, look, once, perform, with_etag
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
@api.response(200, ReferralListSchema)
def search() -> dict[str, Any]:
    """Referrals by the sender's own reference, or the reader's worklist."""
    reference = request.args.get("source_reference")
    if reference is not None:
        views = look(lambda work: queries.by_reference(work, g.who, reference))
    else:
        views = look(_first_page)
    return {"referrals": [queries.as_json(view) for view in views], "next": None}


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


def _shown(referral_id: UUID) -> ResponseReturnValue:
    view = _may_see(referral_id)
    return with_etag(queries.as_json(view), view.version)


def _may_see(referral_id: UUID) -> queries.ReferralView:
    return look(lambda work: queries.referral(work, g.who, referral_id))


def _may_answer(referral_id: UUID) -> None:
    if not _may_see(referral_id).is_provider:
        raise Refused("It has not been offered to your organisation.", code="not-provider")


def _first_page(work: Work) -> list[queries.ReferralView]:
    lines = queries.worklist(work, g.who)
    return [queries.referral(work, g.who, line.row.referral_id) for line in lines]


def _own_organisation() -> UUID:
    if g.who.organisation is None:
        raise Refused("You belong to no organisation that could send a referral.")
    organisation: UUID = g.who.organisation
    return organisation
