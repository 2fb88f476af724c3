"""A referral as its resource: what the reader's disclosure level does not allow is left out."""

from typing import Any

from services.common.codes import DisclosureLevel as Level
from services.referral.progress import queries as progress
from services.referral.referrals.queries import Message, ReferralView
from shared.kernel.codec import to_json
from shared.work import Work


def as_json(work: Work, view: ReferralView) -> dict[str, Any]:
    """Level by level: that it was answered, how it stands, how it goes, what came of it."""
    body = _arrived(view)
    if view.reads(Level.L1):
        body |= _stands(view)
    if view.reads(Level.L2):
        body |= _goes(work, view)
    if view.reads(Level.L3):
        body |= _became(work, view)
    if view.is_provider:
        body["need"] = coded_need(view)
    if view.is_disclosed:
        body["subject"] = disclosed_subject(view)
    return body


def message_json(message: Message) -> dict[str, Any]:
    return {
        "id": str(message.id),
        "organisation": str(message.organisation) if message.organisation else None,
        "text": message.text,
        "sent_at": message.sent_at.isoformat(),
    }


def coded_need(view: ReferralView) -> dict[str, Any]:
    """All that a provider sees before acceptance: codes, an age band, no name."""
    told = view.referral.described
    if told is None:
        return {}
    return {
        "needs": list(told.needs),
        "subject_kind": told.subject_kind,
        "age_band": told.age_band,
        "mother_tongue": told.mother_tongue,
        "service_language": told.service_language,
        "interpreter_needed": told.interpreter_needed,
        "client_status": told.client_status,
        "sibling_count": told.sibling_count,
        "urgency": told.urgency,
    }


def disclosed_subject(view: ReferralView) -> dict[str, Any]:
    """Who the family is; only after acceptance, and only for the provider."""
    told = view.referral.described
    if told is None:
        return {}
    return {
        "given_name": told.given_name,
        "family_name": told.family_name,
        "date_of_birth": told.date_of_birth.isoformat() if told.date_of_birth else None,
        "phone": told.phone,
        "email": told.email,
        "notes": told.notes,
    }


def _arrived(view: ReferralView) -> dict[str, Any]:
    told = view.referral.described
    return {
        "id": view.referral.id,
        "status": str(view.status).lower(),
        "disclosure_level": view.level,
        "source_reference": told.source_reference if told else "",
        "next_step": view.next_step,
    }


def _stands(view: ReferralView) -> dict[str, Any]:
    found, told, received = view.referral, view.referral.described, view.referral.received
    body: dict[str, Any] = {
        "business_status": view.business_status,
        "programme": found.programme,
        "municipality": received.municipality if received else None,
        "referred_on": received.referred_on if received else None,
        "offered_to": found.organisation,
        "warnings": list(told.warnings) if told else [],
        "case": found.case,
        "latest_on": found.latest,
        "reason": found.reason,
    }
    if told and (view.is_disclosed or view.is_sender):
        body["preconditions"] = {one.field: one.told for one in told.preconditions}
    return body


def _goes(work: Work, view: ReferralView) -> dict[str, Any]:
    found = view.referral
    realised = None
    if found.case and found.accepted_on:
        realised = to_json(
            progress.frequency(work, found.case, since=found.accepted_on, has_ended=found.has_ended)
        )
    return {"phase": found.phase, "frequency": realised}


def _became(work: Work, view: ReferralView) -> dict[str, Any]:
    """What came of it. Goals are the sender's to read here; the provider has them in the case."""
    body: dict[str, Any] = {"outcome": view.referral.outcome}
    if view.is_sender:
        case = view.referral.case
        body["goals"] = to_json(progress.told_goals(work, case)) if case else []
    return body
