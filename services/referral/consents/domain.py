"""The rules of an acknowledgement: asked once, answered once, and put right by another answer."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.common.codes import Acknowledgement as Result
from services.common.days import must_not_precede
from services.referral.consents import events
from shared.kernel.aggregate import Invalid, Refused


@dataclass(frozen=True)
class Acknowledgement:
    """What one organisation, or one service, does once the consent is over."""

    category: ClassVar[str] = "acknowledgement"

    id: UUID
    awaited: events.AcknowledgementAwaited | None = None
    answered: events.EndAcknowledged | None = None  # None: it is waited for

    @property
    def concerns(self) -> tuple[UUID, ...]:
        """Nobody else hears that there was a consent."""
        holder = self.awaited.organisation if self.awaited else None
        return (holder,) if holder else ()

    def ask(
        self, awaited: events.AcknowledgementAwaited, *, is_hidden: bool = False
    ) -> list[events.ConsentEvent]:
        """Ask for it, once; under a non-disclosure order no machine is told: people are called."""
        if self.awaited:
            return []
        if awaited.organisation is None or is_hidden:
            return [awaited]
        ended = events.ConsentEnded(
            acknowledgement_id=self.id,
            referral_id=awaited.referral_id,
            organisation=awaited.organisation,
            reason=awaited.reason,
            on=awaited.on,
            due_on=awaited.due_on,
        )
        return [awaited, ended]

    def answer(
        self, result: Result, *, ground: str = "", by: UUID | None, on: date
    ) -> list[events.ConsentEvent]:
        """Say what is done with what had been heard; the same again changes nothing."""
        awaited = self.awaited
        if awaited is None:
            raise Refused("Nobody has asked for this.", code="not-asked")
        must_not_precede(on, awaited.on)
        if (result is Result.KEPT_BY_LAW) != bool(ground):
            raise Invalid(
                "Say by which law it is kept, and only then.", code="ground", field="ground"
            )
        answered = self.answered
        if answered is not None and (answered.result, answered.ground) == (result, ground):
            return []
        about = {"acknowledgement_id": self.id, "referral_id": awaited.referral_id}
        acknowledged = events.EndAcknowledged(
            **about, subject_id=awaited.subject_id, result=result, by=by, on=on, ground=ground
        )
        return [acknowledged]

    def evolve(self, event: events.ConsentEvent) -> Self:
        match event:
            case events.AcknowledgementAwaited():
                return replace(self, awaited=event)
            case events.ConsentEnded():
                return self
            case events.EndAcknowledged():
                return replace(self, answered=event)
            case _:
                assert_never(event)
