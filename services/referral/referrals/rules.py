"""What the history of a referral means, and the rules of its statuses and steps."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self, assert_never
from uuid import UUID

from services.common import workdays
from services.common.codes import BusinessStatus, EndReason, ReferralStatus as Status, ReferrerKind
from services.common.contact import NOBODY, ContactAccess
from services.common.days import must_not_precede
from services.common.disclosing import NOTHING, Disclosing, Known, Parties
from services.common.endings import PLANNED_ENDS
from services.common.identifying.streets import street_in
from services.referral.corrections.events import ConsentWithdrawn
from services.referral.corrections.rules import put_right
from services.referral.locks.rules import NO_INSIDERS, Insiders
from services.referral.referrals import events
from services.referral.routes.domain import NOT_ROUTED, Journey, journey_after
from services.referral.routes.events import Back, RouteEvent
from services.referral.sameness.domain import ALONE, Sameness, compared
from services.referral.sameness.events import SamenessEvent
from services.referral.statuses.rules import (
    ENDED,
    OPEN,
    UNANSWERED,
    check_status,
    not_offered,
    not_sent,
)
from shared.kernel.aggregate import Refused

Described = events.ReferralDescribed | None


@dataclass(frozen=True)
class ReferralState(Disclosing):
    """Where a referral stands, as its history tells it."""

    id: UUID
    received: events.ReferralReceived | None = None  # None: there is no such referral
    described: events.ReferralDescribed | None = None
    status: Status | None = None
    organisation: UUID | None = None  # to whom it was offered
    programme: str | None = None
    programme_version: int | None = None  # the one its case began with; None before acceptance
    case: UUID | None = None
    business_status: BusinessStatus | None = None
    phase: str | None = None
    outcome: str | None = None
    reason: str | None = None  # of a rejection, withdrawal or waiting list
    question: str = ""  # what the provider lacks, while the sender has not replied
    accepted_on: date | None = None
    disclosed: events.ReferralDisclosed | None = None  # as the provider's register has it
    offered_on: date | None = None
    asked_on: date | None = None  # since when the sender's reply is awaited: the clock stands
    paused_days: int = 0  # working days for which it has stood before
    started_on: date | None = None  # the support
    ended_on: date | None = None  # rejected, withdrawn, or the support over; None: it goes on
    moved_on: date | None = None  # the last change of the business status
    consent_withdrawn_on: date | None = None  # None: the consent holds
    consent_lapsed_on: date | None = None
    consent_ends: frozenset[UUID] = frozenset()  # the corrections by which it ended
    child_view: str | None = None  # what the child thinks of the consent
    left: UUID | None = None  # to whom it had been offered when the consent was withdrawn
    latest: date | None = None  # the day of the last fact; later ones may not lie before it
    purchaser: UUID | None = None  # county or city whose register it is
    contact: ContactAccess = NOBODY  # to what a non-disclosure order hides
    journey: Journey = NOT_ROUTED  # through a network, to whom it is offered
    sameness: Sameness = ALONE  # with other referrals of the same person
    insiders: Insiders = NO_INSIDERS  # of the provider, as casework tells
    versions: Known = field(default=NOTHING, compare=False)  # what its outside readers count

    @property
    def parties(self) -> Parties | None:
        """Who may ever hear of it."""
        if self.received is None or self.described is None:
            return None
        return Parties(
            sender=self.received.sender,
            provider=self.organisation,
            level=self.described.consent.disclosure_level,
            purchaser=self.purchaser,
            informed=self.described.consent.inform,
            hidden=self.described.non_disclosure,
        )

    @property
    def sender(self) -> UUID | None:
        return self.received.sender if self.received else None

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
    def has_consent(self) -> bool:
        return not (self.consent_withdrawn_on or self.consent_lapsed_on)

    def concerned_by(self, event: events.ReferralEvent) -> tuple[UUID, ...]:
        """Who hears of it; that the consent is withdrawn is the last that its provider hears."""
        concerned = super().concerned_by(event)
        if self.left is None or not isinstance(event, ConsentWithdrawn):
            return concerned
        return tuple(dict.fromkeys((*concerned, self.left)))

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED

    @property
    def can_be_answered(self) -> bool:
        return self.status in UNANSWERED

    @property
    def can_be_withdrawn(self) -> bool:
        return self.status in OPEN

    def evolve(self, event: events.ReferralEvent) -> Self:
        return replace(self._after(event), versions=self.versions.after(event))

    def _day(self, on: date) -> date:
        if self.latest:
            must_not_precede(on, self.latest)
        return on

    def _received(self) -> events.ReferralReceived:
        if self.received is None:
            raise Refused("There is no such referral.")
        return self.received

    def _check_sender(self, by: UUID) -> None:
        if self._received().sender != by:
            raise not_sent()

    def _check_answer(self, by: UUID, *, step: str) -> None:
        """Refuse an answer that nobody awaits, and one of a stranger."""
        check_status(self.status, UNANSWERED, step=step)
        if self.organisation != by:
            raise not_offered()

    def _after(self, event: events.ReferralEvent) -> Self:
        match event:
            case events.ReferralReceived(programme=programme, referred_on=day):
                status = Status.RECEIVED
                return replace(self, received=event, status=status, programme=programme, latest=day)
            case events.ReferralDescribed():
                return replace(self, described=event, purchaser=event.purchaser)
            case events.ReferralOffered(organisation=organisation, programme=programme):
                day = event.offered_on
                on_it = self.journey.offered(event.rule, self.organisation, organisation)
                offered = replace(self, organisation=organisation, programme=programme, left=None)
                goes_on = replace(offered, status=Status.OFFERED, offered_on=day, journey=on_it)
                return replace(goes_on, question="", latest=day)._clock_goes_on(day)
        if isinstance(event, events.Course):
            return self._gone_on(event)
        if isinstance(event, events.Talk):
            return self._talked(event)
        if isinstance(event, RouteEvent):
            moved = self._clock_goes_on(event.on) if isinstance(event, Back) else self
            return replace(moved, **journey_after(moved, event))
        if isinstance(event, SamenessEvent):
            return replace(self, **compared(self, event))
        return replace(self, **put_right(self, event))

    def _gone_on(self, event: events.Course) -> Self:
        """What became of it once somebody took it on."""
        match event:
            case events.ReferralAccepted(organisation=organisation, case_id=case_id):
                return replace(
                    self,
                    status=Status.ACCEPTED,
                    organisation=organisation,
                    programme_version=event.programme_version,
                    case=case_id,
                    business_status=BusinessStatus.WAITING_FOR_PERSON,
                    reason=None,
                    accepted_on=event.accepted_on,
                    moved_on=event.accepted_on,
                    latest=event.accepted_on,
                )._clock_goes_on(event.accepted_on)
            case events.ReferralProgressed(business_status=business, phase=phase):
                return self._moved(BusinessStatus(business), phase, event)
            case events.ReferralCompleted(on=day):
                return replace(self, status=Status.COMPLETED, ended_on=day)
            case events.ReferralFailed(on=day):
                return replace(self, status=Status.FAILED, ended_on=day)
            case events.ReferralDisclosed(purchaser=purchaser):
                purchaser = purchaser or self.purchaser or _local_controller(self.described, event)
                return replace(self, disclosed=event, purchaser=purchaser)
            case events.ContactShown(person_id=person_id, until=until):
                return replace(self, contact=self.contact.opened(person_id, until))
            case events.MessageDisclosed() | events.ReferralAdvanced() | events.ExceptionMade():
                return self  # what they mean, `MessageSent` and `ReferralProgressed` say
            case _:
                assert_never(event)

    def _talked(self, event: events.Talk) -> Self:
        match event:
            case events.InformationRequested(on=day):
                status = Status.AWAITING_INFORMATION
                return replace(self, status=status, asked_on=day, latest=day)
            case events.InformationGiven(on=day):
                status = Status.OFFERED
                return replace(self, status=status, question="", latest=day)._clock_goes_on(day)
            case events.ReferralWaitlisted(on=day, reason=why):
                queued = replace(self, status=Status.WAITLISTED, reason=why, latest=day)
                return queued._clock_goes_on(day)
            case events.MessageSent(organisation=by, text=text):
                waits = self.status is Status.AWAITING_INFORMATION
                return replace(self, question=text) if waits and by == self.organisation else self
            case events.ReferralRejected(on=day, reason=why):
                return self._refused(Status.REJECTED, why, day)
            case events.ReferralWithdrawn(on=day, reason=why):
                return self._refused(Status.WITHDRAWN, why, day)
            case _:
                assert_never(event)

    def _moved(
        self, business: BusinessStatus, phase: str | None, event: events.ReferralProgressed
    ) -> Self:
        begins = business is BusinessStatus.IN_PROGRESS and self.started_on is None
        return replace(
            self,
            business_status=business,
            phase=phase,
            outcome=event.outcome,
            moved_on=event.on,
            started_on=event.on if begins else self.started_on,
        )

    def _refused(self, status: Status, reason: str, day: date) -> Self:
        ended = replace(self, status=status, reason=reason, ended_on=day, latest=day)
        return ended._clock_goes_on(day)

    def _clock_goes_on(self, day: date) -> Self:
        if self.asked_on is None:
            return self
        stood = workdays.passed(self.asked_on, day)
        return replace(self, asked_on=None, paused_days=self.paused_days + stood)


def advanced(
    referral_id: UUID, status: Status, business_status: BusinessStatus, *, on: date
) -> events.ReferralAdvanced:
    return events.ReferralAdvanced(
        referral_id=referral_id, status=status, business_status=business_status, on=on
    )


def ended(
    referral_id: UUID, reason: EndReason, *, phase: str | None, outcome: str | None, on: date
) -> list[events.ReferralEvent]:
    """What follows from the closing of its case: planned, or not."""
    is_planned = reason in PLANNED_ENDS
    kind = events.ReferralCompleted if is_planned else events.ReferralFailed
    status = Status.COMPLETED if is_planned else Status.FAILED
    progressed = events.ReferralProgressed(
        referral_id=referral_id,
        business_status=BusinessStatus.ENDED,
        phase=phase,
        on=on,
        outcome=outcome,
    )
    why = kind(referral_id=referral_id, end_reason=reason, on=on)
    return [progressed, why, advanced(referral_id, status, BusinessStatus.ENDED, on=on)]


def disclosed(
    message: events.MessageSent, registered: events.ReferralDisclosed
) -> events.MessageDisclosed:
    return events.MessageDisclosed(
        referral_id=registered.referral_id,
        case_id=registered.case_id,
        message_id=message.message_id,
        subject_id=registered.subject_id,
        organisation=message.organisation,
        text=message.text,
    )


def _local_controller(described: Described, disclosed: events.ReferralDisclosed) -> UUID | None:
    """The controller that an earlier version listed among the place's organisations."""
    concerned = described.concerned if described else ()
    return disclosed.controller if disclosed.controller in concerned else None
