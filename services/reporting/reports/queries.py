"""Who reads what: an organisation its own people live, everybody else the editions in force."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from services import catalogue
from services.codes import Role
from services.reporting.editions import queries as editions
from services.reporting.editions.events import Reached
from services.reporting.facts import queries as facts
from services.reporting.indicators.months import Month, Range, month_before, month_of, year_to
from services.reporting.reports.asked import Asked
from services.reporting.reports.lines import Line, Scope, lines
from services.reporting.reports.reading import Live, Protected, Reader
from shared.identity.principals import Principal
from shared.work import Work

OWN = (Role.NGO_COORDINATOR, Role.NGO_WORKER)
Completeness = Callable[[], tuple[Reached, ...]]


@dataclass(frozen=True)
class Reading:
    """A reader, what it was taken from, and what it can be divided by."""

    reader: Reader
    reached: tuple[Reached, ...]
    edition: editions.Edition | None  # None: live, or nothing has been published yet
    is_live: bool
    programmes: tuple[str, ...]
    municipalities: tuple[str, ...]
    at: datetime
    last: Month  # the last month that there are figures of
    first: Month = ""  # and the first; empty when all months have some

    @property
    def usual(self) -> Range:
        """What one sees without asking: twelve months, or those that there are by now."""
        year = year_to(self.last)
        return Range(min(max(year.first, self.first), year.last), year.last)

    def lines(self, asked: Asked) -> list[Line]:
        return lines(Scope(asked, self.reader, self.programmes, self.municipalities))


@dataclass(frozen=True)
class Change:
    """A revealed figure that was another one before this edition."""

    line: Line
    before: int
    now: int


def reading(
    work: Work, who: Principal, *, reached: Completeness, as_of: date | None = None
) -> Reading:
    """What this reader may read; `reached` is asked before the facts are read."""
    known = catalogue.newest_programmes(work.db)
    if who.has(*OWN):
        positions = reached()
        ways = facts.ways(work.db, of=who.organisation) if who.organisation else []
        places = tuple(sorted({way.municipality for way in ways if way.municipality}))
        mine = {way.programme for way in ways}
        programmes = tuple(one.code for one in known if one.code in mine)
        month = month_of(work.today)
        return Reading(Live(ways), positions, None, True, programmes, places, work.now, month)
    found = editions.in_force(work.db, on=as_of or work.today)
    places = tuple(place for place in found.places if place.isdigit())
    newest = found.newest
    return Reading(
        reader=Protected(found),
        reached=newest.reached if newest else (),
        edition=newest,
        is_live=False,
        programmes=tuple(one.code for one in known if one.referable),
        municipalities=places,
        at=work.now,
        last=newest.month if newest else month_before(month_of(work.today)),
        first=found.months[0] if found.months else "",
    )


def changes(work: Work, reading: Reading, asked: Asked) -> list[Change]:
    """What the edition in force says otherwise than the one before it, in cells both reveal."""
    if reading.edition is None:
        return []
    earlier = Protected(editions.before(work.db, reading.edition))
    scope = Scope(asked, earlier, reading.programmes, reading.municipalities)
    found = []
    for was, now in zip(lines(scope), reading.lines(asked), strict=True):
        old, new = was.numerator.value, now.numerator.value
        if old is not None and new is not None and old != new:
            found.append(Change(now, old, new))
    return found
