"""A support person's account, as they gave it last."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self
from uuid import UUID

from services.volunteers.accounts.events import AccountGiven


@dataclass(frozen=True)
class Account:
    """Where one support person is paid."""

    category: ClassVar[str] = "account"

    id: UUID  # of the support person
    concerns: tuple[UUID, ...] = ()
    iban: str = ""  # empty: not given, or erased

    def give(self, given: AccountGiven) -> list[AccountGiven]:
        return [] if given.iban == self.iban else [given]

    def evolve(self, event: AccountGiven) -> Self:
        return replace(self, iban=event.iban or "")
