"""The rules of a need: it opens with the case and closes with it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.volunteers.needs import events


@dataclass(frozen=True)
class Need:
    """One case's need of a support person; its id is the case's.

    Whether somebody is proposed already is no field here but a claim that the match holds, so
    that of two coordinators who propose at once exactly one wins.
    """

    category: ClassVar[str] = "need"

    id: UUID
    opened: events.NeedOpened | None = None  # None: nobody has asked
    is_closed: bool = False
    consents: frozenset[UUID] = frozenset()  # changes of the consent that were taken over

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return ()  # nothing of it is public

    @property
    def is_open(self) -> bool:
        return self.opened is not None and not self.is_closed

    def open(self, opened: events.NeedOpened) -> list[events.NeedEvent]:
        return [] if self.opened else [opened]

    def correct_place(self, municipality: str | None, *, on: date) -> list[events.NeedEvent]:
        """Say where the family lives now, as far as anybody may know it."""
        if self.opened is None or self.opened.municipality == municipality:
            return []
        return [events.NeedPlaceCorrected(case_id=self.id, municipality=municipality, on=on)]

    def change_consent(self, changed: events.NeedConsentTakenOver) -> list[events.NeedEvent]:
        """Say who may hear of a match; once for each change."""
        if self.opened is None or changed.correction_id in self.consents:
            return []
        return [changed]

    def correct_age(self, corrected: events.NeedAgeCorrected) -> list[events.NeedEvent]:
        """Say the age anew; nothing where nobody has asked, or it is so already."""
        if self.opened is None or aged(self.opened, corrected) == self.opened:
            return []
        return [corrected]

    def close(self, on: date) -> list[events.NeedEvent]:
        return [events.NeedClosed(case_id=self.id, on=on)] if self.is_open else []

    def reopen(self, on: date) -> list[events.NeedEvent]:
        """Look for somebody again; nothing where nobody was looked for, or still is."""
        return [events.NeedReopened(case_id=self.id, on=on)] if self.is_closed else []

    def evolve(self, event: events.NeedEvent) -> Self:
        match event:
            case events.NeedOpened():
                return replace(self, opened=event)
            case events.NeedPlaceCorrected(municipality=municipality):
                return replace(self, opened=self.opened and placed(self.opened, municipality))
            case events.NeedConsentTakenOver(correction_id=correction_id, parties=parties):
                opened = self.opened and replace(self.opened, parties=parties)
                return replace(self, opened=opened, consents=self.consents | {correction_id})
            case events.NeedAgeCorrected():
                return replace(self, opened=self.opened and aged(self.opened, event))
            case events.NeedClosed():
                return replace(self, is_closed=True)
            case events.NeedReopened():
                return replace(self, is_closed=False)
            case _:
                assert_never(event)


def placed(opened: events.NeedOpened, municipality: str | None) -> events.NeedOpened:
    """The need with another place; without one nobody who would tell it hears of a match."""
    parties = opened.parties and replace(opened.parties, hidden=municipality is None)
    return replace(opened, municipality=municipality, parties=parties)


def aged(opened: events.NeedOpened, corrected: events.NeedAgeCorrected) -> events.NeedOpened:
    """The need of a person of another age."""
    return replace(
        opened,
        age_band=corrected.age_band,
        asks_child=corrected.asks_child,
        date_of_birth=corrected.date_of_birth,
    )
