"""Receipts of one visit or entry. What a file shows lies sealed beside the history, not in it."""

from uuid import UUID

from services.common.retention import CASE
from shared.kernel.events import event, personal


@event("receipt.added")
class ReceiptAdded:
    receipt_id: UUID
    part_id: UUID  # the visit or entry that it is of
    case_id: UUID
    subject_id: UUID
    media_type: str  # image/jpeg or application/pdf, as it is kept
    size: int  # bytes


@event("receipt.removed")
class ReceiptRemoved:
    """It was another paper, or showed too much: the file is gone with it."""

    receipt_id: UUID
    part_id: UUID
    case_id: UUID
    subject_id: UUID
    reason: str = personal(of="subject_id", retention=CASE)


@event("receipts.counted", to=("volunteers",))
class ReceiptsCounted:
    """How many there are of a support person's visit, for whoever pays it back."""

    visit_id: UUID
    case_id: UUID
    organisation: UUID
    volunteer_id: UUID
    receipts: int


ReceiptEvent = ReceiptAdded | ReceiptRemoved | ReceiptsCounted
