"""What happens to a person's data at its end."""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.common.codes import ErasureGround, Register
from shared.kernel.events import event


@event("person.erased", to=("referral", "volunteers", "casework", "reporting"))
class PersonErased:
    """The keys of these retention classes are destroyed; nothing sealed with them opens again."""

    person_id: UUID
    register: Annotated[str, Register]
    record_id: UUID  # the referral or the volunteer whose data it was
    classes: tuple[str, ...]
    ground: Annotated[str, ErasureGround]
    on: date


ErasureEvent = PersonErased
