"""A network map: who was around a child on a day, how near, and with whom the child is safe.

It names people who are nobody's clients, so all of it is private and sealed for the child.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from services.common.codes import Side
from services.common.retention import CASE
from shared.kernel.events import event, personal, value


@value
class Around:
    """Somebody around the child, as the child calls them."""

    name: str
    side: Annotated[str, Side]
    nearness: int  # 1: the nearest, to 3
    is_safe: bool = False  # an adult with whom the child is safe


@event("network_map.drawn")
class NetworkMapDrawn:
    map_id: UUID
    case_id: UUID
    subject_id: UUID
    drawn_on: date
    around: tuple[Around, ...] = personal(of="subject_id", retention=CASE)
    notes: str = personal(of="subject_id", retention=CASE, default="")


@event("network_map.entered_in_error")
class NetworkMapEnteredInError:
    map_id: UUID
    case_id: UUID
    subject_id: UUID
    reason: str = personal(of="subject_id", retention=CASE)


MapEvent = NetworkMapDrawn | NetworkMapEnteredInError
