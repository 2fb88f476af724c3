"""Claims on somebody's quarters of an hour. Each function runs in the caller's one transaction."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from services.referral.receptions.rules import quarters
from shared.kernel.aggregate import Aggregate
from shared.work import Work

TIME = "reception-time"  # of the claims: nobody is in two places in the same quarter


def keys_of(worker: UUID, starts_at: datetime, minutes: int) -> tuple[str, ...]:
    """The quarters that a time of somebody takes, as they are claimed."""
    return tuple(f"{worker} {at.isoformat()}" for at in quarters(starts_at, minutes))


def keep(work: Work, owner: Aggregate, *, before: Iterable[str], now: Iterable[str]) -> None:
    """Claim what its new times take, then give back what only the old ones took; raises `Taken`."""
    old, new = set(before), set(now)
    for key in sorted(new):
        work.claim(TIME, key, owner)
    for key in sorted(old - new):
        if work.holder(TIME, key) == owner.id:
            work.release(TIME, key)
