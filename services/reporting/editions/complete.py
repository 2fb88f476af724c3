"""Whether figures may be called complete: everything heard of is in, and it was heard lately."""

from collections.abc import Iterable
from datetime import datetime

from services.reporting.editions.events import Reached
from shared.consumer.completeness import FRESH


def is_complete(reached: Iterable[Reached], taken_at: datetime) -> bool:
    """By what was known when the figures were taken; an old word of a service proves nothing."""
    return all(
        one.at is not None
        and taken_at - one.at <= FRESH
        and one.position == one.head
        and not one.missing
        for one in reached
    )
