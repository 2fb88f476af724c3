"""Who is asked to stop when a consent is over, and what they say to it.

The public event names the thing and the organisation asked, nothing of the family, and concerns
that organisation alone: nobody learns that somebody else had been let know.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.common.codes import Acknowledgement, ConsentEnd
from services.common.retention import REFERRAL
from shared.kernel.events import event, personal


@event("consent.acknowledgement_awaited")
class AcknowledgementAwaited:
    """Somebody who may have heard of a family is to say what they do with it."""

    acknowledgement_id: UUID
    referral_id: UUID
    correction_id: UUID  # by which the consent ended
    subject_id: UUID
    organisation: UUID | None  # None: one of our own services
    service: str  # empty: an organisation
    sender: UUID  # who follows it up
    provider: UUID | None = None  # so does whoever accepted the family
    reason: Annotated[str, ConsentEnd]
    on: date
    due_on: date


@event("consent.ended", public=True)
class ConsentEnded:
    """The family lets this organisation know no more: answer what you do with what you heard."""

    acknowledgement_id: UUID
    referral_id: UUID
    organisation: UUID
    reason: Annotated[str, ConsentEnd]
    on: date
    due_on: date


@event("consent.end_acknowledged")
class EndAcknowledged:
    acknowledgement_id: UUID
    referral_id: UUID
    subject_id: UUID
    result: Annotated[str, Acknowledgement]
    by: UUID | None  # whose people or system said so; None: a service of our own
    on: date
    ground: str = personal(of="subject_id", retention=REFERRAL, default="")  # the law, in words


ConsentEvent = AcknowledgementAwaited | ConsentEnded | EndAcknowledged
