"""Messages about a case, each a history of its own, so that writing never waits for the case.

Each names its readers as they were when it was left: who comes later reads it on the case, but has
no letter about it.
"""

from uuid import UUID

from services.common.codes import Impression
from services.common.retention import CASE
from shared.kernel.events import event, personal


@event("message.left")
class MessageLeft:
    """Between the support person and the team; with a visit it says how the visit went."""

    message_id: UUID
    case_id: UUID
    subject_id: UUID
    volunteer_id: UUID  # the support person with whom the team writes
    by_supporter: bool
    organisation: UUID  # in which it is read
    readers: tuple[UUID, ...] = ()  # people there, beside the coordinators of the team's side
    is_worry: bool = False  # about a child's safety
    visit_id: UUID | None = None  # None: written apart from a visit
    impression: Impression | None = personal(of="subject_id", retention=CASE, default=None)
    text: str = personal(of="subject_id", retention=CASE, default="")


@event("message.forwarded")
class MessageForwarded:
    """What somebody wrote about the referral is for the case's people too."""

    message_id: UUID
    case_id: UUID
    organisation: UUID
    readers: tuple[UUID, ...] = ()


MessageEvent = MessageLeft | MessageForwarded
