"""The rules of a referral. Nothing here reads a clock, a database or a request."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from services.common.codes import (
    BusinessStatus,
    EndReason,
    RecallReason,
    ReferralStatus,
)
from services.common.contact import Opening
from services.referral.corrections.domain import Records
from services.referral.corrections.events import ReferralEnteredInError, ReferralReopened
from services.referral.corrections.rules import (
    Correction,
    check_consent,
    check_new_consent,
    check_noticed_in_time,
    is_over,
)
from services.referral.families.events import Consent
from services.referral.families.rules import children_of
from services.referral.referrals import events
from services.referral.referrals.rules import ReferralState, advanced, disclosed, ended
from services.referral.routes.domain import Choice, passed_on
from services.referral.routes.events import OfferDeclined, OfferRecalled
from services.referral.statuses.rules import (
    ENDED,
    OPEN,
    TAKEN_BACK,
    UNANSWERED,
    check_status,
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

    def version_for(self, organisation: UUID | None, version: int) -> int:
        """The version as the organisation may see it: what it may not know of does not move it."""
        is_provider = organisation is not None and organisation == self.organisation
        return version if is_provider else self.versions.at(self.disclosure_level)

    def offer(
        self, *, organisation: UUID, programme: str, rule: str, on: date
    ) -> list[events.ReferralEvent]:
        if self.status in UNANSWERED and self.organisation == organisation:
            return []
        check_status(self.status, OPEN, step="offered")
        check_consent(self)
        to: dict[str, Any] = {"organisation": organisation, "programme": programme, "rule": rule}
        return [events.ReferralOffered(referral_id=self.id, offered_on=self._day(on), **to)]

    def route(self, choice: Choice, *, programme: str, on: date) -> list[events.ReferralEvent]:
        """Offer what has come in, and is offered to nobody, to whom the rules choose."""
        if self.status is not ReferralStatus.RECEIVED:
            return []
        to, rule = choice.chosen, choice.rule
        offered = self.offer(organisation=to, programme=programme, rule=rule, on=on)
        return [*choice.routed(self.id, programme, on=self._day(on)), *offered]

    def recall(
        self, reason: RecallReason, choice: Choice | None, *, by: UUID | None, on: date
    ) -> list[events.ReferralEvent]:
        """Offer it to the next, as nobody has answered. `by` None: the clock."""
        check_status(self.status, UNANSWERED, step="recalled")
        if by not in (None, self.sender, self.journey.coordinator):
            raise not_sent()
        if choice is None or self.organisation is None:
            raise Refused("There is nobody else to whom it could be offered.", code="nobody-else")
        here, day = self.organisation, self._day(on)
        back = OfferRecalled(referral_id=self.id, organisation=here, reason=reason, on=day)
        return [*passed_on(back, choice, self.programme or "")]

    def accept(
        self, disclosure: events.ReferralDisclosed, *, by: UUID, on: date
    ) -> list[events.ReferralEvent]:
        """Take it on: the case is named and the agreed data disclosed in the same moment."""
        if self.case and self.organisation == by:
            return []
        check_consent(self)
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
            children=children_of(disclosure.subject_kind, disclosure.siblings, on=on),
        )
        return [accepted, disclosure]

    def reject(
        self, reason: str, *, by: UUID, on: date, choice: Choice | None = None
    ) -> list[events.ReferralEvent]:
        """Say no. Where there is a `choice` of somebody who may say yes, it goes on there."""
        if self.status is ReferralStatus.REJECTED and self.organisation == by:
            return []
        self._check_answer(by, step="rejected")
        values: dict[str, Any] = {"referral_id": self.id, "reason": reason, "on": self._day(on)}
        if choice is None:
            return [events.ReferralRejected(organisation=by, **values)]
        back = OfferDeclined(organisation=by, **values)
        return [*passed_on(back, choice, self.programme or "")]

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
        if self.received:
            self._check_sender(by)
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
        if self.disclosed:
            return [message, disclosed(message, self.disclosed)]
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

    def show_contact(
        self, opening: Opening, *, of: UUID, at: datetime
    ) -> list[events.ReferralEvent]:
        """Show somebody named what a non-disclosure order hides, until the opening ends."""
        if (described := self.described) is None or self.shows_contact(opening.to, at=at):
            return []
        self.contact.check_named(opening.to)
        shown: dict[str, Any] = {"person_id": opening.to, "organisation": of, "on": opening.on}
        shown |= {"referral_id": self.id, "subject_id": described.subject_id}
        return [events.ContactShown(**shown, until=opening.until, reason=opening.reason)]

    def shows_contact(self, to: UUID, *, at: datetime) -> bool:
        """Is nothing hidden from them at that moment?"""
        is_hidden = self.described is not None and self.described.non_disclosure
        return not is_hidden or bool(self.contact.open_until(to, at=at))

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

    def correct(
        self, correction: Correction, values: Mapping[str, Any]
    ) -> list[events.ReferralEvent]:
        """Put right what it says, in the sender's record and in the provider's."""
        if self.status is ReferralStatus.ENTERED_IN_ERROR:
            check_status(self.status, (), step="corrected")
        return [*self._records.correct(correction, values)]

    def correct_consent(
        self, correction: Correction, consent: Consent, child_view: str | None = None
    ) -> list[events.ReferralEvent]:
        """Another consent in the place of the one written down; the sender's to say."""
        self._check_sender(correction.by)
        check_new_consent(self.described, consent, child_view, on=correction.on)
        is_same = self._records.sent.consent == consent and self.has_consent
        if is_same and child_view in (None, self.child_view):
            return []
        return [*self._records.correct_consent(correction, consent, child_view)]

    def withdraw_consent(
        self, correction: Correction, organisations: Collection[UUID] = ()
    ) -> list[events.ReferralEvent]:
        """The family has taken it back, as a whole or for these organisations."""
        if self.consent_withdrawn_on:
            return []
        return [*self._records.withdraw_consent(correction, organisations)]

    def lapse_consent(self, correction_id: UUID, *, on: date) -> list[events.ReferralEvent]:
        """Its last day is over; nothing where it holds, or there is nothing left to end."""
        if not is_over(self, on):
            return []
        clock = Correction(correction_id, by=self._received().sender, on=on, reason="")
        return [*self._records.lapse_consent(clock)]

    def enter_in_error(self, correction: Correction) -> list[events.ReferralEvent]:
        """It should never have been sent; a case that has begun is closed instead."""
        self._check_sender(correction.by)
        if self.status is ReferralStatus.ENTERED_IN_ERROR:
            return []
        if self.case:
            raise Refused("It has been accepted: the case is closed instead.", code="accepted")
        step = ReferralEnteredInError(
            referral_id=self.id, correction_id=correction.id, on=self._day(correction.on)
        )
        return [step, self._records.explained(correction)]

    def reopen(self, correction: Correction) -> list[events.ReferralEvent]:
        """Take a rejection or withdrawal back: by whoever made it, while it can be a mistake."""
        check_status(self.status, TAKEN_BACK, step="reopened")
        if self.status is ReferralStatus.WITHDRAWN:
            self._check_sender(correction.by)
        elif correction.by != self.organisation:
            raise not_offered()
        day = self._day(correction.on)
        check_noticed_in_time(self.ended_on or day, day)
        status = ReferralStatus.OFFERED if self.organisation else ReferralStatus.RECEIVED
        step = self._reopened_as(status, correction.id, on=day)
        return [step, self._records.explained(correction)]

    def resume(self, correction_id: UUID, *, on: date) -> list[events.ReferralEvent]:
        """Its case was closed by mistake, and goes on."""
        if self.status not in ENDED:
            return []
        goes_on: dict[str, Any] = {"business_status": BusinessStatus.IN_PROGRESS, "on": on}
        progressed = events.ReferralProgressed(referral_id=self.id, phase=self.phase, **goes_on)
        step = self._reopened_as(ReferralStatus.ACCEPTED, correction_id, on=on)
        stands = advanced(self.id, ReferralStatus.ACCEPTED, BusinessStatus.IN_PROGRESS, on=on)
        return [step, progressed, stands]

    @property
    def _records(self) -> Records:
        if self.described is None:
            raise Refused("There is no such referral.")
        received = self._received()
        return Records(
            self.id, received.sender, received.referred_on, self.described, self.disclosed
        )

    def _reopened_as(self, status: ReferralStatus, of: UUID, *, on: date) -> ReferralReopened:
        return ReferralReopened(referral_id=self.id, correction_id=of, status=status, on=on)
