"""How things stand this moment: stocks alone, never counts that only grow.

An organisation reads its own people as they are. The region is read as it stood on Monday morning,
to the nearest five: whoever looks every day sees seven times the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from services.common import catalogue
from services.reporting.disclosure.counting import USUAL_THRESHOLD, rounded
from services.reporting.editions.events import Reached
from services.reporting.editions.queries import Completeness
from services.reporting.fact_cache import cached
from services.reporting.facts import queries as facts
from services.reporting.figures import policy
from services.reporting.indicators.catalogue import leading
from services.reporting.indicators.counted import Counted
from services.reporting.indicators.demand import queued
from services.reporting.indicators.months import Days
from services.reporting.indicators.support import children, supported, untold_children
from shared.identity.principals import Principal
from shared.work import Work

THRESHOLD = USUAL_THRESHOLD  # under it a region's value is `SMALL`; nothing is summed over it
SMALL = f"<{THRESHOLD}"


@dataclass(frozen=True)
class ProgrammeTotals:
    """One programme's families this moment; None: under the threshold."""

    programme: str  # empty for all of them
    supported: int | None  # of the region to the nearest five
    waiting: int | None  # likewise
    children: int | None = None  # of those supported; None: the region's, which nobody reads
    untold: int = 0  # supported families of whom the number of children was never told


@dataclass(frozen=True)
class LiveTotals:
    at: datetime
    is_region: bool
    counted_on: date  # today, or the Monday on which the region was counted
    programmes: tuple[ProgrammeTotals, ...]
    total: ProgrammeTotals
    reached: tuple[Reached, ...]


def live_totals(work: Work, who: Principal, *, reached: Completeness) -> LiveTotals:
    """The whole region's stocks by programme, or those of the reader's own organisation."""
    positions = reached(work.db)
    own = who.organisation if policy.reads_live.allows(who, who.organisation) else None
    policy.reads_live_totals.check(who, own)
    day = work.today if own else work.today - timedelta(days=work.today.weekday())
    programmes, total = cached(work, ("live totals", own, day), lambda: _totals(work, own, day))
    return LiveTotals(work.now, own is None, day, programmes, total, positions)


def _totals(
    work: Work, own: UUID | None, day: date
) -> tuple[tuple[ProgrammeTotals, ...], ProgrammeTotals]:
    """By programme, and all of them together."""
    timelines, on = leading(facts.timelines(work.db, of=own)), Days(day, day)
    helped, waiting = list(supported(timelines, on)), list(queued(timelines, on))
    codes = [each.code for each in catalogue.newest_programmes(work.db) if each.referable]
    if not own:
        by_programme = [
            ProgrammeTotals(code, _shown(_count(helped, code)), _shown(_count(waiting, code)))
            for code in codes
        ]
        return tuple(by_programme), ProgrammeTotals("", _shown(len(helped)), _shown(len(waiting)))
    present = {timeline.programme for timeline in timelines}
    young, untold = list(children(timelines, on)), list(untold_children(timelines, on))
    rows = (helped, waiting, young, untold)
    own_programmes = [code for code in codes if code in present]
    return (
        tuple(ProgrammeTotals(c, *(_count(row, c) for row in rows)) for c in own_programmes),
        ProgrammeTotals("", *map(len, rows)),
    )


def _count(rows: Iterable[Counted], programme: str) -> int:
    return sum(row.timeline.programme == programme for row in rows)


def _shown(count: int) -> int | None:
    """To the nearest five; None for fewer than five."""
    return rounded(count) if count >= THRESHOLD else None
