"""That a family was told of its data (GDPR, articles 13 and 14): ids, codes and days alone."""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.common.codes import AnswerDelivery
from shared.kernel.events import event


@event("notice.given")
class NoticeGiven:
    notice_id: UUID
    referral_id: UUID
    organisation: UUID | None  # whose people gave it
    programme: str
    version: int  # of the notice, which never changes
    language: str
    delivery: Annotated[str, AnswerDelivery]
    on: date
