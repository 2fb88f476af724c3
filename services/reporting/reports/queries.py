"""Who reads what: an organisation its own people live, everybody else the editions in force."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from services import catalogue, geography
from services.codes import Role
from services.common.months import Month, month_before, month_of
from services.reporting.disclosure.cube import ALL
from services.reporting.editions import queries as editions
from services.reporting.editions.complete import is_complete
from services.reporting.editions.events import Reached
from services.reporting.editions.grid import ELSEWHERE, PROVIDER, WITHHELD
from services.reporting.facts import queries as facts
from services.reporting.facts.kept import unmoved
from services.reporting.indicators.months import Range, year_to
from services.reporting.indicators.ways import Way
from services.reporting.reports.asked import Asked
from services.reporting.reports.lines import PLACES, Line, Scope, kind_of, lines
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
    providers: tuple[str, ...]  # as filters name them
    places: Mapping[str, str]  # what each place is part of, up to the whole region
    at: datetime
    last: Month  # the last month that there are figures of
    first: Month = ""  # and the first; empty when all months have some

    @property
    def taken_at(self) -> datetime:
        """The moment that the figures are of."""
        return self.edition.published_at if self.edition else self.at

    @property
    def is_complete(self) -> bool:
        return is_complete(self.reached, self.taken_at)

    @property
    def usual(self) -> Range:
        """What one sees without asking: twelve months, or those that there are by now."""
        year = year_to(self.last)
        return Range(min(max(year.first, self.first), year.last), year.last)

    def lines(self, asked: Asked) -> list[Line]:
        return lines(self.scope(asked, self.reader))

    def scope(self, asked: Asked, reader: Reader) -> Scope:
        return Scope(asked, reader, self.programmes, self.providers, self._inside(asked.place))

    def _inside(self, place: str) -> tuple[str, ...]:
        """The places within this one; with the whole region also those withheld."""
        found = sorted(code for code in self.places if code not in (WITHHELD, ELSEWHERE))
        inside = (code for code in found if place in above(code, self.places))
        return (*sorted(inside, key=_widest_first), *([WITHHELD] if place == ALL else []))


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
        ways = _ways(work, who.organisation) if who.organisation else []
        places = _of_counties({way.municipality for way in ways if way.municipality})
        mine = {way.programme for way in ways}
        programmes = tuple(one.code for one in known if one.code in mine)
        month = month_of(work.today)
        return Reading(Live(ways), positions, None, True, programmes, (), places, work.now, month)
    found = editions.in_force(work.db, on=as_of or work.today)
    newest = found.newest
    offered = [one for one in known if one.referable]
    return Reading(
        reader=Protected(found),
        reached=newest.reached if newest else (),
        edition=newest,
        is_live=False,
        programmes=tuple(one.code for one in offered),
        providers=_providers(work, [one.code for one in offered]),
        places=found.places,
        at=work.now,
        last=newest.month if newest else month_before(month_of(work.today)),
        first=found.months[0] if found.months else "",
    )


def changes(work: Work, reading: Reading, asked: Asked) -> list[Change]:
    """What the edition in force says otherwise than the one before it, in cells both reveal."""
    if reading.edition is None:
        return []
    earlier = Protected(editions.before(work.db, reading.edition))
    found = []
    was_said = lines(reading.scope(asked, earlier))
    for was, now in zip(was_said, reading.lines(asked), strict=True):
        old, new = was.numerator.value, now.numerator.value
        if old is not None and new is not None and old != new:
            found.append(Change(now, old, new))
    return found


def names(work: Work, locale: str) -> Mapping[str, str]:
    """What programmes and providers are called, by the codes that filters have for them."""
    return unmoved(work, ("names", locale), lambda: _names(work, locale))


def _names(work: Work, locale: str) -> Mapping[str, str]:
    providers = {
        f"{PROVIDER}{found.id}": found.name
        for found in catalogue.all_organisations(work.db).values()
    }
    return {**providers, **catalogue.names_of_programmes(work.db, locale)}


def above(place: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    """What a place is part of, nearest first: for a municipality up to the whole region."""
    found = []
    while place in parents:
        place = parents[place]
        found.append(place)
    return tuple(found)


def _ways(work: Work, organisation: UUID) -> list[Way]:
    ways = partial(facts.ways, work.db, of=organisation)
    return unmoved(work, ("ways", organisation), ways)


def _of_counties(municipalities: set[str]) -> Mapping[str, str]:
    counties = {code: geography.areas_of(code)[-1] for code in municipalities}
    return {**dict.fromkeys(counties.values(), ALL), **counties}


def _providers(work: Work, programmes: list[str]) -> tuple[str, ...]:
    found = (catalogue.provider_of(work.db, code) for code in programmes)
    return tuple(dict.fromkeys(f"{PROVIDER}{one}" for one in found if one is not None))


def _widest_first(place: str) -> tuple[int, str]:
    return PLACES.index(kind_of(place)), place
