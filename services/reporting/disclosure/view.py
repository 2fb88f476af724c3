"""What one reader sees of a cube and what the reader could know of the cells that are hidden.

The public is a reader. So is every organisation that has counted people of its own: it takes
them away from each published figure, so for it the question is what is left of the others.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from services.reporting.disclosure.cube import Cube, Key, Line

PUBLIC = ""


@dataclass(frozen=True)
class View:
    """A cube as one reader sees it. Nothing here depends on what is hidden in the end."""

    cube: Cube
    threshold: int
    reader: str = PUBLIC  # an organisation, or the public

    @cached_property
    def left(self) -> Mapping[Key, int]:
        """The counts without the reader's own people."""
        own = self.cube.own.get(self.reader, {})
        return {key: n - own.get(key, 0) for key, n in self.cube.counts.items()}

    @cached_property
    def known(self) -> Set[Key]:
        """Cells where the reader works alone: it knows that nothing is left of the others."""
        own = self.cube.own.get(self.reader, {})
        alone = {key for key in own if self.left[key] == 0}
        if not alone:
            return frozenset()
        return frozenset(
            key for key in self.left if any(above in alone for above in self.cube.above(key))
        )

    @cached_property
    def small(self) -> Set[Key]:
        """Cells that may not be read: 1 to threshold - 1, and zeros that tell something."""
        return frozenset(
            key
            for key, n in self.left.items()
            if key not in self.known
            and (0 < n < self.threshold or (n == 0 and self.cube.hides_zero(key)))
        )

    @cached_property
    def maybe_nil(self) -> Set[Key]:
        """Cells that the reader must take for a possible zero when they are hidden."""
        in_small_rows = {
            part
            for line in self.cube.lines
            if 0 < self.left[line.total] < self.threshold
            for part in line.parts
        }
        return frozenset(in_small_rows | {key for key in self.small if self.cube.hides_zero(key)})

    def floor(self, key: Key) -> int:
        """The least that the reader must grant a hidden cell."""
        return 0 if key in self.maybe_nil or self.left[key] == 0 else 1

    def ceiling(self, key: Key) -> float:
        """The most that the reader, who may know why a cell is hidden, must grant it."""
        return self.threshold - 1 if key in self.small else float("inf")

    def unknown(self, line: Line, hidden: Set[Key]) -> list[Key]:
        return [key for key in line.cells if key in hidden and key not in self.known]


def views(cube: Cube, *, threshold: int) -> tuple[View, ...]:
    """The public and every organisation that knows a part of the cube."""
    return tuple(View(cube, threshold, reader) for reader in (PUBLIC, *sorted(cube.own)))
