"""The rules of what somebody chooses of mail."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self, assert_never
from uuid import UUID

from services.referral.mailing import events
from shared.kernel.aggregate import Refused


@dataclass(frozen=True)
class MailChoice:
    """One person's, as it was chosen last, and whether mail reaches them there."""

    category: ClassVar = "mail_choice"
    concerns: ClassVar[tuple[UUID, ...]] = ()

    id: UUID  # of the person
    chosen: events.MailChosen | None = None  # None: nothing so far
    failed_on: date | None = None  # mail to the address came back; None: as far as is known, no

    @property
    def has_address(self) -> bool:
        return self.chosen is not None and self.chosen.has_address

    @property
    def waits(self) -> bool:
        """Is there an address to which nothing goes before it is confirmed?"""
        return self.chosen is not None and self.chosen.has_address and not self.chosen.is_confirmed

    def is_address(self, email: str) -> bool:
        """Is that the address they have now?"""
        return self.chosen is not None and self.chosen.email == email

    def reaches(self, email: str) -> bool:
        """Did they say that mail to that address reaches them, and has none come back since?"""
        return self.chosen is not None and self.is_address(email) and self.chosen.is_confirmed

    def choose(self, chosen: events.MailChosen) -> list[events.MailEvent]:
        """The same again changes nothing."""
        return [] if chosen == self.chosen else [chosen]

    def confirm(self, *, on: date) -> list[events.MailEvent]:
        """Mail reaches them at the address they have."""
        self._must_have_address()
        return [events.AddressConfirmed(person_id=self.id, on=on)] if self.waits else []

    def fail(self, organisation: UUID | None, *, by: str, on: date) -> list[events.MailEvent]:
        """Mail to the address they have came back."""
        self._must_have_address()
        if self.failed_on is not None:
            return []
        return [events.AddressFailed(person_id=self.id, organisation=organisation, on=on, by=by)]

    def evolve(self, event: events.MailEvent) -> Self:
        match event:
            case events.MailChosen(email=email):
                still = self.failed_on if self.is_address(email) else None
                return replace(self, chosen=event, failed_on=still)
            case events.AddressConfirmed():
                return replace(self, chosen=self._confirmed(is_confirmed=True), failed_on=None)
            case events.AddressFailed(on=on):
                return replace(self, chosen=self._confirmed(is_confirmed=False), failed_on=on)
            case _:
                assert_never(event)

    def _confirmed(self, *, is_confirmed: bool) -> events.MailChosen | None:
        return self.chosen and replace(self.chosen, is_confirmed=is_confirmed)

    def _must_have_address(self) -> None:
        if not self.has_address:
            raise Refused("There is no address to which mail could go.", code="no-address")
