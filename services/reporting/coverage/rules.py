"""The grid of an edition: the places that programmes serve, and what each place is part of.

Places are those that an agreement has ever named. Two more keep everybody counted: "withheld"
(no place may be told) and "elsewhere" (outside every agreement).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from services.common import geography
from services.reporting.disclosure.cube import ALL, Key
from services.reporting.disclosure.layout import Layout, is_half
from services.reporting.facts.queries import Area
from services.reporting.indicators.catalogue import Indicator
from services.reporting.indicators.counted import Counted

WITHHELD, ELSEWHERE, OPEN, EVERYWHERE = "withheld", "elsewhere", "open", "everywhere"
PROVIDER = "provider:"  # begins the name of all programmes of one organisation together
ONE_CLASS = "any"
WIDE = (ALL, EVERYWHERE, WITHHELD, ELSEWHERE)  # beside counties: what stands at the top, or is it


class Carried(Layout):
    """The usual shape without its finest crossings, which small places would only see hidden.

    A municipality or subregion is divided by provider: where a second one has a few people, the
    first could subtract itself from the total, so the total is hidden and its own part is not.
    Counties and the whole region are divided by programme and by class too, and so is whatever
    else adds up to the region: what one could subtract must be known here. What is not carried is
    answered as not published.
    """

    def carries(self, key: Key) -> bool:
        period, place, programme, class_ = key
        is_provider = programme.startswith(PROVIDER)
        if place in WIDE or place.startswith("county:"):
            return super().carries(key) and (is_half(period) or not is_provider)
        return super().carries(key) and class_ == ALL and (is_provider or programme in (ALL, OPEN))


@dataclass(frozen=True)
class Grid:
    """`provided` are a programme's provider, `served` the municipalities it is offered in."""

    provided: Mapping[str, str]
    served: Mapping[str, frozenset[str]]
    members: Mapping[str, frozenset[str]] = field(default_factory=dict)  # of its network, if any

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """Municipality -> subregion -> county -> everywhere."""
        codes = sorted({code for served in self.served.values() for code in served})
        counties: dict[str, set[str]] = {}
        for code in codes:
            place = geography.municipality(code)
            counties.setdefault(place.subregion, set()).add(place.county)
        parents: dict[str, str] = {WITHHELD: ALL, ELSEWHERE: ALL}
        for code in codes:
            place = geography.municipality(code)
            _, subregion, county = geography.areas_of(code)
            if len(counties[place.subregion]) > 1:  # no part of one county
                subregion = county
            else:
                parents[subregion] = county
            parents[code] = subregion
            parents[county] = ALL
        return parents

    def layout(self, indicator: Indicator) -> Layout:
        """The shape in which editions carry this indicator."""
        return Carried(
            kind=indicator.kind,
            places=self.parents if indicator.has_places else {EVERYWHERE: ALL},
            programmes=(*sorted(self.provided), OPEN),
            classes=indicator.classes or (ONE_CLASS,),
            classes_by=indicator.classes_by,
            providers=self._providers,
            sensitive=indicator.is_sensitive,
            is_live=indicator.is_live,
            groups={code: f"{PROVIDER}{provider}" for code, provider in self.provided.items()},
        )

    def cell(self, indicator: Indicator, row: Counted) -> tuple[str, str, str]:
        """The finest place, programme and class of a counted row."""
        own = row.timeline.programme or OPEN
        programme = own if own in self.provided else OPEN
        place = row.timeline.municipality or WITHHELD
        if place not in self.parents:
            place = ELSEWHERE
        if not indicator.has_places:
            place = EVERYWHERE
        return place, programme, row.class_ or ONE_CLASS

    def _providers(self, place: str, programme: str) -> frozenset[str]:
        return self._at.get((place, programme), frozenset())

    @cached_property
    def _at(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """Who can have people where, as everybody knows from the agreements."""
        at: dict[tuple[str, str], frozenset[str]] = {}
        for programme, provider in self.provided.items():
            for place in self._reached_by(programme):
                for key in ((place, programme), (place, ALL)):
                    together = self.members.get(programme, frozenset())
                    at[key] = at.get(key, frozenset()) | {provider} | together
        return at

    def _reached_by(self, programme: str) -> set[str]:
        places = {WITHHELD, EVERYWHERE, ALL} if self.served.get(programme) else set()
        for place in self.served.get(programme, frozenset()):
            while place != ALL:
                places.add(place)
                place = self.parents[place]
        return places


def grid(
    areas: Iterable[Area],
    provided: Mapping[str, str],
    members: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> Grid:
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
    return Grid(provided, {name: frozenset(codes) for name, codes in served.items()}, members)
