"""The rules of who speaks at an open event. Nothing here reads a clock or a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.referral.speakers import events
from services.referral.speakers.events import SpeakerEvent
from shared.kernel.aggregate import NotFound, Refused

MOST_SPEAKERS = 20
Happened = list[SpeakerEvent]


@dataclass(frozen=True)
class Speaker:
    """One of them, as it stands today."""

    id: UUID
    role: str
    name: str  # empty: it was erased
    agreed_on: date | None  # None: everybody reads the role alone

    @property
    def public_name(self) -> str:
        """What everybody reads of the name."""
        return self.name if self.agreed_on else ""


@dataclass(frozen=True)
class Speakers:
    """All who speak at an open event."""

    category: ClassVar[str] = "speakers"

    id: UUID  # of the open event
    organisation: UUID | None = None
    speakers: Mapping[UUID, Speaker] = field(default_factory=dict)

    @property
    def concerns(self) -> tuple[UUID, ...]:
        return (self.organisation,) if self.organisation else ()

    def same(self, role: str, name: str) -> UUID | None:
        """The one who is in the list with that role and name already."""
        alike = (
            each.id for each in self.speakers.values() if (each.role, each.name) == (role, name)
        )
        return next(alike, None)

    def add(self, added: events.SpeakerAdded) -> Happened:
        """Say that somebody speaks; who is in the list already stays as they are."""
        if self.same(added.role, added.name):
            return []
        if len(self.speakers) >= MOST_SPEAKERS:
            raise Refused("There are too many speakers.", code="too_many")
        return [added]

    def agree(self, speaker_id: UUID, *, on: date) -> Happened:
        """Say that they agree that everybody reads the name, and on which day they did."""
        speaker = self._speaker(speaker_id)
        if speaker.agreed_on is not None:
            return []
        return [events.SpeakerAgreed(happening_id=self.id, speaker_id=speaker_id, agreed_on=on)]

    def withdraw_agreement(self, speaker_id: UUID, *, on: date) -> Happened:
        """Say that they do not agree any more."""
        if self._speaker(speaker_id).agreed_on is None:
            return []
        return [
            events.SpeakerAgreementWithdrawn(happening_id=self.id, speaker_id=speaker_id, on=on)
        ]

    def remove(self, speaker_id: UUID, *, on: date) -> Happened:
        """Say that they do not speak there."""
        self._speaker(speaker_id)
        return [events.SpeakerRemoved(happening_id=self.id, speaker_id=speaker_id, on=on)]

    def evolve(self, event: SpeakerEvent) -> Self:
        match event:
            case events.SpeakerAdded(speaker_id=key):
                added = Speaker(key, event.role, event.name or "", event.agreed_on)
                return replace(self._with(added), organisation=event.organisation)
            case events.SpeakerAgreed(speaker_id=key, agreed_on=day):
                return self._with(replace(self.speakers[key], agreed_on=day))
            case events.SpeakerAgreementWithdrawn(speaker_id=key):
                return self._with(replace(self.speakers[key], agreed_on=None))
            case events.SpeakerRemoved(speaker_id=key):
                left = {name: each for name, each in self.speakers.items() if name != key}
                return replace(self, speakers=left)
            case _:
                assert_never(event)

    def _with(self, speaker: Speaker) -> Self:
        return replace(self, speakers={**self.speakers, speaker.id: speaker})

    def _speaker(self, speaker_id: UUID) -> Speaker:
        if speaker_id not in self.speakers:
            raise NotFound
        return self.speakers[speaker_id]
