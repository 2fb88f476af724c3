"""The contact details of a family under a non-disclosure order: a part of its case."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self, assert_never
from uuid import UUID

from services.casework.contact import events
from services.casework.contact.events import ContactEvent
from services.common.contact import ContactAccess, Opening
from shared.kernel.aggregate import Refused


@dataclass(frozen=True)
class Contact:
    """Who opens it, as the case's history tells."""

    case_id: UUID
    access: ContactAccess

    def name(self, person_id: UUID, *, knows_family: bool, on: date) -> list[ContactEvent]:
        """Let somebody open it, who opens the case anyway."""
        if person_id in self.access.named:
            return []
        if not knows_family:
            raise Refused(
                "Only somebody of the team or a coordinator can be named.", code="not-on-team"
            )
        return [events.ContactReaderNamed(case_id=self.case_id, person_id=person_id, on=on)]

    def remove(self, person_id: UUID, *, on: date) -> list[ContactEvent]:
        if person_id not in self.access.named:
            return []
        return [events.ContactReaderRemoved(case_id=self.case_id, person_id=person_id, on=on)]

    def show(self, opening: Opening, *, subject_id: UUID, at: datetime) -> list[ContactEvent]:
        """Show it to somebody named until the opening ends; nothing new while it is open."""
        self.access.check_named(opening.to)
        if self.access.open_until(opening.to, at=at):
            return []
        return [
            events.ContactShown(
                case_id=self.case_id,
                subject_id=subject_id,
                person_id=opening.to,
                on=opening.on,
                until=opening.until,
                reason=opening.reason,
            )
        ]

    def evolve(self, event: ContactEvent) -> Self:
        match event:
            case events.ContactReaderNamed(person_id=person):
                return replace(self, access=self.access.naming(person))
            case events.ContactReaderRemoved(person_id=person):
                return replace(self, access=self.access.without(person))
            case events.ContactShown(person_id=person, until=until):
                return replace(self, access=self.access.opened(person, until))
            case _:
                assert_never(event)
