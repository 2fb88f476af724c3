"""What has happened to a consultation: a professional asks, an organisation answers.

No text may tell who a family is; it lies sealed all the same, and goes 90 days after the last word.
What both have agreed that others may read is an announcement, and stays. To which referral it
belongs only the asker's own pages show.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.common.codes import Profession, Theme, Urgency
from services.common.retention import CONTACT
from shared.kernel.events import event, personal


@event("consultation.asked", retention=CONTACT)
class ConsultationAsked:
    consultation_id: UUID
    organisation: UUID  # the professional's
    by: UUID  # id of a principal
    theme: Annotated[str, Theme]
    urgency: Annotated[str, Urgency]
    profession: Annotated[str, Profession]
    on: date
    due_on: date  # the last day for the first answer
    text: str = personal(of="consultation_id")


@event("consultation.taken")
class ConsultationTaken:
    """An organisation answers it; the others see it no more."""

    consultation_id: UUID
    organisation: UUID
    by: UUID
    on: date


@event("consultation.written", retention=CONTACT)
class ConsultationWritten:
    """A word of either side: an answer, or what the professional asks further."""

    consultation_id: UUID
    message_id: UUID
    organisation: UUID  # whose word it is
    on: date
    text: str = personal(of="consultation_id")


@event("consultation.answered", public=True)
class ConsultationAnswered:
    """The first answer was given: for counting, without a word of it."""

    consultation_id: UUID
    organisation: UUID  # which answered
    theme: Annotated[str, Theme]
    profession: Annotated[str, Profession]
    urgency: Annotated[str, Urgency]
    days: int  # from the question on
    on: date


@event("consultation.guidance_proposed", retention=CONTACT)
class GuidanceProposed:
    """What the answering side would let all professionals read."""

    consultation_id: UUID
    on: date
    text: str = personal(of="consultation_id")


@event("consultation.guidance_agreed")
class GuidanceAgreed:
    """The professional agrees: from now on everybody of the network's professionals reads it."""

    consultation_id: UUID
    organisation: UUID  # which answered
    theme: Annotated[str, Theme]
    guidance: str
    on: date


@event("consultation.linked")
class ConsultationLinked:
    """Which of their referrals the professional asks about; nobody else reads it."""

    consultation_id: UUID
    referral_id: UUID
    on: date


@event("consultation.closed")
class ConsultationClosed:
    consultation_id: UUID
    organisation: UUID  # whose word it is
    on: date


ConsultationEvent = (
    ConsultationAsked
    | ConsultationTaken
    | ConsultationWritten
    | ConsultationAnswered
    | GuidanceProposed
    | GuidanceAgreed
    | ConsultationLinked
    | ConsultationClosed
)
