"""The rules of a referral. Nothing here reads a clock, a database or a request."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.common.codes import BusinessStatus, EndReason, ReferralStatus, ReferrerKind
from services.common.days import must_not_precede
from services.common.identifying import street_in
from services.referral.referrals import events
from services.referral.referrals.rules import (
    ENDED,
    OPEN,
    UNANSWERED,
    ReferralState,
    advanced,
    check_status,
    ended,
    not_offered,
    not_sent,
)
from shared.kernel.aggregate import Refused


@dataclass(frozen=True)
class Referral(ReferralState):
    """One family's request for support, as its history tells it.

    Methods decide: each returns the events that should follow, [] when nothing is left to do,
    or raises `Refused`. None changes the referral: `evolve` alone says what events mean.
    """

    category: ClassVar = "referral"

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return self.parties.everybody if self.parties else ()

    def concerned_by(self, event: events.ReferralEvent) -> tuple[UUID, ...]:
        return self.parties.concerned_by(event) if self.parties else ()

    def version_for(self, organisation: UUID | None, version: int) -> int:
        """The version as the organisation may see it: what it may not know of does not move it."""
        is_provider = organisation is not None and organisation == self.organisation
        return version if is_provider else self.versions.at(self.disclosure_level)

    @property
    def names(self) -> tuple[str, ...]:
        """The family's names and street, which no text may hold before acceptance."""
        described, received = self.described, self.received
        if described is None or received is None:
            return ()
        is_of_family = received.referrer_kind in (ReferrerKind.HOME, ReferrerKind.SELF)
        referrer = described.referrer_name if is_of_family else ""
        names = (*described.names, referrer, street_in(described.address))
        return tuple(name for name in names if name)

    @property
    def disclosure_level(self) -> str:
        return self.described.consent.disclosure_level if self.described else "L0"

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED

    @property
    def can_be_answered(self) -> bool:
        return self.status in UNANSWERED

    @property
    def can_be_withdrawn(self) -> bool:
        return self.status in OPEN

    def offer(
        self, *, organisation: UUID, programme: str, rule: str, on: date
    ) -> list[events.ReferralEvent]:
        if self.status in UNANSWERED and self.organisation == organisation:
            return []
        check_status(self.status, OPEN, step="offered")
        return [
            events.ReferralOffered(
                referral_id=self.id,
                organisation=organisation,
                programme=programme,
                rule=rule,
                offered_on=self._day(on),
            )
        ]

    def accept(
        self, disclosure: events.ReferralDisclosed, *, by: UUID, on: date
    ) -> list[events.ReferralEvent]:
        """Take it on: the case is named and the agreed data disclosed in the same moment."""
        if self.case and self.organisation == by:
            return []
        self._check_answer(by, step="accepted")
        received = self._received()
        accepted = events.ReferralAccepted(
            referral_id=self.id,
            case_id=disclosure.case_id,
            organisation=by,
            programme=disclosure.programme,
            programme_version=disclosure.programme_version,
            sender=received.sender,
            municipality=received.municipality,
            accepted_on=self._day(on),
        )
        return [accepted, disclosure]

    def reject(self, reason: str, *, by: UUID, on: date) -> list[events.ReferralEvent]:
        if self.status is ReferralStatus.REJECTED and self.organisation == by:
            return []
        self._check_answer(by, step="rejected")
        return [
            events.ReferralRejected(
                referral_id=self.id, organisation=by, reason=reason, on=self._day(on)
            )
        ]

    def ask(self, message: events.MessageSent, *, by: UUID, on: date) -> list[events.ReferralEvent]:
        """Ask the sender for what is lacking; the same question again changes nothing."""
        self._check_answer(by, step="asked about")
        if self.status is ReferralStatus.AWAITING_INFORMATION:
            return [] if message.text == self.question else [message]
        day = self._day(on)
        return [
            events.InformationRequested(referral_id=self.id, organisation=by, on=day),
            message,
        ]

    def waitlist(self, reason: str, *, by: UUID, on: date) -> list[events.ReferralEvent]:
        self._check_answer(by, step="put on the waiting list")
        if self.status is ReferralStatus.WAITLISTED and self.reason == reason:
            return []
        day = self._day(on)
        return [
            events.ReferralWaitlisted(referral_id=self.id, organisation=by, reason=reason, on=day)
        ]

    def withdraw(self, reason: str, *, by: UUID, on: date) -> list[events.ReferralEvent]:
        """Take it back, before anybody has accepted it; only its sender can."""
        if self.received and self.received.sender != by:
            raise not_sent()
        if self.status is ReferralStatus.WITHDRAWN:
            return []
        if self.status is ReferralStatus.ACCEPTED:
            raise Refused("It has been accepted: the case is closed instead.", code="accepted")
        check_status(self.status, OPEN, step="withdrawn")
        return [events.ReferralWithdrawn(referral_id=self.id, reason=reason, on=self._day(on))]

    def write(self, message: events.MessageSent, *, on: date) -> list[events.ReferralEvent]:
        """Send a message; the sender's is the reply that the provider waited for.

        Once there is a case, its people read the message there too.
        """
        if self.case and self.disclosed:
            return [message, self._disclosed(message, self.case, self.disclosed.subject_id)]
        waits = self.status is ReferralStatus.AWAITING_INFORMATION
        if not waits or message.organisation != self._received().sender:
            return [message]
        return [message, events.InformationGiven(referral_id=self.id, on=on)]

    def message(
        self, message_id: UUID, text: str, *, by: UUID | None, not_a_name: str = ""
    ) -> events.MessageSent:
        if not self.described:
            raise Refused("There is nobody to write to.")
        return events.MessageSent(
            referral_id=self.id,
            message_id=message_id,
            subject_id=self.described.subject_id,
            organisation=by,
            text=text,
            not_a_name=not_a_name,
        )

    def progress(
        self, status: BusinessStatus, *, on: date, phase: str | None = None
    ) -> list[events.ReferralEvent]:
        """How the case stands, for the sender; nothing new is said twice."""
        if self.status is not ReferralStatus.ACCEPTED:
            return []
        phase = phase or self.phase
        if (self.business_status, self.phase) == (status, phase):
            return []
        progressed = events.ReferralProgressed(
            referral_id=self.id, business_status=status, phase=phase, on=on
        )
        if status is self.business_status:
            return [progressed]
        return [progressed, advanced(self.id, ReferralStatus.ACCEPTED, status, on=on)]

    def end(
        self, reason: EndReason, *, outcome: str | None, on: date
    ) -> list[events.ReferralEvent]:
        """The case has closed: reached what it was for, or not."""
        if self.status is not ReferralStatus.ACCEPTED:
            return []
        return ended(self.id, reason, phase=self.phase, outcome=outcome, on=on)

    def _check_answer(self, by: UUID, *, step: str) -> None:
        """Refuse an answer that nobody awaits, and one of a stranger."""
        check_status(self.status, UNANSWERED, step=step)
        if self.organisation != by:
            raise not_offered()

    def _disclosed(
        self, message: events.MessageSent, case: UUID, subject_id: UUID
    ) -> events.MessageDisclosed:
        return events.MessageDisclosed(
            referral_id=self.id,
            case_id=case,
            message_id=message.message_id,
            subject_id=subject_id,
            organisation=message.organisation,
            text=message.text,
        )

    def _day(self, on: date) -> date:
        if self.latest:
            must_not_precede(on, self.latest)
        return on

    def _received(self) -> events.ReferralReceived:
        if self.received is None:
            raise Refused("There is no such referral.")
        return self.received
