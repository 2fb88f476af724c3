"""To which account a support person is paid."""

from uuid import UUID

from services.common.retention import VOLUNTEER
from shared.kernel.events import event, personal


@event("volunteer_account.given")
class AccountGiven:
    """Said again when it changes; a payment run keeps what it was drawn up with."""

    volunteer_id: UUID
    iban: str = personal(of="volunteer_id", retention=VOLUNTEER)
