"""The rules of one concern: it is never refused for what is left out, and closed with a reason."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.casework.concerns import events
from services.casework.concerns.rules import ENTRIES, OUTCOMES, ActFacts
from services.common.codes import ConcernAct, ConcernStatus
from shared.kernel.aggregate import Invalid, Refused


@dataclass(frozen=True)
class Concern:
    """One concern, as its history tells it."""

    category: ClassVar[str] = "concern"
    concerns: ClassVar[tuple[UUID, ...]] = ()  # nothing of it is told outside

    id: UUID
    raised: events.ConcernRaised | None = None
    taken: events.ConcernTaken | events.ConcernReopened | None = None  # who has it, or had it last
    acts: tuple[events.ConcernActed, ...] = ()
    closing: events.ConcernClosed | None = None

    @property
    def status(self) -> ConcernStatus:
        if self.closing:
            return ConcernStatus.CLOSED
        return ConcernStatus.TAKEN if self.taken else ConcernStatus.RAISED

    @property
    def report(self) -> events.ConcernRaised:
        """What was raised; refused when there is no such concern."""
        if self.raised is None:
            raise Refused("There is no such concern.", code="no_such_concern")
        return self.raised

    def raise_it(self, concern: events.ConcernRaised) -> list[events.ConcernEvent]:
        """Taken as it is: no words are needed where a choice, danger or a call says enough."""
        if self.raised:
            return []
        if not (concern.text or concern.signs or concern.is_danger or concern.may_call):
            raise Invalid(
                "Say in a word what worries you, or that you may be called.",
                code="text_missing",
                missing=["text"],
            )
        return [concern]

    def take(self, person: UUID, *, at: datetime) -> list[events.ConcernEvent]:
        """Have it from now on, also where somebody else had it."""
        report = self._open()
        if self.taken and self.taken.taken_by == person:
            return []
        return [
            events.ConcernTaken(
                concern_id=self.id,
                case_id=report.case_id,
                organisation=report.organisation,
                raised_by=report.raised_by,
                taken_by=person,
                taken_at=at,
            )
        ]

    def record(
        self, act_id: UUID, facts: ActFacts, *, by: UUID, at: datetime, on: date
    ) -> list[events.ConcernEvent]:
        """Whoever does something has it, where nobody had."""
        report = self._open()
        _check(facts)
        acted = events.ConcernActed(
            concern_id=self.id,
            act_id=act_id,
            case_id=report.case_id,
            subject_id=report.subject_id,
            on=on,
            act=facts.act,
            done_at=facts.done_at,
            done_by=facts.done_by,
            county=facts.county if facts.act is ConcernAct.NOTIFICATION else "",
            method=facts.method if facts.act is ConcernAct.NOTIFICATION else None,
            text=facts.text,
        )
        return [*([] if self.taken else self.take(by, at=at)), acted]

    def close(
        self, outcome: ConcernAct, reason: str, *, by: UUID, at: datetime, on: date
    ) -> list[events.ConcernEvent]:
        """It was seen to: with what was done about it, and why nothing more is."""
        report = self._open()
        if outcome not in OUTCOMES:
            raise _no_outcome()
        if outcome in ENTRIES and outcome not in {act.act for act in self.acts}:
            raise Refused("Record first when that was done.", code="not_recorded")
        closed = events.ConcernClosed(
            concern_id=self.id,
            case_id=report.case_id,
            subject_id=report.subject_id,
            organisation=report.organisation,
            raised_by=report.raised_by,
            on=on,
            outcome=outcome,
            reason=_given(reason),
        )
        return [*([] if self.taken else self.take(by, at=at)), closed]

    def reopen(self, reason: str, *, by: UUID, at: datetime, on: date) -> list[events.ConcernEvent]:
        """It was not over."""
        if self.closing is None:
            return []
        return [
            events.ConcernReopened(
                concern_id=self.id,
                case_id=self.report.case_id,
                subject_id=self.report.subject_id,
                on=on,
                taken_by=by,
                taken_at=at,
                reason=_given(reason),
            )
        ]

    def evolve(self, event: events.ConcernEvent) -> Self:
        match event:
            case events.ConcernRaised():
                return replace(self, raised=event)
            case events.ConcernTaken():
                return replace(self, taken=event)
            case events.ConcernActed():
                return replace(self, acts=(*self.acts, event))
            case events.ConcernClosed():
                return replace(self, closing=event)
            case events.ConcernReopened():
                return replace(self, taken=event, closing=None)
            case _:
                assert_never(event)

    def _open(self) -> events.ConcernRaised:
        if self.closing:
            raise Refused("The concern is closed. Reopen it first.", code="closed")
        return self.report


def _check(facts: ActFacts) -> None:
    if facts.act not in ENTRIES:
        raise Invalid("Close the concern to say so.", code="no_entry", missing=["act"])
    if facts.act is not ConcernAct.NOTIFICATION:
        return
    is_missing = {"county": not facts.county, "method": facts.method is None}
    missing = [name for name, missed in is_missing.items() if missed]
    if missing:
        raise Invalid(
            "Say to which county the notification was made, and how.",
            code="notification_incomplete",
            missing=missing,
        )


def _no_outcome() -> Invalid:
    return Invalid("A call alone does not close it.", code="no_outcome", missing=["outcome"])


def _given(reason: str) -> str:
    if not reason.strip():
        raise Invalid("Say why.", code="reason", missing=["reason"])
    return reason.strip()
