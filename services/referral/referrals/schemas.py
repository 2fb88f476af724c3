"""What can be asked of a referral on the wire, and what of it each reader may see."""

from dataclasses import dataclass, fields as fields_of
from datetime import date, datetime
from typing import Any

from marshmallow import Schema, fields

from services.common.codes import (
    BusinessStatus,
    ClientStatus,
    DisclosureLevel as Level,
    Need,
    Outcome,
    ReferralStatus,
    RejectionReason,
    SubjectKind,
    Urgency,
    WaitlistingReason,
    WithdrawalReason,
)
from services.common.phrases import TELL_PLACES
from services.common.retention import REFERRAL
from services.referral.families.events import Guardian, Sibling
from services.referral.progress import queries as progress
from services.referral.progress.queries import Frequency, ToldGoal
from services.referral.referrals import queries
from services.referral.referrals.queries import Message, ReferralView
from shared.kernel.codec import to_json
from shared.web.api import Body, personal
from shared.web.fields import TODAY, Code, Day, Text, Value, named, values_of
from shared.web.i18n import N_
from shared.work import Work

SUBJECT = {"of": "subject", "retention": REFERRAL}
NO_NAMES = N_("No names or contact details before the referral has been accepted.")
UNKNOWN = {"client_status": ClientStatus.UNKNOWN_NOT_ASKED}  # in place of what is hidden, or erased


def _not_a_name() -> fields.String:
    reason = personal(Text(most=200, least=3, load_default=""), **SUBJECT)
    return named(N_("Why the word is not a name"), reason)


class OnSchema(Body):
    on = named(N_("Day"), Day(load_default=None), hint=TODAY)


class AcceptanceSchema(OnSchema):
    exception_reason = named(
        N_("Why it is accepted all the same"),
        personal(Text(most=1000, load_default=""), **SUBJECT),
        hint=N_("Only where a rule has come to stand in the way that you may set aside."),
    )


class RejectionSchema(OnSchema):
    reason = named(N_("Reason"), Code(RejectionReason, required=True))


class InformationRequestSchema(OnSchema):
    """What is lacking; the sender reads it as a message."""

    text = named(
        N_("What do you need to know?"),
        personal(Text(most=2000, least=1, required=True, takes_codes=True), **SUBJECT),
        hint=NO_NAMES,
    )
    not_a_name = _not_a_name()


class WaitlistingSchema(OnSchema):
    reason = named(N_("Reason"), Code(WaitlistingReason, required=True))


class WithdrawalSchema(OnSchema):
    reason = named(N_("Reason"), Code(WithdrawalReason, required=True))


class MessageSchema(Body):
    text = named(
        N_("New message"),
        personal(Text(most=2000, least=1, required=True, takes_codes=True), **SUBJECT),
    )
    not_a_name = _not_a_name()


@dataclass(frozen=True)
class CodedNeed:
    """All that a provider sees before acceptance: codes, an age band, no name."""

    needs: tuple[Need, ...]
    subject_kind: SubjectKind
    age_band: str | None
    mother_tongue: str | None
    service_language: str
    interpreter_needed: bool
    client_status: ClientStatus
    sibling_count: int
    urgency: Urgency


@dataclass(frozen=True)
class DisclosedSubject:
    """Who the family is; only after acceptance, and only for the provider."""

    given_name: str
    family_name: str
    date_of_birth: date | None
    identity_code: str | None
    siblings: tuple[Sibling, ...]
    phone: str
    email: str
    notes: str
    non_disclosure: bool
    non_disclosure_until: date | None
    contact_hidden: bool = False  # phone, e-mail and notes are empty then
    contact_until: datetime | None = None  # when it is hidden again


@dataclass(frozen=True)
class SentSubject:
    """What the sender has written of the family, as it says now: its own words."""

    given_name: str
    family_name: str
    date_of_birth: date | None
    phone: str
    email: str
    address: str
    guardians: tuple[Guardian, ...]
    siblings: tuple[Sibling, ...]
    needs: tuple[Need, ...]
    notes: str
    referrer_name: str
    referrer_email: str
    referrer_phone: str
    non_disclosure: bool
    non_disclosure_until: date | None
    contact_hidden: bool = False  # what tells a place is empty then
    contact_until: datetime | None = None  # when it is hidden again


class ReferralSchema(Schema):
    """A referral as its reader may see it; what a reader may not see is left out."""

    id = fields.UUID(required=True)
    status = Code(ReferralStatus, required=True)
    business_status = Code(BusinessStatus, allow_none=True)
    phase = fields.String(allow_none=True, metadata={"description": "From disclosure level L2 on."})
    frequency = Value(Frequency, allow_none=True, metadata={"description": "From level L2 on."})
    outcome = Code(Outcome, allow_none=True, metadata={"description": "At disclosure level L3."})
    goals = Value(tuple[ToldGoal, ...], metadata={"description": "For the sender at level L3."})
    source_reference = fields.String()
    programme = fields.String(allow_none=True)
    municipality = fields.String(allow_none=True)
    referred_on = fields.Date()
    offered_to = fields.UUID(allow_none=True)
    latest_on = fields.Date(metadata={"description": "The day of the last fact."})
    reason = fields.String(allow_none=True)
    case = fields.UUID(allow_none=True)
    next_step = fields.String()
    awaiting_reply_since = fields.Date(
        allow_none=True, metadata={"description": "The sender was asked; the clock stands."}
    )
    answer_due = fields.Date(
        allow_none=True, metadata={"description": "Last day of the promised answer; null: none."}
    )
    disclosure_level = Code(Level)
    warnings = fields.List(fields.String())
    need = Value(CodedNeed, metadata={"description": "For the provider."})
    subject = Value(DisclosedSubject, metadata={"description": "For the provider once accepted."})
    sent = Value(SentSubject, metadata={"description": "For its sender: what it wrote."})
    preconditions = Value(
        dict[str, str],
        metadata={"description": "As told; for its sender, and for the provider once accepted."},
    )


class MessageListSchema(Schema):
    messages = Value(tuple[Message, ...], metadata={"description": "Newest first."})
    next = fields.String(allow_none=True)


class SentMessageSchema(Schema.from_dict(values_of(Message))):  # type: ignore[misc]  # built
    """A message; it never changes."""


def as_json(work: Work, view: ReferralView) -> dict[str, Any]:
    """Level by level: that it was answered, how it stands, how it goes, what came of it."""
    body = _arrived(work, view)
    if view.reads(Level.L1):
        body |= _stands(view)
    if view.reads(Level.L2):
        body |= _goes(work, view)
    if view.reads(Level.L3):
        body |= _became(work, view)
    if view.is_provider:
        body["need"] = _values(view.referral.described, CodedNeed)
    if view.is_disclosed:
        body["subject"] = _subject(view)
    if view.is_sender:
        body["sent"] = _sent(view)
    return body


def _sent(view: ReferralView) -> dict[str, Any]:
    """The sender's own words, as it reads them."""
    sent = _values(view.referral.described, SentSubject)
    if not view.shows_contact:
        sent |= {name: [] if name == "guardians" else "" for name in TELL_PLACES & sent.keys()}
    return sent | _until(view)


def _subject(view: ReferralView) -> dict[str, Any]:
    """Whom the provider knows; without what a non-disclosure order hides until it is looked at."""
    subject = _values(view.referral.disclosed, DisclosedSubject)
    if not view.shows_contact:
        subject |= dict.fromkeys(("phone", "email", "notes"), "") | {"identity_code": None}
    return subject | _until(view)


def _until(view: ReferralView) -> dict[str, Any]:
    """Whether a non-disclosure order hides something, and when it will again."""
    return {
        "contact_hidden": not view.shows_contact,
        "contact_until": to_json(view.contact_until),
    }


def message_json(message: Message) -> dict[str, Any]:
    return {
        "id": str(message.id),
        "organisation": str(message.organisation) if message.organisation else None,
        "text": message.text,
        "sent_at": message.sent_at.isoformat(),
    }


def _values(record: Any, kind: type[CodedNeed | DisclosedSubject | SentSubject]) -> dict[str, Any]:
    if record is None:
        return {}
    names = (field.name for field in fields_of(kind))
    values = {n: to_json(getattr(record, n)) for n in names if hasattr(record, n)}
    return values | (UNKNOWN if values.get("client_status") == "" else {})


def _arrived(work: Work, view: ReferralView) -> dict[str, Any]:
    described = view.referral.described
    return {
        "id": view.referral.id,
        "status": str(view.status).lower(),
        "disclosure_level": view.level,
        "source_reference": described.source_reference if described else "",
        "next_step": view.next_step,
        "awaiting_reply_since": view.referral.asked_on,
        "answer_due": queries.answer_due(work, view.referral),
    }


def _stands(view: ReferralView) -> dict[str, Any]:
    referral, described = view.referral, view.referral.described
    received = referral.received
    body: dict[str, Any] = {
        "business_status": view.business_status,
        "programme": referral.programme,
        "municipality": received.municipality if received else None,
        "referred_on": received.referred_on if received else None,
        "offered_to": referral.organisation,
        "warnings": list(described.warnings) if described else [],
        "case": referral.case,
        "latest_on": referral.latest,
        "reason": referral.reason,
    }
    if described and (view.is_disclosed or view.is_sender):
        body["preconditions"] = {p.field: p.told for p in described.preconditions}
    return body


def _goes(work: Work, view: ReferralView) -> dict[str, Any]:
    referral = view.referral
    frequency = None
    if referral.case and referral.accepted_on:
        since, has_ended = referral.accepted_on, referral.has_ended
        frequency = progress.frequency(work, referral.case, since=since, has_ended=has_ended)
    return {"phase": referral.phase, "frequency": to_json(frequency)}


def _became(work: Work, view: ReferralView) -> dict[str, Any]:
    """What came of it. Goals are the sender's to read here; the provider has them in the case."""
    body: dict[str, Any] = {"outcome": view.referral.outcome}
    if view.is_sender:
        case = view.referral.case
        body["goals"] = to_json(progress.told_goals(work, case)) if case else []
    return body
