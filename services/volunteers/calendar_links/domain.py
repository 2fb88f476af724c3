"""A support person's calendar address: made, made anew, withdrawn."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from services.volunteers.calendar_links.events import (
    CalendarLinkEvent,
    CalendarLinkMade,
    CalendarLinkWithdrawn,
)


@dataclass(frozen=True)
class CalendarLink:
    """At most one address works."""

    category: ClassVar[str] = "calendar_link"

    id: UUID  # of the support person
    concerns: tuple[UUID, ...] = ()
    digest: str = ""  # empty: there is no address

    def make(self, digest: str, *, on: date) -> list[CalendarLinkEvent]:
        return [CalendarLinkMade(volunteer_id=self.id, digest=digest, on=on)]

    def withdraw(self, *, on: date) -> list[CalendarLinkEvent]:
        return [CalendarLinkWithdrawn(volunteer_id=self.id, on=on)] if self.digest else []

    def evolve(self, event: CalendarLinkEvent) -> Self:
        return replace(self, digest=event.digest if isinstance(event, CalendarLinkMade) else "")
