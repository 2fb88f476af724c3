"""The rules of one code: made once, read until its last day, withdrawn at any time."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.casework.familycodes import events

LASTS = timedelta(days=180)


@dataclass(frozen=True)
class FamilyCode:
    """One code, as its history tells it."""

    category: ClassVar[str] = "family_code"
    concerns: ClassVar[tuple[UUID, ...]] = ()  # nothing of it is told outside

    id: UUID
    made: events.FamilyCodeMade | None = None
    is_withdrawn: bool = False

    def make(
        self, case_id: UUID, organisation: UUID, digest: str, *, on: date
    ) -> list[events.FamilyCodeEvent]:
        if self.made:
            return []
        return [
            events.FamilyCodeMade(
                code_id=self.id,
                case_id=case_id,
                organisation=organisation,
                code=digest,
                on=on,
                until=on + LASTS,
            )
        ]

    def is_good(self, on: date) -> bool:
        """Does it open the page that day?"""
        return self.made is not None and not self.is_withdrawn and on <= self.made.until

    def open(self, *, on: date) -> list[events.FamilyCodeEvent]:
        """Each time that the page is read."""
        if self.made is None or not self.is_good(on):
            return []
        return [events.FamilyCodeOpened(code_id=self.id, case_id=self.made.case_id, on=on)]

    def withdraw(self, *, on: date) -> list[events.FamilyCodeEvent]:
        if self.made is None or self.is_withdrawn:
            return []
        return [events.FamilyCodeWithdrawn(code_id=self.id, case_id=self.made.case_id, on=on)]

    def evolve(self, event: events.FamilyCodeEvent) -> Self:
        match event:
            case events.FamilyCodeMade():
                return replace(self, made=event)
            case events.FamilyCodeOpened():
                return self
            case events.FamilyCodeWithdrawn():
                return replace(self, is_withdrawn=True)
            case _:
                assert_never(event)
