"""What has happened to a referral: this chapter's history and its part of the public language.

Names and fields are promises: change one only by a new version and an upcaster. Days are
Helsinki's. Public events carry ids, codes and days; whatever is said of a person stays in
private ones, and leaves only with `referral.disclosed`, once, after acceptance.
"""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from services.common.codes import (
    BusinessStatus,
    DisclosureLevel,
    EndReason,
    ReferralStatus,
    ReferrerKind,
    RejectionReason,
    WithdrawalReason,
)
from services.common.retention import CASE, REFERRAL
from services.referral.corrections.events import CorrectionEvent
from services.referral.families.events import Consent, Family, Override
from services.referral.routes.events import ReferralOffered as ReferralOffered, RouteEvent
from services.referral.sameness.events import SamenessEvent
from shared.kernel.events import event, personal


@event("referral.received", public=True)
class ReferralReceived:
    referral_id: UUID
    sender: UUID  # organisation
    referrer_kind: Annotated[str, ReferrerKind]
    programme: str | None  # None: the sender left the choice open
    themes: tuple[str, ...]
    municipality: str | None  # None: withheld, non-disclosure for personal safety
    referred_on: date


@event("referral.described", retention=REFERRAL)
class ReferralDescribed(Family):
    """What the sender told: codes for deciding, and what nobody sees before acceptance."""

    referral_id: UUID
    client: str  # who pushed it: their own reference is unique among theirs
    source_reference: str
    referrer_id: UUID
    age_band: str | None  # None: no date of birth was given
    place: str = personal(of="subject_id")  # municipality, even if withheld
    concerned: tuple[UUID, ...]  # organisations that may ever receive its public events
    purchaser: UUID | None = None  # county or city that the agreement makes controller
    urgency: str
    consent: Consent
    warnings: tuple[str, ...]  # codes of soft exclusions that were met
    identity_code: str | None = personal(of="subject_id")
    override: Override | None = personal(of="subject_id")
    referrer_name: str = personal(of="referrer_id")
    referrer_email: str = personal(of="referrer_id")
    referrer_phone: str = personal(of="referrer_id")


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
    children: int | None = None  # that the support is for; None: told by an earlier version


@event("referral.disclosed", to=("casework",), retention=CASE)
class ReferralDisclosed(Family):
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
    purchaser: UUID | None = None  # the controller, where it is a county or city that buys
    municipality: str | None
    inform: tuple[UUID, ...]
    identity_code: str | None = personal(of="subject_id", default=None)


@event("referral.exception_made", retention=REFERRAL)
class ExceptionMade:
    """Rules that had come to stand in the way were set aside when it was accepted."""

    referral_id: UUID
    subject_id: UUID
    organisation: UUID
    rules: tuple[str, ...]
    reason: str = personal(of="subject_id")
    on: date


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
    # Why a word of it that is also a name in the family is none here.
    not_a_name: str = personal(of="subject_id", retention=REFERRAL, default="")


@event("referral.message_disclosed", to=("casework",), retention=CASE)
class MessageDisclosed:
    """A message sent after acceptance, for whoever works with the family: it has readers there."""

    referral_id: UUID
    case_id: UUID
    message_id: UUID
    subject_id: UUID  # of the controller's register
    organisation: UUID | None  # whose people wrote it
    text: str = personal(of="subject_id")


@event("referral.contact_shown")
class ContactShown:
    """Somebody named has opened what a non-disclosure order hides."""

    referral_id: UUID
    subject_id: UUID
    person_id: UUID  # who looked
    organisation: UUID  # theirs
    on: date
    until: datetime | None = None  # None: told by an earlier version, to the end of its day
    reason: str = personal(of="subject_id", retention=REFERRAL)


@event("referral.progressed")
class ReferralProgressed:
    """How the case stands, for the sender to read back."""

    referral_id: UUID
    business_status: str
    phase: str | None
    on: date
    outcome: str | None = None  # with ENDED alone


@event("referral.advanced", public=True)
class ReferralAdvanced:
    """How the support stands since that day: no phase, no reason."""

    referral_id: UUID
    status: Annotated[str, ReferralStatus]
    business_status: Annotated[str, BusinessStatus]
    on: date


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


Course = (  # once somebody took it on
    ReferralAccepted
    | ReferralDisclosed
    | ExceptionMade
    | ReferralProgressed
    | ReferralCompleted
    | ReferralFailed
    | MessageDisclosed
    | ReferralAdvanced
    | ContactShown
)
Talk = (  # between sender and provider, but no yes
    InformationRequested
    | InformationGiven
    | ReferralWaitlisted
    | MessageSent
    | ReferralRejected
    | ReferralWithdrawn
)
ReferralEvent = (
    ReferralReceived
    | ReferralDescribed
    | ReferralOffered
    | Course
    | Talk
    | RouteEvent
    | SamenessEvent
    | CorrectionEvent
)
