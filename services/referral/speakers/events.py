"""What has happened to those who speak at an open event.

All of it is private. A name lies sealed under the speaker's own id; everybody reads it only while
the speaker agrees. What is public without that is the role.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.common.codes import SpeakerRole
from services.common.retention import CONTACT
from shared.kernel.events import event, personal


@event("speaker.added", retention=CONTACT)
class SpeakerAdded:
    happening_id: UUID
    organisation: UUID
    speaker_id: UUID
    role: Annotated[str, SpeakerRole]
    agreed_on: date | None  # that everybody reads the name; None: they have not
    on: date
    name: str = personal(of="speaker_id", default="")


@event("speaker.agreed")
class SpeakerAgreed:
    """Everybody may read the name from now on."""

    happening_id: UUID
    speaker_id: UUID
    agreed_on: date


@event("speaker.agreement_withdrawn")
class SpeakerAgreementWithdrawn:
    """From now on everybody reads the role alone."""

    happening_id: UUID
    speaker_id: UUID
    on: date


@event("speaker.removed")
class SpeakerRemoved:
    """They do not speak there."""

    happening_id: UUID
    speaker_id: UUID
    on: date


SpeakerEvent = SpeakerAdded | SpeakerAgreed | SpeakerAgreementWithdrawn | SpeakerRemoved
