"""What can be asked of a support person's account."""

from uuid import UUID

from services.volunteers.accounts.domain import Account
from services.volunteers.accounts.events import AccountGiven
from shared.work import Work


def give(work: Work, volunteer_id: UUID, *, iban: str) -> None:
    """Say to which account one is paid."""
    given = AccountGiven(volunteer_id=volunteer_id, iban=iban)
    work.change(Account(volunteer_id), lambda account: account.give(given))
