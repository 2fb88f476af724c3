"""How things stand this moment: stocks alone, never counts that only grow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services import catalogue
from services.reporting.disclosure.protect import USUAL_THRESHOLD
from services.reporting.editions.events import Reached
from services.reporting.facts import queries as facts
from services.reporting.facts.kept import unmoved
from services.reporting.indicators.counted import Counted
from services.reporting.indicators.demand import queued
from services.reporting.indicators.months import Days
from services.reporting.indicators.support import supported
from services.reporting.reports.queries import OWN, Completeness
from shared.identity.principals import Principal
from shared.work import Work

THRESHOLD = USUAL_THRESHOLD  # under it a region's value is `SMALL`; nothing is summed over it
SMALL = f"<{THRESHOLD}"


@dataclass(frozen=True)
class Standing:
    """One programme's families now; None: under the threshold."""

    programme: str  # empty for all of them
    supported: int | None
    waiting: int | None


@dataclass(frozen=True)
class Now:
    at: datetime
    is_region: bool
    programmes: tuple[Standing, ...]
    total: Standing  # None where one of the programmes is: no sum over hidden values
    reached: tuple[Reached, ...]


def now(work: Work, who: Principal, *, reached: Completeness) -> Now:
    """The whole region's stocks by programme, or those of the reader's own organisation."""
    positions = reached()
    own = who.organisation if who.has(*OWN) else None
    found = unmoved(work, ("now", own, work.today), lambda: _standings(work, own))
    total = Standing("", _sum(one.supported for one in found), _sum(one.waiting for one in found))
    return Now(work.now, own is None, found, total, positions)


def _standings(work: Work, own: UUID | None) -> tuple[Standing, ...]:
    ways = facts.ways(work.db, of=own)
    today = Days(work.today, work.today)
    helped, waiting = list(supported(ways, today)), list(queued(ways, today))
    known = [one.code for one in catalogue.newest_programmes(work.db) if one.referable]
    if own:
        known = [code for code in known if any(way.programme == code for way in ways)]
    least = 0 if own else THRESHOLD
    return tuple(
        Standing(code, _kept(helped, code, least), _kept(waiting, code, least)) for code in known
    )


def _kept(rows: list[Counted], programme: str, least: int) -> int | None:
    count = sum(row.way.programme == programme for row in rows)
    return count if count >= least else None


def _sum(values: Iterable[int | None]) -> int | None:
    found = list(values)
    known = [value for value in found if value is not None]
    return sum(known) if len(known) == len(found) else None
