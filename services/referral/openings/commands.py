"""What can be asked of an opening. Each function runs in the caller's one transaction."""

from datetime import date
from uuid import UUID

from services.common.codes import CapacityPeriod, ClosingReason
from services.referral.openings.domain import Opening
from services.referral.openings.queries import pair_of
from shared.work import Work


def declare(work: Work, opening_id: UUID, *, places: int, period: CapacityPeriod) -> None:
    """Say how many families it takes of the programme."""
    of, code = pair_of(work.db, opening_id)
    work.change(
        Opening(opening_id),
        lambda each: each.declare(of=of, programme=code, places=places, period=period, on=work.on),
    )


def close(
    work: Work, opening_id: UUID, *, reason: ClosingReason, until: date | None = None
) -> None:
    """Take no new families for a while."""
    of, code = pair_of(work.db, opening_id)
    work.change(
        Opening(opening_id),
        lambda each: each.close(of=of, programme=code, reason=reason, on=work.on, until=until),
    )


def open_again(work: Work, opening_id: UUID) -> None:
    """Take new families again."""
    of, code = pair_of(work.db, opening_id)
    work.change(Opening(opening_id), lambda each: each.open(of=of, programme=code, on=work.on))
