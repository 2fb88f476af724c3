"""What many together thought of an open event. It names nobody, and no event holds one answer."""

from datetime import date
from uuid import UUID

from shared.kernel.events import event


@event("opinions.counted")
class OpinionsCounted:
    """At least five answers; their words were erased that day."""

    happening_id: UUID
    organisation: UUID
    useful: tuple[int, ...]  # how many said 1, 2, 3, 4 and 5
    recommend: int  # how many would recommend it
    on: date
