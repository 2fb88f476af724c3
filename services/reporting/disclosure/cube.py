"""Counts over a grid of dimensions, and the lines along which the counts add up.

A cell is named by one node for each dimension: `("2026-H1", "853", "kaveri", "SCHOOL")`. Nodes
have parents (a municipality's is its seutukunta), so totals are cells like all others. A cube
need not carry every cell: a line exists only where the total and *all* its parts are carried,
or what these are made of.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

Key = tuple[str, ...]

ALL = "*"  # the usual name of a dimension's top node


class Zeros(StrEnum):
    """What a zero of a dimension tells."""

    PLAIN = "plain"  # nothing: it is shown
    SENSITIVE = "sensitive"  # as much as a small count, also of an organisation's others


@dataclass(frozen=True)
class Dimension:
    """One way of dividing the counted: its nodes, and what each is part of."""

    name: str
    parents: Mapping[str, str]  # node -> parent; a node that is nobody's child is a top
    zeros: Zeros = Zeros.PLAIN
    distinct: bool = False  # one person may be in several parts: a total is at most their sum
    alone: tuple[str, ...] = ()  # nodes that have neither parent nor parts

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        children: dict[str, list[str]] = {}
        for node, parent in self.parents.items():
            children.setdefault(parent, []).append(node)
        return {parent: tuple(sorted(nodes)) for parent, nodes in children.items()}

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        return tuple(sorted({*self.parents, *self.parents.values(), *self.alone}))

    def above(self, node: str) -> tuple[str, ...]:
        """The node itself and everything it is part of, nearest first."""
        nodes = [node]
        while nodes[-1] in self.parents:
            nodes.append(self.parents[nodes[-1]])
        return tuple(nodes)


def flat(name: str, nodes: Iterable[str], *, zeros: Zeros = Zeros.PLAIN) -> Dimension:
    """Classes side by side under one total."""
    return Dimension(name, dict.fromkeys(nodes, ALL), zeros=zeros)


@dataclass(frozen=True)
class CubeLine:
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
    impossible: Set[Key] = frozenset()  # empty cells that are empty as everybody knows
    alone: Mapping[str, Set[Key]] = field(default_factory=dict)  # organisation -> where no other is
    pools: tuple[CubeLine, ...] = ()  # lines that the dimensions do not make

    @cached_property
    def lines(self) -> tuple[CubeLine, ...]:
        lines = (line for key in sorted(self.counts) for line in self._lines_under(key))
        return (*lines, *self.pools)

    @cached_property
    def lines_of(self) -> Mapping[Key, tuple[CubeLine, ...]]:
        by_cell: dict[Key, list[CubeLine]] = {key: [] for key in self.counts}
        for line in self.lines:
            for key in line.cells:
                by_cell[key].append(line)
        return {key: tuple(lines) for key, lines in by_cell.items()}

    def revealing(self, left: Mapping[Key, int]) -> Set[Key]:
        """Cells where a zero of `left` tells of people: a class of a group that has somebody."""
        return frozenset(
            key
            for key in left.keys() - self.impossible
            if any(left.get(top, 1) > 0 for top in self._groups(key))
        )

    def _groups(self, key: Key) -> Iterable[Key]:
        """The cells that are divided by each sensitive dimension, one being the given cell."""
        for place, dimension in enumerate(self.dimensions):
            if dimension.zeros is Zeros.SENSITIVE and key[place] in dimension.parents:
                yield (*key[:place], dimension.above(key[place])[-1], *key[place + 1 :])

    def _parts(self, total: Key, place: int, dimension: Dimension) -> Iterable[Key]:
        """The parts of a total; a part that is not carried is divided into its own parts."""
        for node in dimension.children.get(total[place], ()):
            part = (*total[:place], node, *total[place + 1 :])
            if part in self.counts or node not in dimension.children:
                yield part
            else:
                yield from self._parts(part, place, dimension)

    def _lines_under(self, total: Key) -> Iterable[CubeLine]:
        for place, dimension in enumerate(self.dimensions):
            parts = tuple(self._parts(total, place, dimension))
            if parts and all(part in self.counts for part in parts):
                adds_up = sum(self.counts[part] for part in parts) == self.counts[total]
                # A reader who guesses that nobody is counted twice is right when it adds up.
                yield CubeLine(total, parts, exact=adds_up or not dimension.distinct)
