"""Which free times one page of the public calendar shows."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from uuid import UUID

from services.referral.receptions.queries import ListedReception
from services.referral.receptions.rules import Slot, quarters

MOST = 40  # times of one page
Offered = tuple[ListedReception, Slot]


def free(
    times: Iterable[Offered], taken: frozenset[tuple[UUID, datetime]], since: str
) -> list[Offered]:
    """Those that nobody has, from that moment on, and one more where there are further ones.

    `taken`: quarters of an hour in which somebody already meets a family.
    """
    open_ones = (
        (listed, slot)
        for listed, slot in times
        if slot.starts_at.isoformat() >= since
        and taken.isdisjoint(
            (listed.plan.worker, at) for at in quarters(slot.starts_at, slot.minutes)
        )
    )
    return list(islice(open_ones, MOST + 1))
