"""Somebody who holds everything that was ever published, and solves it for what was joined.

Written apart from what it attacks. The unknowns are whole numbers of people: for each figure how
many there are in each month by area, by programme and by class, three ways of dividing the same
people. As a table divides in one way only, any three that agree in their months belong to some true
history, and no further unknowns are needed; `crossed` has them nevertheless. Each published number
is a sum over them, a rounded one a sum within two. An organisation takes away its own.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

import numpy
from scipy.optimize import (  # type: ignore[import-untyped]  # has no types of its own
    LinearConstraint,
    milp,
)
from scipy.sparse import csr_array  # type: ignore[import-untyped]  # as above

Key = tuple[str, ...]
Unknown = Hashable


@dataclass
class Solver:
    """Sums of unknowns that are known to lie between two numbers; no unknown is below nought."""

    sums: list[tuple[Mapping[Unknown, int], int, int]] = field(default_factory=list)

    def say(self, unknowns: Iterable[Unknown], least: int, most: int) -> None:
        self.sums.append((dict.fromkeys(unknowns, 1), least, most))

    def equal(self, some: Iterable[Unknown], others: Iterable[Unknown]) -> None:
        self.sums.append((dict.fromkeys(some, 1) | dict.fromkeys(others, -1), 0, 0))

    def bounds(self, wanted: Iterable[Unknown]) -> tuple[int, int]:
        """The least and the most that the unknowns together can be."""
        wanted_names = frozenset(wanted)
        if not any(name in wanted_names for names, _, most in self.sums for name in names if most):
            return 0, 10**6
        row = numpy.array([float(name in wanted_names) for name in self._place])
        return self._extreme(row, 1), self._extreme(row, -1)

    @cached_property
    def _place(self) -> Mapping[Unknown, int]:
        names = sorted({name for names, _, _ in self.sums for name in names}, key=repr)
        return {name: place for place, name in enumerate(names)}

    @cached_property
    def _limits(self) -> LinearConstraint:
        at = [
            (n, self._place[name], sign)
            for n, (names, _, _) in enumerate(self.sums)
            for name, sign in names.items()
        ]
        rows, columns, signs = zip(*at, strict=True)
        shape = (len(self.sums), len(self._place))
        matrix = csr_array((numpy.array(signs, dtype=float), (rows, columns)), shape=shape)
        return LinearConstraint(matrix, [s[1] for s in self.sums], [s[2] for s in self.sums])

    def _extreme(self, row: numpy.ndarray, sign: int) -> int:
        """Nought for the least, and very many for the most, where nothing bounds it."""
        answer = milp(sign * row, constraints=self._limits, integrality=numpy.ones_like(row))
        if answer.status in (3, 4):  # no bound
            return 10**6
        assert answer.success, answer.message
        return round(float(sign * answer.fun))


@dataclass(frozen=True)
class Fact:
    """One thing that counts: its finest cell and who knows of it."""

    who: Hashable
    key: Key  # month, area, programme, class
    known_to: tuple[str, ...]


@dataclass
class Attacker:
    """One figure before one reader, whose name is empty for the public."""

    published: Mapping[Key, int | None]
    facts: tuple[Fact, ...]
    reader: str = ""

    @cached_property
    def solver(self) -> Solver:
        """Months by area, by programme and by class, the same people in each month."""
        solver = Solver()
        for key, least, most in self._sums:
            axes = [axis for axis in (1, 2, 3) if key[axis] != "*"] or [1, 2, 3]
            for axis in axes:
                solver.say(self._inside(key, axis), least, most)
        for month in self.months:
            whole = (f"{month}..{month}", "*", "*", "*")
            for axis in (2, 3):
                solver.equal(self._inside(whole, 1), self._inside(whole, axis))
        return solver

    @cached_property
    def crossed(self) -> Solver:
        """The same in every finest cell: month, area, programme and class at once."""
        solver = Solver()
        for key, least, most in self._sums:
            solver.say([cell for cell in self.cells if is_in(cell, key)], least, most)
        return solver

    @cached_property
    def _sums(self) -> list[tuple[Key, int, int]]:
        sums = []
        for key, shown in self.published.items():
            if shown is not None:
                slack = 2 if "~~" in key[0] else 0
                own = sum(is_in(fact.key, key) for fact in self._own)
                sums.append((key, max(shown - slack - own, 0), max(shown + slack - own, 0)))
        return sums

    def _inside(self, key: Key, axis: int) -> Iterator[Unknown]:
        for month in self.months:
            if key[0][:7] <= month <= key[0][-7:]:
                for code in self.codes[axis]:
                    if key[axis] == "*" or code in key[axis].split("+"):
                        yield (axis, month, code)

    @cached_property
    def _own(self) -> list[Fact]:
        return [fact for fact in self.facts if self.reader and self.reader in fact.known_to]

    @cached_property
    def others(self) -> Counter[Key]:
        mine = {fact.who for fact in self._own}
        return Counter(fact.key for fact in self.facts if fact.who not in mine)

    @cached_property
    def codes(self) -> Mapping[int, list[str]]:
        """What is divided by: the areas, programmes and classes in which somebody is."""
        return {axis: sorted({fact.key[axis] for fact in self.facts}) for axis in (1, 2, 3)}

    @cached_property
    def months(self) -> list[str]:
        return sorted({fact.key[0] for fact in self.facts})

    @cached_property
    def cells(self) -> list[Key]:
        """Every finest cell where somebody could be."""
        return [
            (month, *rest)
            for month in self.months
            for rest in product(*(self.codes[axis] for axis in (1, 2, 3)))
        ]

    def count(self, key: Key) -> int:
        return sum(n for cell, n in self.others.items() if is_in(cell, key))

    def targets(self) -> Iterator[Key]:
        """Months, and areas, programmes and classes in each term and month."""
        periods = {key[0] for key in self.published} | {f"{m}..{m}" for m in self.months}
        for period in sorted(periods):
            yield (period, "*", "*", "*")
            for axis in (1, 2, 3):
                for code in self.codes[axis]:
                    yield (period, *("*" if at != axis else code for at in (1, 2, 3)))

    def crossings(self) -> Iterator[Key]:
        """Areas by programme in each term."""
        for period in sorted({key[0] for key in self.published if key[1] != "*"}):
            for area, programme in product(self.codes[1], self.codes[2]):
                yield (period, area, programme, "*")

    def narrowed(self) -> list[tuple[Key, int, tuple[int, int]]]:
        """Cells with a few others of which more is known than their being a few."""
        learned = []
        for key in self.targets():
            if 0 < self.count(key) < 5:
                axis = next((axis for axis in (1, 2, 3) if key[axis] != "*"), 1)
                bounds = self.solver.bounds(self._inside(key, axis))
                if not self.is_open(*bounds):
                    learned.append((key, self.count(key), bounds))
        return learned

    def is_open(self, least: int, most: int) -> bool:
        """Whether 1 to 4 stay possible; where numbers are rounded, three numbers at least."""
        if any("~~" in key[0] for key in self.published):
            return most - least >= 2
        return least <= 1 and most >= 4


def is_in(cell: Key, key: Key) -> bool:
    if not key[0][:7] <= cell[0] <= key[0][-7:]:
        return False
    return all(
        wanted == "*" or own in wanted.split("+")
        for own, wanted in zip(cell[1:], key[1:], strict=True)
    )
