"""The rules of a request of somebody who is in a register."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.common.codes import RefusalGround, RightsKind, RightsStatus
from services.common.days import must_not_precede
from services.referral.rights import events
from services.referral.rights.rules import due_on
from shared.kernel.aggregate import Invalid, Refused

OPEN = (RightsStatus.RECEIVED, RightsStatus.IDENTIFIED)


@dataclass(frozen=True)
class RightsRequest:
    """One request, from the day it came to its answer."""

    category: ClassVar[str] = "rights"

    id: UUID
    concerns: tuple[UUID, ...] = ()  # nobody outside hears of it
    received: events.RequestReceived | None = None
    status: RightsStatus | None = None
    due_on: date | None = None
    is_extended: bool = False
    is_restricted: bool = False
    latest: date | None = None  # day of what happened last
    judged: Mapping[UUID, bool] = field(default_factory=dict)  # entry -> may it be told

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def kind(self) -> RightsKind | None:
        return RightsKind(self.received.kind) if self.received else None

    def receive(self, received: events.RequestReceived) -> list[events.RightsEvent]:
        """Keep what is asked, and of which one register's person."""
        if (received.referral_id is None) == (received.volunteer_id is None):
            raise Invalid("Say whose data is asked about.", code="whose", missing=["referral_id"])
        return [] if self.received else [received]

    def confirm_identity(self, method: str, *, on: date) -> list[events.RightsEvent]:
        """It is sure who asks."""
        self._check_open()
        if self.status is RightsStatus.IDENTIFIED:
            return []
        return [events.IdentityConfirmed(request_id=self.id, method=method, on=self._day(on))]

    def extend(self, reason: str, *, on: date) -> list[events.RightsEvent]:
        """Two months more, once, said within the first month."""
        received = self._check_open()
        if self.is_extended:
            return []
        if on > due_on(received.received_on):
            raise Refused(
                "The month is over: more time can only be taken within it.", code="too-late"
            )
        due = due_on(received.received_on, is_extended=True)
        day = self._day(on)
        return [events.RequestExtended(request_id=self.id, due_on=due, on=day, reason=reason)]

    def answer(self, delivery: str, note: str, *, on: date) -> list[events.RightsEvent]:
        """Give the answer to whom it belongs."""
        if self.status is RightsStatus.ANSWERED:
            return []
        self._check_identified()
        day = self._day(on)
        return [events.RequestAnswered(request_id=self.id, delivery=delivery, on=day, note=note)]

    def refuse(
        self, ground: str, delivery: str, reason: str, *, on: date
    ) -> list[events.RightsEvent]:
        """Say no, with the ground in law; to somebody unknown only because they are unknown."""
        if self.status is RightsStatus.REFUSED:
            return []
        self._check_open()
        is_known = self.status is RightsStatus.IDENTIFIED
        if not is_known and ground != RefusalGround.IDENTITY_NOT_SHOWN:
            raise Refused(
                "Nobody has made sure who asks; refuse for that reason, or confirm it first.",
                code="identity",
            )
        if is_known and ground == RefusalGround.IDENTITY_NOT_SHOWN:
            raise Refused("It has been made sure who asks.", code="identity")
        day = self._day(on)
        return [
            events.RequestRefused(
                request_id=self.id, ground=ground, delivery=delivery, on=day, reason=reason
            )
        ]

    def withdraw(self, *, on: date) -> list[events.RightsEvent]:
        """Whoever asked takes it back."""
        if self.status is RightsStatus.WITHDRAWN:
            return []
        self._check_open()
        return [events.RequestWithdrawn(request_id=self.id, on=self._day(on))]

    def export(
        self, form: str, language: str, *, entries: int, left_out: int, on: date
    ) -> list[events.RightsEvent]:
        """Write out what is held, for whoever is known to be theirs."""
        self._check_identified()
        return [
            events.DataExported(
                request_id=self.id,
                form=form,
                language=language,
                entries=entries,
                left_out=left_out,
                on=self._day(on),
            )
        ]

    def judge(
        self, entry_id: UUID, reason: str, *, is_told: bool, on: date
    ) -> list[events.RightsEvent]:
        """Say of an entry about a child's safety whether it is told."""
        self._check_open()
        if self.judged.get(entry_id) == is_told:
            return []
        return [
            events.EntryJudged(
                request_id=self.id,
                entry_id=entry_id,
                is_told=is_told,
                on=self._day(on),
                reason=reason,
            )
        ]

    def restrict(self, persons: tuple[UUID, ...], *, on: date) -> list[events.RightsEvent]:
        """Let nobody use the data but the officer, for whoever is known to be theirs."""
        if self.is_restricted:
            return []
        self._check_identified()
        day = self._day(on)
        return [events.UseRestricted(request_id=self.id, persons=persons, on=day)]

    def lift(self, persons: tuple[UUID, ...], reason: str, *, on: date) -> list[events.RightsEvent]:
        """Let it be used again, with the reason; also long after the request was answered."""
        if not self.is_restricted:
            return []
        day = self._day(on)
        return [
            events.RestrictionLifted(request_id=self.id, persons=persons, on=day, reason=reason)
        ]

    def evolve(self, event: events.RightsEvent) -> Self:
        match event:
            case events.RequestReceived():
                day, status = event.received_on, RightsStatus.RECEIVED
                return replace(self, received=event, status=status, due_on=due_on(day), latest=day)
            case events.IdentityConfirmed():
                return replace(self, status=RightsStatus.IDENTIFIED, latest=event.on)
            case events.RequestExtended():
                return replace(self, is_extended=True, due_on=event.due_on, latest=event.on)
            case events.RequestAnswered():
                return replace(self, status=RightsStatus.ANSWERED, latest=event.on)
            case events.RequestRefused():
                return replace(self, status=RightsStatus.REFUSED, latest=event.on)
            case events.RequestWithdrawn():
                return replace(self, status=RightsStatus.WITHDRAWN, latest=event.on)
            case events.DataExported():
                return replace(self, latest=event.on)
            case events.EntryJudged(entry_id=entry_id, is_told=is_told):
                judged = {**self.judged, entry_id: is_told}
                return replace(self, judged=judged, latest=event.on)
            case events.UseRestricted():
                return replace(self, is_restricted=True, latest=event.on)
            case events.RestrictionLifted():
                return replace(self, is_restricted=False, latest=event.on)
            case _:
                assert_never(event)

    def _check_identified(self) -> None:
        self._check_open()
        if self.status is not RightsStatus.IDENTIFIED:
            raise Refused(
                "Make sure first who asks: an answer in the wrong hands cannot be taken back.",
                code="identity",
            )

    def _check_open(self) -> events.RequestReceived:
        if self.received is None:
            raise Refused("There is no such request.")
        if not self.is_open:
            raise Refused("The request has been dealt with.", code="dealt-with")
        return self.received

    def _day(self, on: date) -> date:
        if self.latest:
            must_not_precede(on, self.latest)
        return on
