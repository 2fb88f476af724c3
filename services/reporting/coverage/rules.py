"""The shape of an edition: which figures are said together, and what they are divided by.

Places are the reporting areas that agreements have ever named. Two more keep everybody counted:
"withheld" (no place may be told) and "elsewhere" (outside every agreement).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from services.common import geography
from services.common.codes import Outcome, ReferrerKind
from services.reporting.disclosure.cells import Key
from services.reporting.disclosure.edition import Shape
from services.reporting.disclosure.rows import Level
from services.reporting.disclosure.tables import CLASS, PLACE, PROGRAMME, Division
from services.reporting.facts.queries import Area
from services.reporting.indicators.catalogue import INDICATORS
from services.reporting.indicators.counted import Counted
from services.reporting.indicators.outcomes import KEPT, SHORT

WITHHELD, ELSEWHERE, OPEN = "withheld", "elsewhere", "open"
PROVIDER = "provider:"  # begins the name of all programmes of one organisation together
ONE_CLASS = "any"

DEMAND = Level("demand", ("received", "accepted"))
BEGUN = Level("begun", ("found", "met"), along=("queued",), within="demand")
HELPED = Level("helped", ("supported",), within="begun")
ENDED = Level("ended", ("ended", "parted"), within="helped")
NEVER_MET = Level("never met", ("unmet",), within="begun")
LEVELS = (DEMAND, BEGUN, HELPED, ENDED, NEVER_MET)


@dataclass(frozen=True)
class Grid:
    """`provided` says whose each programme is, `served` the municipalities it is offered in."""

    provided: Mapping[str, str]
    served: Mapping[str, frozenset[str]]

    @cached_property
    def areas(self) -> Mapping[str, str]:
        """The area of each municipality that a programme is offered in."""
        codes = sorted({code for served in self.served.values() for code in served})
        return {code: geography.reporting_area(code) for code in codes}

    @cached_property
    def shape(self) -> Shape:
        """How editions say everything."""
        named = [code for code in geography.reporting_areas() if code in self.areas.values()]
        by_place = (*named, ELSEWHERE, WITHHELD)
        by_programme = (*sorted(self.provided, key=self._order), OPEN)
        divisions = [
            Division(level, axis, level.deciding, leaves, along=level.along)
            for axis, leaves in ((PLACE, by_place), (PROGRAMME, by_programme))
            for level in (DEMAND, BEGUN, HELPED, ENDED)
        ]
        divisions += [
            Division(DEMAND, CLASS, ("accepted",), tuple(ReferrerKind)),
            Division(ENDED, CLASS, ("ended",), tuple(Outcome), all_tell=True),
            Division(ENDED, CLASS, ("parted",), (KEPT, SHORT)),
        ]
        kinds = {name: indicator.kind for name, indicator in INDICATORS.items()}
        return Shape(kinds, LEVELS, tuple(divisions))

    def _order(self, programme: str) -> tuple[bool, str, str]:
        """By provider; first those that no agreement offers, which keeps them apart."""
        return programme in self.served, self.provided[programme], programme

    def cell(self, row: Counted) -> tuple[str, str, str]:
        """The municipality, programme and class of a counted row, as its book keeps them."""
        own = row.timeline.programme or OPEN
        programme = own if own in self.provided else OPEN
        return row.timeline.municipality or WITHHELD, programme, row.class_ or ONE_CLASS

    def placed(self, cell: tuple[str, ...]) -> Key:
        """The same with the reporting area in place of the municipality."""
        month, place, programme, class_ = cell
        area = place if place == WITHHELD else self.areas.get(place, ELSEWHERE)
        return (month, area, programme, class_)


def grid(areas: Iterable[Area], provided: Mapping[str, str]) -> Grid:
    """The grid of all agreements; `provided` says whose each programme is."""
    by_county: dict[str, set[str]] = {}
    for place in geography.municipalities().values():
        by_county.setdefault(place.county, set()).add(place.code)
    served: dict[str, set[str]] = {}
    for area in areas:
        codes = {code for code in area.municipalities if code in geography.municipalities()}
        for county in area.counties:
            codes |= by_county.get(county, set())
        for programme in area.programmes:
            served.setdefault(programme, set()).update(codes)
    return Grid(provided, {name: frozenset(codes) for name, codes in served.items()})
