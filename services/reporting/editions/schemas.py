"""How far facts have come, on the wire."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.reporting.editions.events import Reached
from services.reporting.editions.rules import is_complete


@dataclass(frozen=True)
class Completeness:
    """How far the facts of one service have come."""

    position: int  # everything up to here is in
    head: int  # of the service's store
    complete: bool
    missing: int  # messages parked or waiting
    at: datetime | None
    seconds: int | None  # how old that is


def complete_to(reached: Iterable[Reached], now: datetime, *, taken_at: datetime) -> dict[str, Any]:
    """For each service the position up to which all is in, and how old that is."""
    return {
        source.service: {
            "position": source.position,
            "head": source.head,
            "complete": is_complete([source], taken_at),
            "missing": source.missing,
            "at": source.at and source.at.isoformat(),
            "seconds": source.at and max(int((now - source.at).total_seconds()), 0),
        }
        for source in reached
    }
