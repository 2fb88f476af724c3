"""Somebody who collects all that was ever published and solves for what was hidden.

Written apart from the code it attacks: the unknowns here are the finest facts (month,
municipality, programme, class), and each published number is a sum over them. The attacker knows
the map, which programmes are offered where, its own people, and even which of the hidden cells
are hidden because they are small.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

import numpy
from scipy.optimize import (  # type: ignore[import-untyped]  # has no types of its own
    LinearConstraint,
    milp,
)
from scipy.sparse import csr_array  # type: ignore[import-untyped]  # as above

from services.reporting.disclosure.counting import Row

Key = tuple[str, ...]
UNBOUNDED = 3  # a status of scipy's solver


@dataclass(frozen=True)
class Attacker:
    published: Mapping[Key, int | None]
    atoms: tuple[Key, ...]  # every finest cell where somebody could be
    parents: Mapping[str, str]  # of places
    truth: tuple[Row, ...]  # to know what is small; never used as a count
    threshold: int
    providers: Mapping[str, str]  # of programmes, each of which has one
    groups: Mapping[str, str] = field(default_factory=dict)  # of programmes
    name: str = ""  # an organisation, which takes its own rows away
    solved: dict[Key, tuple[int, int]] = field(default_factory=dict)

    def narrowed(self) -> list[Key]:
        """Hidden small cells of which something is learned."""
        return [
            key
            for key in self.small
            if self.bounds(key)[0] > 1 or self.bounds(key)[1] < self.threshold - 1
        ]

    def pinned(self) -> list[Key]:
        """Finest cells, never published, that hold a few people and are known nearly exactly."""
        few = (key for key in self.atoms if 0 < self.others(key) < self.threshold)
        return [k for k in few if self.bounds(k)[1] - self.bounds(k)[0] < self.threshold - 2]

    @cached_property
    def small(self) -> list[Key]:
        hidden = (key for key, shown in self.published.items() if shown is None)
        return [key for key in hidden if 0 < self.others(key) < self.threshold]

    def holders(self, atom: Key) -> frozenset[Key]:
        """All cells that contain this finest one."""
        month, place, programme, class_ = atom
        periods = [period for period in self._periods if _covers(period, month)]
        places = list(self._places_above(place))
        programmes = {programme, self.groups.get(programme, "*"), "*"}
        return frozenset(product(periods, places, programmes, (class_, "*")))

    @cached_property
    def _periods(self) -> set[str]:
        return {key[0] for key in self.published} | {atom[0] for atom in self.atoms}

    def bounds(self, key: Key) -> tuple[int, int]:
        """The least and the most that the cell can hold, in whole numbers."""
        if key not in self.solved:
            self.solved[key] = (self._solve(self._row(key), 1), self._solve(self._row(key), -1))
        return self.solved[key]

    def _solve(self, cell: numpy.ndarray, sign: int) -> int:
        for whole in (0, 1):  # a fraction of a person is no person
            answer = milp(
                sign * cell, constraints=self._limits, integrality=whole * numpy.abs(cell * 0 + 1)
            )
            if answer.status == UNBOUNDED:
                return sign * -(10**9)
            assert answer.success, answer.message
            if numpy.allclose(answer.x, numpy.round(answer.x), atol=1e-6):
                break  # no fractions of people, so asking for whole ones changes nothing
        return round(float(sign * answer.fun))

    @cached_property
    def _limits(self) -> LinearConstraint:
        rows, least, most = [], [], []
        for key, shown in self.published.items():
            low, high = self._bounds(key, shown)
            rows.append(self._row(key))
            least.append(low)
            most.append(high)
        return LinearConstraint(csr_array(numpy.array(rows)), least, most)

    def _bounds(self, key: Key, shown: int | None) -> tuple[float, float]:
        others = self.others(key)
        if shown is not None:
            return others, others
        if others >= self.threshold:
            return 1, numpy.inf
        if self._works_alone_in(key):
            return 0, 0
        return 0, self.threshold - 1

    def _works_alone_in(self, key: Key) -> bool:
        inside = [name for name, group in self.groups.items() if group == key[2]] or [key[2]]
        return {self.providers.get(name) for name in inside} == {self.name}

    def others(self, key: Key) -> int:
        return self._counted.get(key, 0)

    @cached_property
    def _counted(self) -> Mapping[Key, int]:
        others = (row for row in self.truth if self.name not in row.known_to)
        return Counter(key for row in others for key in self.holders(row.key))

    def _row(self, key: Key) -> numpy.ndarray:
        return numpy.array([float(key in self._holding[atom]) for atom in self.atoms])

    @cached_property
    def _holding(self) -> Mapping[Key, frozenset[Key]]:
        """For each finest cell all cells that contain it."""
        return {atom: self.holders(atom) for atom in self.atoms}

    def _places_above(self, place: str) -> Iterator[str]:
        yield place
        while place in self.parents:
            place = self.parents[place]
            yield place


def finest(
    months: Iterable[str], places: Iterable[str], programmes: Iterable[str], classes: Iterable[str]
) -> tuple[Key, ...]:
    return tuple(product(months, places, programmes, classes))


def _covers(period: str, month: str) -> bool:
    """2026-H1 and 2026-02..2026-04 cover 2026-03; a month covers itself."""
    if "H" in period:
        return period == f"{month[:4]}-H{1 if month[5:] <= '06' else 2}"
    return period[:7] <= month <= period[-7:]
