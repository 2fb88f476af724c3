"""What a family has wished of its consent by its own code, and what became of it.

All of it is private. A code proves little of who holds it, so nothing has ended yet: people carry
the wish out, or talk with the family first.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.common.codes import WishResult
from services.common.retention import REFERRAL
from shared.kernel.events import event, personal


@event("consent.withdrawal_wished")
class WithdrawalWished:
    """Whoever holds the family's code wishes that these hear no more of it."""

    referral_id: UUID
    contact_id: UUID  # by whose code
    subject_id: UUID
    organisation: UUID  # whose coordinators deal with it
    organisations: tuple[UUID, ...]  # for whom; empty: for everybody
    on: date
    due_on: date


@event("consent.wish_answered")
class WishAnswered:
    """It was carried out, or people have talked with the family."""

    referral_id: UUID
    subject_id: UUID
    result: Annotated[str, WishResult]
    on: date
    text: str = personal(of="subject_id", retention=REFERRAL, default="")  # for the family


WishEvent = WithdrawalWished | WishAnswered
