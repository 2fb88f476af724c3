"""The rules of pair work. Nothing here reads a clock or a database."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.common.codes import NotHeldReason, PairWorkStatus
from services.common.days import day_of
from services.referral.pairwork import events, rules
from services.referral.pairwork.events import PairWorkEvent
from services.referral.pairwork.rules import Minutes, due_on, ends_at, must_come, starts_at
from shared.kernel.aggregate import Invalid, NotFound, Refused

BEFORE = (PairWorkStatus.OPEN, PairWorkStatus.OFFERED)
Proposal = events.PairWorkOffered | events.MoveProposed


@dataclass(frozen=True)
class PairWork:
    """One request of a professional for a pair, from the question to what it brought."""

    category: ClassVar[str] = "pairwork"

    id: UUID
    first: events.PairWorkAsked | None = None
    proposal: Proposal | None = None  # what waits for the other side's yes
    agreed: events.PairWorkAgreed | None = None  # as it was agreed last
    refusal: events.OfferRefused | None = None  # the last
    lapse: events.OfferLapsed | None = None  # of the last offer, which nobody answered
    cancelled: events.PairWorkCancelled | None = None
    why_not: NotHeldReason | None = None
    minutes: Minutes = field(default_factory=dict)
    changes: int = 0  # of what was agreed: calendars replace what they hold
    due_on: date | None = None  # the last day for an offer
    latest: date | None = None  # the last word or the meeting, whichever is later
    status: PairWorkStatus | None = None

    @property
    def concerns(self) -> tuple[UUID, ...]:
        """Whoever came along; which municipality asked is not for partners to know."""
        return (self.agreed.partner,) if self.agreed else ()

    @property
    def request(self) -> events.PairWorkAsked:
        """Raises `NotFound` where nothing was asked."""
        if self.first is None:
            raise NotFound
        return self.first

    @property
    def partner(self) -> UUID | None:
        """The organisation whose worker is offered or agreed on; None: nobody's."""
        if self.agreed is not None:
            return self.agreed.partner
        return self.proposal.organisation if self.proposal else None

    @property
    def worker(self) -> UUID | None:
        """Who comes along, as it was agreed or else offered last."""
        last = self.agreed or self.proposal
        return last.worker if last else None

    @property
    def times(self) -> tuple[Proposal | events.PairWorkAgreed, ...]:
        """Of whoever comes along: nobody else has them as long as they are offered or agreed."""
        is_off = self.status in (PairWorkStatus.CANCELLED, PairWorkStatus.NOT_HELD)
        return () if is_off else tuple(filter(None, (self.agreed, self.proposal)))

    @property
    def answer_by(self) -> date | None:
        """The last day for the answer to an offer; None: none waits for one."""
        offer = self.proposal if self.status is PairWorkStatus.OFFERED else None
        return rules.answer_by(offer.on, offer.day) if offer else None

    def is_askers(self, organisation: UUID) -> bool:
        return organisation == self.request.organisation

    def ask(self, request: events.PairWorkAsked) -> list[PairWorkEvent]:
        return [] if self.first else [request]

    def offer(self, offered: events.PairWorkOffered, *, now: datetime) -> list[PairWorkEvent]:
        """Offer a worker: the first organisation that does; the others wait for the answer."""
        if self.is_askers(offered.organisation):
            raise Refused("Your own organisation asks for a pair.", code="own_request")
        if self.proposal is not None and self.status is PairWorkStatus.OFFERED:
            if self._says(self.proposal, offered):
                return []
            raise Refused("Somebody was offered already. Wait for the answer.", code="offered")
        if self.status is not PairWorkStatus.OPEN:
            raise Refused("Nobody is looked for any more.", code="not_open")
        must_come(offered.day, offered.begins, now)
        return [offered]

    def propose_move(self, move: events.MoveProposed, *, now: datetime) -> list[PairWorkEvent]:
        """Propose another time for what was agreed; what was proposed before is over."""
        agreed = self._agreed_to_come(now)
        if self.is_askers(move.organisation) and move.worker != agreed.worker:
            raise Invalid("The organisation says who comes.", code="not_yours", field="worker")
        if self.proposal is not None and self._says(self.proposal, move):
            return []
        if self.proposal is not None and self.proposal.organisation != move.organisation:
            raise Refused("Answer what the other side proposes first.", code="proposed")
        must_come(move.day, move.begins, now)
        return [move]

    def agree(self, *, organisation: UUID, now: datetime) -> list[PairWorkEvent]:
        """Say yes to what the other side offers."""
        proposal = self.proposal
        if proposal is None:
            if self.status is PairWorkStatus.AGREED:
                return []
            raise Refused("Nobody was offered yet.", code="not_offered")
        self._must_be_the_others(proposal, organisation)
        must_come(proposal.day, proposal.begins, now, field="")
        return [
            events.PairWorkAgreed(
                pairwork_id=self.id,
                organisation=organisation,
                partner=self._partner(),
                worker=proposal.worker,
                day=proposal.day,
                begins=proposal.begins,
                minutes=proposal.minutes,
                on=day_of(now),
            )
        ]

    def refuse(self, reason: str, *, organisation: UUID, on: date) -> list[PairWorkEvent]:
        """Say no to what the other side offers, and why."""
        if self.proposal is None:
            raise Refused("Nobody was offered yet.", code="not_offered")
        self._must_be_the_others(self.proposal, organisation)
        return [
            events.OfferRefused(
                pairwork_id=self.id,
                organisation=organisation,
                partner=self._partner(),
                on=on,
                due_on=self._due_again(on),
                reason=reason,
            )
        ]

    def withdraw_offer(self, *, organisation: UUID, on: date) -> list[PairWorkEvent]:
        """Take back what one's own side offered or proposed."""
        if self.proposal is None:
            return []
        if self.proposal.organisation != organisation:
            raise Refused("The other side has proposed it.", code="not_yours")
        return [
            events.OfferWithdrawn(
                pairwork_id=self.id,
                organisation=organisation,
                partner=self._partner(),
                on=on,
                due_on=self._due_again(on),
            )
        ]

    def let_lapse(self, missed: date, *, on: date) -> list[PairWorkEvent]:
        """Give up an offer that was not answered by its last day; a later offer stays."""
        last = self.answer_by
        if last is None or missed < last:
            return []
        return [
            events.OfferLapsed(
                pairwork_id=self.id,
                partner=self._partner(),
                on=on,
                due_on=self._due_anew(on),
            )
        ]

    def withdraw(self, *, on: date) -> list[PairWorkEvent]:
        """Need nobody any more, before anything was agreed."""
        if self.status is PairWorkStatus.WITHDRAWN:
            return []
        if self.status not in BEFORE:
            raise Refused("It was agreed already: cancel it.", code="agreed_already")
        home = self.request.organisation
        return [events.PairWorkWithdrawn(pairwork_id=self.id, organisation=home, on=on)]

    def cancel(self, reason: str, *, organisation: UUID, now: datetime) -> list[PairWorkEvent]:
        """Call off what was agreed, before it begins."""
        if self.status is PairWorkStatus.CANCELLED:
            return []
        self._agreed_to_come(now)
        return [
            events.PairWorkCancelled(
                pairwork_id=self.id, organisation=organisation, on=day_of(now), reason=reason
            )
        ]

    def not_held(
        self, why: NotHeldReason, *, organisation: UUID, now: datetime
    ) -> list[PairWorkEvent]:
        """Say that they did not meet, once it was to begin."""
        if self.status is PairWorkStatus.NOT_HELD and self.why_not == why:
            return []
        if self.status is not PairWorkStatus.AGREED or self.agreed is None:
            raise Refused("No agreed meeting waits for its outcome.", code="not_agreed")
        if now < starts_at(self.agreed):
            raise Refused("This meeting is still to come.", code="to_come")
        on = day_of(now)
        return [
            events.PairWorkNotHeld(pairwork_id=self.id, organisation=organisation, why=why, on=on)
        ]

    def write_minutes(
        self, written: events.MinutesWritten, *, now: datetime
    ) -> list[PairWorkEvent]:
        """Say what one's own side gave, once the time is over: with that, it was held."""
        if self.status not in (PairWorkStatus.AGREED, PairWorkStatus.HELD) or not self.agreed:
            raise Refused("No agreed meeting waits for its outcome.", code="not_agreed")
        if now < ends_at(self.agreed):
            raise Refused("This meeting is still to come.", code="to_come")
        if not written.work_minutes:
            raise Invalid("Say how long it took.", code="minutes", field="work_minutes")
        before = self.minutes.get(written.is_asker)
        if before is not None and replace(before, on=written.on) == written:
            return []
        both = {**self.minutes, written.is_asker: written}
        return [written, rules.held_of(self.request, self.agreed, both)]

    def evolve(self, event: PairWorkEvent) -> Self:
        match event:
            case events.PairWorkAsked():
                opened = replace(self, first=event, status=PairWorkStatus.OPEN)
                return replace(opened, due_on=event.due_on)._later(event.on)
            case events.PairWorkOffered():
                offered = replace(self, proposal=event, lapse=None, status=PairWorkStatus.OFFERED)
                return offered._later(event.on)
            case events.MoveProposed():
                return replace(self, proposal=event)._later(event.on)
            case events.PairWorkAgreed():
                return self._agree(event)
            case events.OfferRefused() | events.OfferWithdrawn() | events.OfferLapsed():
                return self._open_again(event)
            case events.PairWorkWithdrawn():
                over = replace(self, proposal=None, lapse=None, status=PairWorkStatus.WITHDRAWN)
                return over._later(event.on)
            case events.PairWorkCancelled():
                return self._cancel(event)
            case events.PairWorkNotHeld(why=why):
                over = replace(self, why_not=NotHeldReason(why), status=PairWorkStatus.NOT_HELD)
                return replace(over, proposal=None)._later(event.on)
            case events.MinutesWritten():
                both = {**self.minutes, event.is_asker: event}
                return replace(self, minutes=both)._later(event.on)
            case events.PairWorkHeld():
                return replace(self, proposal=None, status=PairWorkStatus.HELD)
            case _:
                assert_never(event)

    def _agree(self, event: events.PairWorkAgreed) -> Self:
        changes = self.changes + (self.agreed is not None)
        agreed = replace(self, agreed=event, changes=changes, status=PairWorkStatus.AGREED)
        return replace(agreed, proposal=None, refusal=None)._later(max(event.on, event.day))

    def _open_again(self, event: events.Reopening) -> Self:
        status = PairWorkStatus.AGREED if self.agreed else PairWorkStatus.OPEN
        refusal = event if isinstance(event, events.OfferRefused) else None
        lapse = event if isinstance(event, events.OfferLapsed) else None
        again = replace(self, proposal=None, refusal=refusal, lapse=lapse, status=status)
        return replace(again, due_on=event.due_on or self.due_on)._later(event.on)

    def _cancel(self, event: events.PairWorkCancelled) -> Self:
        off = replace(self, cancelled=event, status=PairWorkStatus.CANCELLED)
        return replace(off, proposal=None, changes=self.changes + 1)._later(event.on)

    def _later(self, day: date) -> Self:
        return replace(self, latest=max(day, self.latest or day))

    def _agreed_to_come(self, now: datetime) -> events.PairWorkAgreed:
        if self.status is not PairWorkStatus.AGREED or self.agreed is None:
            raise Refused("Nothing is agreed that could change.", code="not_agreed")
        if starts_at(self.agreed) <= now:
            raise Refused("This meeting has begun already.", code="begun")
        return self.agreed

    def _must_be_the_others(self, proposal: Proposal, organisation: UUID) -> None:
        if proposal.organisation == organisation:
            raise Refused("The other side answers what you propose.", code="own_proposal")

    def _partner(self) -> UUID:
        if self.partner is None:
            raise NotFound
        return self.partner

    def _due_again(self, on: date) -> date | None:
        return None if self.agreed is not None else self._due_anew(on)

    def _due_anew(self, on: date) -> date:
        return due_on(on, [each.day for each in self.request.wished])

    @staticmethod
    def _says(before: Proposal, new: Proposal) -> bool:
        names = ("organisation", "worker", "day", "begins", "minutes")
        return all(getattr(before, name) == getattr(new, name) for name in names)
