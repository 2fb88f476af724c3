"""What has happened to a referral: this chapter's history and its part of the public language.

Names and fields are promises: change one only by a new version and an upcaster. Days are
Helsinki's. Public events carry ids, codes and days; whatever is said of a person stays in
private ones, and leaves only with `referral.disclosed`, once, after acceptance.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.codes import (
    Availability,
    ClientStatus,
    DisclosureLevel,
    EndReason,
    Interest,
    Need,
    ReferrerKind,
    RejectionReason,
    SubjectKind,
    WithdrawalReason,
)
from services.common.retention import CASE, REFERRAL
from shared.events import event, personal, value


@value
class Guardian:
    given_name: str
    family_name: str
    phone: str = ""  # E.164


@value
class Sibling:
    """A further subject of the same family, in the same referral."""

    given_name: str
    family_name: str
    date_of_birth: date | None = None


@value
class Consent:
    given_on: date
    given_by: str
    disclosure_level: str  # what the sender may read back, L0 … L3
    inform: tuple[UUID, ...] = ()  # organisations that the family lets know


@value
class Precondition:
    """What was told of a programme's precondition; true and false as in its condition."""

    field: str
    told: str


@value
class Override:
    """A hard exclusion set aside by a coordinator."""

    rule: str
    reason: str  # free text, part of a personal field


@event("referral.received", public=True)
class ReferralReceived:
    referral_id: UUID
    sender: UUID  # organisation
    referrer_kind: Annotated[str, ReferrerKind]
    programme: str | None  # None: the sender left the choice open
    themes: tuple[str, ...]
    municipality: str | None  # None: withheld, non-disclosure for personal safety
    referred_on: date


@event("referral.described")
class ReferralDescribed:
    """What the sender told: codes for deciding, and what nobody sees before acceptance."""

    referral_id: UUID
    client: str  # who pushed it: their own reference is unique among theirs
    source_reference: str
    subject_id: UUID  # a record of the sender's register, not the provider's
    referrer_id: UUID
    subject_kind: str
    age_band: str | None  # None: no date of birth was given
    place: str = personal(of="subject_id", retention=REFERRAL)  # municipality, even if withheld
    concerned: tuple[UUID, ...]  # organisations that may ever receive its public events
    non_disclosure: bool
    urgency: str
    service_language: str
    interpreter_needed: bool
    sibling_count: int
    consent: Consent
    warnings: tuple[str, ...]  # codes of soft exclusions that were met
    needs: tuple[str, ...] = personal(of="subject_id", retention=REFERRAL)
    client_status: str = personal(of="subject_id", retention=REFERRAL)
    mother_tongue: str | None = personal(of="subject_id", retention=REFERRAL)
    interests: tuple[str, ...] = personal(of="subject_id", retention=REFERRAL)
    availability: tuple[str, ...] = personal(of="subject_id", retention=REFERRAL)
    given_name: str = personal(of="subject_id", retention=REFERRAL)
    family_name: str = personal(of="subject_id", retention=REFERRAL)
    date_of_birth: date | None = personal(of="subject_id", retention=REFERRAL)
    identity_code: str | None = personal(of="subject_id", retention=REFERRAL)
    phone: str = personal(of="subject_id", retention=REFERRAL)
    email: str = personal(of="subject_id", retention=REFERRAL)
    address: str = personal(of="subject_id", retention=REFERRAL)
    guardians: tuple[Guardian, ...] = personal(of="subject_id", retention=REFERRAL)
    siblings: tuple[Sibling, ...] = personal(of="subject_id", retention=REFERRAL)
    notes: str = personal(of="subject_id", retention=REFERRAL)
    preconditions: tuple[Precondition, ...] = personal(
        of="subject_id", retention=REFERRAL, default=()
    )
    override: Override | None = personal(of="subject_id", retention=REFERRAL)
    referrer_name: str = personal(of="referrer_id", retention=REFERRAL)
    referrer_email: str = personal(of="referrer_id", retention=REFERRAL)
    referrer_phone: str = personal(of="referrer_id", retention=REFERRAL)


@event("referral.offered", public=True)
class ReferralOffered:
    referral_id: UUID
    organisation: UUID
    programme: str
    rule: str  # why this organisation: AGREEMENT, or CHOSEN by a person
    offered_on: date


@event("referral.accepted", public=True)
class ReferralAccepted:
    referral_id: UUID
    case_id: UUID
    organisation: UUID
    programme: str
    programme_version: int
    sender: UUID
    municipality: str | None
    accepted_on: date


@event("referral.disclosed", to=("casework",))
class ReferralDisclosed:
    """The agreed data, written anew for the controller's register; the disclosure log's row."""

    referral_id: UUID
    case_id: UUID
    organisation: UUID
    controller: UUID
    sender: UUID
    sender_name: str
    programme: str
    programme_version: int
    accepted_on: date
    disclosure_level: Annotated[str, DisclosureLevel]
    purpose: str  # why it was disclosed
    subject_id: UUID  # a new record, of the controller's register
    subject_kind: Annotated[str, SubjectKind]
    municipality: str | None
    non_disclosure: bool
    service_language: str
    interpreter_needed: bool
    sibling_count: int
    inform: tuple[UUID, ...]
    needs: tuple[Annotated[str, Need], ...] = personal(of="subject_id", retention=CASE)
    client_status: Annotated[str, ClientStatus] = personal(of="subject_id", retention=CASE)
    mother_tongue: str | None = personal(of="subject_id", retention=CASE)
    interests: tuple[Annotated[str, Interest], ...] = personal(of="subject_id", retention=CASE)
    availability: tuple[Annotated[str, Availability], ...] = personal(
        of="subject_id", retention=CASE
    )
    given_name: str = personal(of="subject_id", retention=CASE)
    family_name: str = personal(of="subject_id", retention=CASE)
    date_of_birth: date | None = personal(of="subject_id", retention=CASE)
    phone: str = personal(of="subject_id", retention=CASE)
    email: str = personal(of="subject_id", retention=CASE)
    address: str = personal(of="subject_id", retention=CASE)
    guardians: tuple[Guardian, ...] = personal(of="subject_id", retention=CASE)
    siblings: tuple[Sibling, ...] = personal(of="subject_id", retention=CASE)
    notes: str = personal(of="subject_id", retention=CASE)
    preconditions: tuple[Precondition, ...] = personal(of="subject_id", retention=CASE, default=())


@event("referral.information_requested", public=True)
class InformationRequested:
    """The provider cannot answer yet; what is lacking is said in the message beside it."""

    referral_id: UUID
    organisation: UUID
    on: date


@event("referral.information_given", public=True)
class InformationGiven:
    """The sender has replied: the provider's turn again."""

    referral_id: UUID
    on: date


@event("referral.waitlisted", public=True)
class ReferralWaitlisted:
    """Neither yes nor no: it stays offered, and will be answered when there is a place."""

    referral_id: UUID
    organisation: UUID
    reason: str
    on: date


@event("referral.rejected", public=True)
class ReferralRejected:
    referral_id: UUID
    organisation: UUID
    reason: Annotated[str, RejectionReason]
    on: date


@event("referral.withdrawn", public=True)
class ReferralWithdrawn:
    referral_id: UUID
    reason: Annotated[str, WithdrawalReason]
    on: date


@event("referral.message_sent")
class MessageSent:
    referral_id: UUID
    message_id: UUID
    subject_id: UUID
    organisation: UUID | None  # whose people wrote it
    text: str = personal(of="subject_id", retention=REFERRAL)


@event("referral.progressed")
class ReferralProgressed:
    """How the case stands, for the sender to read back."""

    referral_id: UUID
    business_status: str
    phase: str | None
    on: date
    outcome: str | None = None  # with ENDED alone


@event("referral.completed", public=True)
class ReferralCompleted:
    referral_id: UUID
    end_reason: Annotated[str, EndReason]
    on: date


@event("referral.failed", public=True)
class ReferralFailed:
    referral_id: UUID
    end_reason: Annotated[str, EndReason]
    on: date


ReferralEvent = (
    ReferralReceived
    | ReferralDescribed
    | ReferralOffered
    | ReferralAccepted
    | ReferralDisclosed
    | InformationRequested
    | InformationGiven
    | ReferralWaitlisted
    | ReferralRejected
    | ReferralWithdrawn
    | MessageSent
    | ReferralProgressed
    | ReferralCompleted
    | ReferralFailed
)
