"""Which cells an edition carries: few enough to be safe together, enough to be of use.

For each calendar half-year, which is a closed system of its own:

* the half-year: places (municipality, seutukunta, county, region) by programme, and the classes
  by place *or* by programme, as the report chooses;
* its months: the region by programme.

Why not everything by everything: tables that share only whole totals can be imagined apart
from each other, so the lines are all that a reader has. With a third crossing that is no longer
so, and with the finest crossing nearly every cell of a region of some hundred cases is small.
"""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum

from services.reporting.disclosure.counting import Row, count
from services.reporting.disclosure.cube import ALL, Cube, Dimension, Key, Zeros, flat

LAST_MONTHS = ("06", "12")


class Kind(StrEnum):
    """What a row is, and so what periods have to do with each other."""

    FLOW = "flow"  # something that happened, in one month: months add up
    STOCK = "stock"  # somebody present at a month's end: a half-year ends with its last month
    PEOPLE = "people"  # somebody seen in a month: in a half-year each person counts once


class Crossing(StrEnum):
    """What the classes of a report are divided by."""

    PLACE = "place"
    PROGRAMME = "programme"


@dataclass(frozen=True)
class Layout:
    """The shape of one report. Rows' keys are (month, municipality, programme, class)."""

    kind: Kind
    places: Mapping[str, str]  # municipality -> seutukunta -> county -> ALL
    programmes: tuple[str, ...]
    classes: tuple[str, ...]  # one alone where the report has no classes
    classes_by: Crossing
    providers: Callable[[str, str], Set[str] | None] = lambda _place, _programme: None
    sensitive: bool = True  # whether having nobody in a class tells something of a group
    groups: Mapping[str, str] = field(default_factory=dict)  # programme -> group
    is_live: bool = False  # whether the region's figures by programme are told every day as well

    def cube(self, rows: Iterable[Row], *, through: str) -> Cube:
        """The months of a half-year up to `through`, and with its last month the half-year.

        `rows` are those of the books of the half-year up to then.
        """
        return count(
            rows,
            dimensions=self._dimensions(through),
            carried=self.carries,
            providers=self._who_can,
        )

    def carries(self, key: Key) -> bool:
        period, place, programme, class_ = key
        if not is_half(period):
            return place == ALL and class_ == ALL
        other = programme if self.classes_by is Crossing.PLACE else place
        return class_ == ALL or (other == ALL and len(self.classes) > 1)

    def shown_live(self, cube: Cube, *, closing: str, threshold: int) -> Set[Key]:
        """What a reader of the live totals knows of the closing month: they hide small ones only.

        It would be no use to hide these, and wrong to count on their being hidden.
        """
        if not self.is_live:
            return frozenset()
        ends = (closing, half_of(closing)) if self.kind is Kind.STOCK else (closing,)
        cells = ((end, ALL, programme, ALL) for end in ends for programme in self.programmes)
        return frozenset(key for key in cells if cube.counts.get(key, 0) >= threshold)

    def _who_can(self, key: Key) -> Set[str] | None:
        """Who can have people in the cell; in a group of programmes who can in one of them."""
        members = [name for name, group in self.groups.items() if group == key[2]] or [key[2]]
        by_programme = [self.providers(key[1], name) for name in members]
        certain = [several for several in by_programme if several is not None]
        return frozenset().union(*certain) if len(certain) == len(by_programme) else None

    @property
    def _groups(self) -> Mapping[str, str]:
        tops = dict.fromkeys(self.groups.values(), ALL)
        return tops | {name: self.groups.get(name, ALL) for name in self.programmes}

    @property
    def _zeros(self) -> Zeros:
        return Zeros.SENSITIVE if self.sensitive else Zeros.PLAIN

    def _dimensions(self, through: str) -> tuple[Dimension, ...]:
        months = tuple(m for m in months_of(half_of(through)) if m <= through)
        closed = months if is_last(through) else ()
        if self.kind is Kind.STOCK:
            closed = closed[-1:]
        people = self.kind is Kind.PEOPLE
        return (
            Dimension(
                "period",
                dict.fromkeys(closed, half_of(through)),
                distinct=people,
                alone=tuple(month for month in months if month not in closed),
            ),
            Dimension("place", self.places, distinct=people),
            Dimension("programme", self._groups, distinct=people),
            flat("class", self.classes, zeros=self._zeros),
        )


def half_of(month: str) -> str:
    """2026-04 -> 2026-H1."""
    year, number = month.split("-")
    return f"{year}-H{1 if number <= LAST_MONTHS[0] else 2}"


def is_half(period: str) -> bool:
    return "H" in period


def is_last(month: str) -> bool:
    """Whether the half-year is closed with this month."""
    return month[-2:] in LAST_MONTHS


def span(period: str) -> tuple[str, str]:
    """The first and the last month of a half-year, a pool of months or a month."""
    if is_half(period):
        return months_of(period)[0], months_of(period)[-1]
    return period[:7], period[-7:]


def months_of(half: str) -> tuple[str, ...]:
    """The six months of a half-year, in order."""
    year, number = half.split("-H")
    first = 1 if number == "1" else 7
    return tuple(f"{year}-{month:02}" for month in range(first, first + 6))
