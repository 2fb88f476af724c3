"""How things stand this moment: stocks alone, never counts that only grow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.common import catalogue
from services.reporting.disclosure.protect import USUAL_THRESHOLD
from services.reporting.editions.events import Reached
from services.reporting.fact_cache import cached
from services.reporting.facts import queries as facts
from services.reporting.figures import policy
from services.reporting.indicators.counted import Counted
from services.reporting.indicators.demand import queued
from services.reporting.indicators.months import Days
from services.reporting.indicators.support import children, supported, untold_children
from services.reporting.reports.queries import Completeness
from shared.identity.principals import Principal
from shared.work import Work

THRESHOLD = USUAL_THRESHOLD  # under it a region's value is `SMALL`; nothing is summed over it
SMALL = f"<{THRESHOLD}"


@dataclass(frozen=True)
class ProgrammeTotals:
    """One programme's families this moment; None: under the threshold."""

    programme: str  # empty for all of them
    supported: int | None
    waiting: int | None
    children: int | None = None  # of those supported; None: the region's, which nobody reads
    untold: int = 0  # supported families of whom the number of children was never told


@dataclass(frozen=True)
class LiveTotals:
    at: datetime
    is_region: bool
    programmes: tuple[ProgrammeTotals, ...]
    total: ProgrammeTotals  # None where one of the programmes is: no sum over hidden values
    reached: tuple[Reached, ...]


def live_totals(work: Work, who: Principal, *, reached: Completeness) -> LiveTotals:
    """The whole region's stocks by programme, or those of the reader's own organisation."""
    positions = reached(work.db)
    own = who.organisation if policy.reads_live.allows(who, who.organisation) else None
    policy.reads_live_totals.check(who, own)
    question = ("live totals", own, work.today)
    programmes = cached(work, question, lambda: _by_programme(work, own))
    total = ProgrammeTotals(
        "",
        _sum(programme.supported for programme in programmes),
        _sum(programme.waiting for programme in programmes),
        _sum(programme.children for programme in programmes) if own else None,
        sum(programme.untold for programme in programmes),
    )
    return LiveTotals(work.now, own is None, programmes, total, positions)


def _by_programme(work: Work, own: UUID | None) -> tuple[ProgrammeTotals, ...]:
    timelines = facts.timelines(work.db, of=own)
    today = Days(work.today, work.today)
    helped, waiting = list(supported(timelines, today)), list(queued(timelines, today))
    codes = [each.code for each in catalogue.newest_programmes(work.db) if each.referable]
    if own:
        present = {timeline.programme for timeline in timelines}
        codes = [code for code in codes if code in present]
        young, untold = list(children(timelines, today)), list(untold_children(timelines, today))
        rows = (helped, waiting, young, untold)
        return tuple(ProgrammeTotals(code, *(_count(row, code) for row in rows)) for code in codes)
    return tuple(
        ProgrammeTotals(code, _shown(helped, code), _shown(waiting, code)) for code in codes
    )


def _count(rows: Iterable[Counted], programme: str) -> int:
    return sum(row.timeline.programme == programme for row in rows)


def _shown(rows: Iterable[Counted], programme: str) -> int | None:
    count = _count(rows, programme)
    return count if count >= THRESHOLD else None


def _sum(values: Iterable[int | None]) -> int | None:
    total = 0
    for value in values:
        if value is None:
            return None
        total += value
    return total
