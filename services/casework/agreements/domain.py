"""The rules of one agreement. Whether its day lies within the case, the case says."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.casework.agreements import events
from shared.kernel.aggregate import Invalid, Refused


@dataclass(frozen=True)
class Agreement:
    """One paper: drawn up once, then signed. What changes is another paper."""

    category: ClassVar[str] = "plan_agreement"
    concerns: ClassVar[tuple[UUID, ...]] = ()

    id: UUID
    drawn: events.AgreementDrawnUp | None = None
    signed: Mapping[str, date] = field(default_factory=dict)  # place -> day
    is_error: bool = False

    @property
    def unsigned(self) -> tuple[str, ...]:
        """Places that still wait for their signature."""
        return tuple(place for place in self._paper.places if place not in self.signed)

    def draw_up(self, drawn: events.AgreementDrawnUp) -> list[events.AgreementEvent]:
        return [] if self.drawn else [drawn]

    def sign(self, places: tuple[str, ...], *, on: date) -> list[events.AgreementEvent]:
        """Record who has signed; whoever has already is left as they are."""
        paper = self._paper
        if self.is_error:
            raise Refused("This agreement was recorded by mistake.", code="in_error")
        if not set(places) <= set(paper.places):
            raise Invalid("The paper has no such place to sign.", code="places")
        if on < paper.drawn_on:
            raise Invalid(
                "It was drawn up on %(drawn_on)s, so nobody signed it before.",
                code="on",
                drawn_on=paper.drawn_on,
            )
        new = tuple(place for place in self.unsigned if place in places)
        if not new:
            return []
        return [events.AgreementSigned(paper_id=self.id, case_id=paper.case_id, places=new, on=on)]

    def enter_in_error(self, *, reason: str) -> list[events.AgreementEvent]:
        """Say that it never was; once."""
        paper = self._paper
        if self.is_error:
            return []
        if not reason.strip():
            raise Invalid("Say why.", code="reason", missing=["reason"])
        return [
            events.AgreementEnteredInError(
                paper_id=self.id,
                case_id=paper.case_id,
                subject_id=paper.subject_id,
                reason=reason.strip(),
            )
        ]

    def evolve(self, event: events.AgreementEvent) -> Self:
        match event:
            case events.AgreementDrawnUp():
                return replace(self, drawn=event)
            case events.AgreementSigned(places=places, on=on):
                return replace(self, signed={**self.signed, **dict.fromkeys(places, on)})
            case events.AgreementEnteredInError():
                return replace(self, is_error=True)
            case _:
                assert_never(event)

    @property
    def _paper(self) -> events.AgreementDrawnUp:
        if self.drawn is None:
            raise Refused("There is no such agreement.", code="no_such_agreement")
        return self.drawn
