"""What anybody wrote about the pages. It is private: who writes may say anything of themselves."""

from datetime import date
from uuid import UUID

from services.common.retention import CONTACT
from shared.kernel.events import event, personal


@event("feedback.received", retention=CONTACT)
class FeedbackReceived:
    feedback_id: UUID
    language: str
    received_on: date
    code: str  # digest of the code with which the answer is read
    text: str = personal(of="feedback_id")
    page: str = personal(of="feedback_id", default="")  # which page it is about, in their words


@event("feedback.answered", retention=CONTACT)
class FeedbackAnswered:
    feedback_id: UUID
    on: date
    by: str  # id of a principal
    text: str = personal(of="feedback_id")


FeedbackEvent = FeedbackReceived | FeedbackAnswered
