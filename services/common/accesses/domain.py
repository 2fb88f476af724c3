"""The rules of an access log: when others hear of its end, and its officer of who opened much."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.common.accesses import events


@dataclass(frozen=True)
class AccessLog:
    """One service's log, as its history tells it."""

    category: ClassVar = "access_log"
    concerns: ClassVar[tuple[UUID, ...]] = ()

    id: UUID
    position: int = 0  # of the last end that was told
    cut: int = 0  # position up to which lines were taken out

    def tell(self, end: events.AccessLogSigned) -> list[events.AccessLogSigned]:
        """An end is told once, and never one that lies before."""
        return [end] if end.position > self.position else []

    def shorten(self, cut: events.AccessLogCut) -> list[events.AccessLogCut]:
        """A cut is told once, and never one that lies before."""
        return [cut] if cut.position > self.cut else []

    def evolve(self, event: events.AccessLogSigned | events.AccessLogCut) -> Self:
        match event:
            case events.AccessLogSigned(position=position):
                return replace(self, position=position)
            case events.AccessLogCut(position=position):
                return replace(self, cut=position)
            case _:
                assert_never(event)


@dataclass(frozen=True)
class Onlooker:
    """Somebody who opens people's files."""

    category: ClassVar = "onlooker"
    concerns: ClassVar[tuple[UUID, ...]] = ()

    id: UUID
    exceeded_at: datetime | None = None  # last

    def exceed(
        self, *, at: datetime, opened: int, window: timedelta, organisation: UUID | None
    ) -> list[events.ViewBudgetExceeded]:
        """Once in a window: whoever goes on opening is not told of again at each file."""
        if self.exceeded_at is not None and at < self.exceeded_at + window:
            return []
        return [
            events.ViewBudgetExceeded(
                principal_id=self.id, organisation=organisation, opened=opened, at=at
            )
        ]

    def evolve(self, event: events.ViewBudgetExceeded) -> Self:
        match event:
            case events.ViewBudgetExceeded(at=at):
                return replace(self, exceeded_at=at)
            case _:
                assert_never(event)
