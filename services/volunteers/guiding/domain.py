"""The rules of an organisation's guidance: a guide who goes away leaves nobody alone."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.volunteers.guiding.events import (
    GuideAway,
    GuideBack,
    GuidingEvent,
    RhythmAgreed,
    WeekSummed,
)
from shared.kernel.aggregate import Invalid, NotFound, Refused

USUAL_DAYS = 60  # until an organisation has agreed on others


def overlaps(first: GuideAway, other: GuideAway) -> bool:
    return first.starts_on <= other.ends_on and other.starts_on <= first.ends_on


@dataclass(frozen=True)
class Guiding:
    """One organisation as it guides its support persons."""

    category: ClassVar[str] = "guiding"

    id: UUID  # of the organisation
    days: int = USUAL_DAYS
    away: tuple[GuideAway, ...] = ()
    summed: date | None = None  # the Monday of the last week that was summed up

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.id,)

    def agree(self, days: int) -> list[GuidingEvent]:
        return [] if days == self.days else [RhythmAgreed(organisation_id=self.id, days=days)]

    def go_away(self, away: GuideAway) -> list[GuidingEvent]:
        """Somebody stands in from the first day to the last, or the guide does not go."""
        if away.ends_on < away.starts_on:
            raise Invalid(
                "The last day lies before the first.", code="ends_before", field="ends_on"
            )
        if away.substitute_id == away.guide_id:
            raise Invalid(
                "Somebody else guides meanwhile.", code="own_substitute", field="substitute"
            )
        for other in (each for each in self.away if overlaps(each, away)):
            self._must_fit(away, other)
        return [away]

    def come_back(self, away_id: UUID) -> list[GuidingEvent]:
        if not any(each.away_id == away_id for each in self.away):
            raise NotFound
        return [GuideBack(organisation_id=self.id, away_id=away_id)]

    def sum_up(self, week: WeekSummed) -> list[GuidingEvent]:
        """Say once a week how guidance stands; a clock that was put back says nothing again."""
        return [] if self.summed and week.monday <= self.summed else [week]

    def guides_on(self, guide: UUID, day: date) -> UUID:
        """Who guides that person's groups on a day: they themselves, or who stands in."""
        return next(
            (
                each.substitute_id
                for each in self.away
                if each.guide_id == guide and each.starts_on <= day <= each.ends_on
            ),
            guide,
        )

    def evolve(self, event: GuidingEvent) -> Self:
        match event:
            case RhythmAgreed(days=days):
                return replace(self, days=days)
            case GuideAway():
                return replace(self, away=(*self.away, event))
            case GuideBack(away_id=away_id):
                left = tuple(each for each in self.away if each.away_id != away_id)
                return replace(self, away=left)
            case WeekSummed(monday=monday):
                return replace(self, summed=monday)
            case _:
                assert_never(event)

    def _must_fit(self, away: GuideAway, other: GuideAway) -> None:
        """Raise `Refused` where nobody would be left, or it was said already."""
        if other.guide_id == away.guide_id:
            raise Refused("They are away then already.", code="away_already")
        if other.guide_id == away.substitute_id:
            raise Refused(
                "Who is to stand in is away then, too. Choose somebody else.",
                code="substitute_away",
                field="substitute",
            )
        if other.substitute_id == away.guide_id:
            raise Refused(
                "They stand in for somebody then. Find somebody else for that first.",
                code="stands_in",
            )
