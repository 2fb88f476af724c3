"""Counts over a grid of dimensions, and the lines along which the counts add up.

A cell is named by one node for each dimension: `("2026-H1", "853", "kaveri", "SCHOOL")`. Nodes
have parents (a municipality's is its seutukunta), so totals are cells like all others. A cube
need not carry every cell: a line exists only where the total and *all* its parts are carried.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

Key = tuple[str, ...]

ALL = "*"  # the usual name of a dimension's top node


@dataclass(frozen=True)
class Dimension:
    """One way of dividing the counted: its nodes, and what each is part of."""

    name: str
    parents: Mapping[str, str]  # node -> parent; a node that is nobody's child is a top
    sensitive: bool = False  # a zero tells something too, so it is treated as a small count
    distinct: bool = False  # a person may be in several parts, so a total is at most their sum

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for node, parent in self.parents.items():
            found.setdefault(parent, []).append(node)
        return {parent: tuple(sorted(nodes)) for parent, nodes in found.items()}

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        return tuple(sorted({*self.parents, *self.parents.values()}))

    def above(self, node: str) -> tuple[str, ...]:
        """The node itself and everything it is part of, nearest first."""
        found = [node]
        while found[-1] in self.parents:
            found.append(self.parents[found[-1]])
        return tuple(found)


def flat(name: str, nodes: Iterable[str], *, sensitive: bool = False) -> Dimension:
    """Classes side by side under one total."""
    return Dimension(name, dict.fromkeys(nodes, ALL), sensitive=sensitive)


@dataclass(frozen=True)
class Line:
    """A total and its parts; `exact` when the parts add up to the total."""

    total: Key
    parts: tuple[Key, ...]
    exact: bool = True

    @property
    def cells(self) -> tuple[Key, ...]:
        return (self.total, *self.parts)


@dataclass(frozen=True)
class Cube:
    """Everything that an edition could say about one report, before anything is hidden."""

    dimensions: tuple[Dimension, ...]
    counts: Mapping[Key, int]
    own: Mapping[str, Mapping[Key, int]] = field(default_factory=dict)  # organisation -> its part

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for key in sorted(self.counts) for line in self._lines_under(key))

    @cached_property
    def lines_of(self) -> Mapping[Key, tuple[Line, ...]]:
        found: dict[Key, list[Line]] = {key: [] for key in self.counts}
        for line in self.lines:
            for key in line.cells:
                found[key].append(line)
        return {key: tuple(lines) for key, lines in found.items()}

    def hides_zero(self, key: Key) -> bool:
        """Whether a zero here would tell of people: of a sensitive class in a group not empty."""
        for place, dimension in enumerate(self.dimensions):
            if not dimension.sensitive or key[place] not in dimension.parents:
                continue
            top = dimension.above(key[place])[-1]
            if self.counts.get((*key[:place], top, *key[place + 1 :]), 1) > 0:
                return True
        return False

    def above(self, key: Key) -> Iterable[Key]:
        """The cell itself and every carried cell that contains it."""
        ways = (d.above(node) for d, node in zip(self.dimensions, key, strict=True))
        return (found for found in product(*ways) if found in self.counts)

    def _lines_under(self, total: Key) -> Iterable[Line]:
        for place, dimension in enumerate(self.dimensions):
            nodes = dimension.children.get(total[place], ())
            parts = tuple((*total[:place], node, *total[place + 1 :]) for node in nodes)
            if parts and all(part in self.counts for part in parts):
                adds_up = sum(self.counts[part] for part in parts) == self.counts[total]
                # A reader who guesses that nobody is counted twice is right when it adds up.
                yield Line(total, parts, exact=adds_up or not dimension.distinct)


@dataclass(frozen=True)
class Row:
    """One counted fact: its finest cell, and the organisations that know it anyway."""

    key: Key
    known_to: tuple[str, ...] = ()


def count(
    rows: Iterable[Row],
    *,
    dimensions: tuple[Dimension, ...],
    carried: Callable[[Key], bool] = lambda _: True,
) -> Cube:
    """The cube of additive facts: each row counts once in its cell and in all above it."""
    counts = {key: 0 for key in product(*(d.nodes for d in dimensions)) if carried(key)}
    own: dict[str, dict[Key, int]] = {}
    for row in rows:
        ways = (d.above(node) for d, node in zip(dimensions, row.key, strict=True))
        for key in product(*ways):
            if key not in counts:
                continue
            counts[key] += 1
            for organisation in row.known_to:
                mine = own.setdefault(organisation, {})
                mine[key] = mine.get(key, 0) + 1
    return Cube(dimensions, counts, own)
