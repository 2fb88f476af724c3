"""The rules of what somebody chooses of mail."""

from dataclasses import dataclass
from typing import ClassVar, Self
from uuid import UUID

from services.referral.mailing import events


@dataclass(frozen=True)
class MailChoice:
    """One person's, as it was chosen last."""

    category: ClassVar = "mail_choice"
    concerns: ClassVar[tuple[UUID, ...]] = ()

    id: UUID  # of the person
    chosen: events.MailChosen | None = None  # None: nothing so far

    def choose(self, chosen: events.MailChosen) -> list[events.MailEvent]:
        """The same again changes nothing."""
        return [] if chosen == self.chosen else [chosen]

    def evolve(self, event: events.MailEvent) -> Self:
        return type(self)(self.id, event)
