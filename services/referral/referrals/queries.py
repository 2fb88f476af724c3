"""One referral as one reader may see it, from its own stream.

Who may see what stands here. The sender reads how it stands, as far as its disclosure level;
the provider reads codes before acceptance and the family's names after. Everybody else gets
the same answer as for a referral that does not exist.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select

from services import catalogue
from services.codes import BusinessStatus, DisclosureLevel, ReferralStatus, Role
from services.referral.directory.events import Programme
from services.referral.referrals.domain import ENDED, Referral
from services.referral.referrals.projections import messages
from shared.identity.principals import Principal
from shared.problems import NotFound
from shared.sealing import opened
from shared.work import Work

SENDERS = (Role.MUNICIPAL_SYSTEM, Role.MUNICIPAL_WORKER)
PROVIDERS = (Role.NGO_COORDINATOR, Role.NGO_WORKER)
WAITING = (
    ReferralStatus.RECEIVED,
    ReferralStatus.OFFERED,
    ReferralStatus.AWAITING_INFORMATION,
)


@dataclass(frozen=True)
class ReferralView:
    """A referral as one reader may see it."""

    referral: Referral
    version: int
    is_sender: bool
    is_provider: bool
    coordinates: bool = False  # for its provider

    @property
    def is_disclosed(self) -> bool:
        """May this reader see who the family is?"""
        return self.is_provider and self.referral.case is not None

    @property
    def level(self) -> str:
        return "L3" if self.is_provider else self.referral.disclosure_level

    def reads(self, level: DisclosureLevel) -> bool:
        """Whether the reader's level includes this one."""
        return self.level >= level

    @property
    def status(self) -> ReferralStatus | None:
        """At level L0 no more than that it was accepted, whatever came of it."""
        found = self.referral.status
        hidden = not self.reads(DisclosureLevel.L1)
        return ReferralStatus.ACCEPTED if hidden and found in ENDED else found

    @property
    def business_status(self) -> BusinessStatus | None:
        return self.referral.business_status if self.reads(DisclosureLevel.L1) else None

    @property
    def can_be_answered(self) -> bool:
        return self.coordinates and self.referral.can_be_answered

    @property
    def can_be_withdrawn(self) -> bool:
        return self.is_sender and self.referral.can_be_withdrawn

    @property
    def next_step(self) -> str:
        """Whose turn it is, as a code."""
        if self.status is ReferralStatus.ACCEPTED:
            return _ACCEPTED.get(self.business_status, "FOLLOW") if self.business_status else "NONE"
        return _STEPS.get(self.status, "NONE")


_STEPS: dict[str | None, str] = {
    ReferralStatus.RECEIVED: "OFFER",
    ReferralStatus.OFFERED: "PROVIDER_ANSWERS",
    ReferralStatus.AWAITING_INFORMATION: "SENDER_REPLIES",
    ReferralStatus.WAITLISTED: "WAIT_FOR_PLACE",
}
_ACCEPTED: dict[str | None, str] = {
    BusinessStatus.WAITING_FOR_PERSON: "FIND_SUPPORT_PERSON",
    BusinessStatus.MATCH_PROPOSED: "ASK_CONSENTS",
    BusinessStatus.MATCH_AGREED: "START_SUPPORT",
}


def referral(work: Work, who: Principal, referral_id: UUID) -> ReferralView:
    """One referral; raises `NotFound` when it is missing or not this reader's."""
    state, version = work.load(Referral(referral_id))
    received = state.received
    is_sender = received is not None and received.sender == who.organisation and who.has(*SENDERS)
    if received is not None and who.has(*PROVIDERS) and received.sender == who.organisation:
        is_sender = True  # a coordinator who recorded it
    is_provider = state.organisation == who.organisation and who.has(*PROVIDERS)
    if who.organisation is None or not (is_sender or is_provider):
        raise NotFound
    coordinates = is_provider and who.has(Role.NGO_COORDINATOR)
    return ReferralView(state, version, is_sender, is_provider, coordinates)


def programme_of(work: Work, found: Referral) -> Programme | None:
    """Its programme: in its case's version once there is one, in the newest until then.

    None while no programme is chosen, or the one chosen is not known here.
    """
    if found.programme is None:
        return None
    return catalogue.programme(work.db, found.programme, found.programme_version)


@dataclass(frozen=True)
class Message:
    id: UUID
    organisation: UUID | None
    text: str
    sent_at: Any


def conversation(work: Work, referral_id: UUID) -> list[Message]:
    """What sender and provider have written, newest first."""
    rows = work.db.execute(
        _messages(referral_id).order_by(messages.c.sent_at.desc(), messages.c.message_id)
    )
    return [_message(work, row) for row in rows.all()]


def message(work: Work, referral_id: UUID, message_id: UUID) -> Message:
    """One of them; `NotFound` when the referral has no such message."""
    query = _messages(referral_id).where(messages.c.message_id == message_id)
    row = work.db.execute(query).first()
    if row is None:
        raise NotFound
    return _message(work, row)


def waited(row: Row[Any], today: date) -> int:
    """Days since it was sent, to its answer or to today."""
    until: date = row.answered_on or today
    sent: date = row.referred_on
    return (until - sent).days


def _messages(referral_id: UUID) -> Select[Any]:
    return select(messages).where(messages.c.referral_id == referral_id)


def _message(work: Work, row: Row[Any]) -> Message:
    text = opened(row.text, work.sealing) or ""
    return Message(row.message_id, row.organisation, text, row.sent_at)
