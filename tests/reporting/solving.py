"""An attacker who solves what was fetched for what was not, one figure at a time.

Written apart from what it attacks. The unknowns are the tables that a region's figures can be
summed from: months by programme, and for the half-year places by provider, counties by programme,
and classes by county or by programme. These tables share whole rows and columns only, so that any
of them that agree in these belong to some true history, and no further unknowns are needed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy
from scipy.optimize import linprog  # type: ignore[import-untyped]  # has no types of its own
from scipy.sparse import csr_array  # type: ignore[import-untyped]  # as above

from tests.reporting.collected import ALL, HALF, Question

Unknown = tuple[str, ...]
Sum = dict[Unknown, float]
INFINITE = 3  # the solver's word for a bound that is none
WHOLE = 1e-6


@dataclass(frozen=True)
class Region:
    """What everybody knows: the map, who provides what, and where it is offered."""

    parents: Mapping[str, str]
    providers: Mapping[str, str]  # programme -> provider:<id>
    offered: Callable[[str, str], bool]  # municipality or "withheld", programme
    months: tuple[str, ...]

    def top(self, place: str) -> str:
        """The county, or what stands beside counties."""
        while self.parents[place] != ALL:
            place = self.parents[place]
        return place

    @cached_property
    def finest(self) -> tuple[str, ...]:
        return tuple(sorted(set(self.parents) - set(self.parents.values())))


@dataclass
class Solver:
    """One figure before one reader; `others` counts what is not the reader's own."""

    region: Region
    kind: str
    classes: tuple[str, ...]
    classes_by: str
    has_places: bool
    own: str  # the reader's provider:<id>, empty for nobody's
    rows: list[tuple[Sum, float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._say_where_nothing_is_offered()
        if self.has_places:
            self._tie_the_tables()

    def know(self, question: Question, least: float, most: float) -> None:
        self.rows.append((self.sum_of(question), least, most))

    def sum_of(self, question: Question) -> Sum:
        """Which unknowns make the answer up; the reader's own are taken away before."""
        _, first, last, place, programme, class_ = question
        programmes = [
            code
            for code, provider in self.region.providers.items()
            if programme in (ALL, code, provider) and provider != self.own
        ]
        if place == ALL and class_ == ALL and ((first, last) != HALF or self.kind != "people"):
            months = [m for m in self.region.months if first <= m <= last]
            months = months[-1:] if self.kind == "stock" else months
            return {("month", m, code): 1.0 for m in months for code in programmes}
        if class_ != ALL:
            ends = self._counties(place) if self.classes_by == "place" else programmes
            return {("class", end, class_): 1.0 for end in ends}
        if place == ALL or place.startswith("county:") or place == "withheld":
            counties = self._counties(place)
            return {("county", c, code): 1.0 for c in counties for code in programmes}
        inside = [town for town in self.region.finest if place in (town, self.region.parents[town])]
        providers = {self.region.providers[code] for code in programmes}
        return {("place", town, provider): 1.0 for town in inside for provider in providers}

    def _counties(self, place: str) -> list[str]:
        tops = {self.region.top(town) for town in self.region.finest}
        return sorted(tops if place == ALL else tops & {place})

    def _say_where_nothing_is_offered(self) -> None:
        for code in self.region.providers:
            at = [town for town in self.region.finest if self.region.offered(town, code)]
            if not at:
                self.rows += [({("month", m, code): 1.0}, 0, 0) for m in self.region.months]
            tops = {self.region.top(town) for town in at}
            away = [county for county in self._counties(ALL) if county not in tops]
            self.rows += [({("county", county, code): 1.0}, 0, 0) for county in away]
        for town in self.region.finest:
            its = {p for c, p in self.region.providers.items() if self.region.offered(town, c)}
            others = set(self.region.providers.values()) - its
            self.rows += [({("place", town, provider): 1.0}, 0, 0) for provider in others]

    def _tie_the_tables(self) -> None:
        theirs = {c: p for c, p in self.region.providers.items() if p != self.own}
        for county in self._counties(ALL):
            inside = [town for town in self.region.finest if self.region.top(town) == county]
            for provider in set(theirs.values()):
                left: Sum = {("place", town, provider): 1.0 for town in inside}
                self._equal(
                    left, [("county", county, c) for c, p in theirs.items() if p == provider]
                )
            if self.classes and self.classes_by == "place":
                left = {("class", county, class_): 1.0 for class_ in self.classes}
                self._equal(left, [("county", county, code) for code in theirs])
        for code in theirs:
            self._tie_a_programme(code)

    def _tie_a_programme(self, code: str) -> None:
        counties: list[Unknown] = [("county", county, code) for county in self._counties(ALL)]
        if self.classes and self.classes_by == "programme":
            self._equal({("class", code, class_): 1.0 for class_ in self.classes}, counties)
        months: list[Unknown] = [("month", m, code) for m in self.region.months if m <= HALF[1]]
        if self.kind != "people":
            self._equal(
                dict.fromkeys(months[-1:] if self.kind == "stock" else months, 1.0), counties
            )
            return
        half: Sum = dict.fromkeys(counties, 1.0)
        self.rows += [({**half, month: -1.0}, 0, numpy.inf) for month in months]
        self.rows.append(({**half, **dict.fromkeys(months, -1.0)}, -numpy.inf, 0))

    def _equal(self, left: Sum, right: Iterable[Unknown]) -> None:
        self.rows.append(({**left, **dict.fromkeys(right, -1.0)}, 0, 0))

    def bounds(self, targets: Iterable[Question], *, most: int) -> dict[Question, tuple[int, int]]:
        """The least and most of each; asked no further than 1 below and `most` above.

        A table that was found for one target speaks for all others too.
        """
        sums = {target: self._vector(self.sum_of(target)) for target in targets}
        lows, highs = dict.fromkeys(sums, numpy.inf), dict.fromkeys(sums, -numpy.inf)
        for target, vector in sums.items():
            for sign in (1, -1):
                if lows[target] <= 1 + WHOLE if sign == 1 else highs[target] >= most - WHOLE:
                    continue
                table = self._solve(sign * vector, most)
                for other, its in sums.items():
                    value = float(its @ table)
                    lows[other], highs[other] = min(lows[other], value), max(highs[other], value)
        return {t: (round(lows[t] - 0.499), round(highs[t] + 0.499)) for t in sums}

    def _solve(self, weights: Any, most: int) -> Any:
        equal, unequal, limits = self._system
        cap = csr_array(-weights.reshape(1, -1)), numpy.array([float(10 * most)])  # never unbounded
        matrix = numpy.vstack([unequal, cap[0].toarray()])
        solution = linprog(
            weights,
            A_ub=csr_array(matrix),
            b_ub=numpy.concatenate([limits[2], cap[1]]),
            A_eq=csr_array(equal),
            b_eq=limits[0],
        )
        assert solution.success, solution.message
        return solution.x

    @cached_property
    def _places(self) -> Mapping[Unknown, int]:
        names = sorted({name for sums, _, _ in self.rows for name in sums})
        return {name: n for n, name in enumerate(names)}

    def _vector(self, sums: Sum) -> Any:
        vector = numpy.zeros(len(self._places))
        for name, sign in sums.items():
            vector[self._places[name]] += sign
        return vector

    @cached_property
    def _system(self) -> tuple[Any, Any, tuple[Any, Any, Any]]:
        equal = [(self._vector(s), low) for s, low, high in self.rows if low == high]
        most = [(self._vector(s), high) for s, low, high in self.rows if low < high < numpy.inf]
        least = [(-self._vector(s), -low) for s, low, high in self.rows if -numpy.inf < low < high]
        unequal = [*most, *least] or [(numpy.zeros(len(self._places)), 0.0)]
        return (
            numpy.array([v for v, _ in equal]),
            numpy.array([v for v, _ in unequal]),
            (numpy.array([n for _, n in equal]), None, numpy.array([n for _, n in unequal])),
        )
