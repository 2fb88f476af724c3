"""What one reader sees of a cube and what the reader could know of the cells that are hidden.

The public is a reader. So is every organisation that has counted people of its own: it takes
them away from each published figure, so for it the question is what is left of the others.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from services.reporting.disclosure.cube import Cube, CubeLine, Key

PUBLIC = ""


@dataclass(frozen=True)
class View:
    """A cube as one reader sees it. Nothing here depends on what is hidden in the end."""

    cube: Cube
    threshold: int
    reader: str = PUBLIC  # an organisation, or the public

    @cached_property
    def own(self) -> Mapping[Key, int]:
        """The reader's own people, in the cells where it has some."""
        return self.cube.own.get(self.reader, {})

    @cached_property
    def left(self) -> Mapping[Key, int]:
        """The counts without the reader's own people."""
        return {key: n - self.own.get(key, 0) for key, n in self.cube.counts.items()}

    @cached_property
    def reader_only(self) -> Set[Key]:
        """Cells where the reader alone can have people: nothing is left of any others."""
        alone = self.cube.alone.get(self.reader, frozenset())
        return frozenset(key for key in alone if self.left[key] == 0)

    @cached_property
    def revealing(self) -> Set[Key]:
        """Cells where a zero would tell this reader something of people."""
        empty = {key for key in self._like_zeros if self.cube.counts[key] == 0}
        return empty | self.cube.revealing(self.left)

    @cached_property
    def small(self) -> Set[Key]:
        """Cells that may not be read: 1 to threshold - 1, and zeros that tell something."""
        few = {key for key, n in self.left.items() if 0 < n < self.threshold}
        none = {key for key in self.revealing if self.left[key] == 0}
        return frozenset((few | none) - self.reader_only)

    @cached_property
    def maybe_nil(self) -> Set[Key]:
        """Hidden cells that the reader must take for a possible zero."""
        in_small_rows = {
            part
            for line in self.cube.lines
            if 0 < self.left[line.total] < self.threshold
            for part in line.parts
        }
        nil = {key for key, n in self.left.items() if n == 0}
        return frozenset(in_small_rows | nil | (self.small & self._like_zeros))

    @cached_property
    def _like_zeros(self) -> Set[Key]:
        """Cells that look as a zero of theirs would look."""
        return self.cube.revealing(self.cube.counts)

    def floor(self, key: Key) -> int:
        """The least that the reader must grant a hidden cell."""
        return 0 if key in self.maybe_nil else 1

    def ceiling(self, key: Key) -> float:
        """The most that the reader, who may know why a cell is hidden, must grant it."""
        few = key in self.small or self.left[key] == 0
        return self.threshold - 1 if few else float("inf")

    def unknown(self, line: CubeLine, hidden: Set[Key]) -> list[Key]:
        return [key for key in line.cells if key in hidden and key not in self.reader_only]


def views(cube: Cube, *, threshold: int) -> tuple[View, ...]:
    """The public and every organisation that knows, or may come to know, a part of the cube."""
    organisations = sorted({*cube.own, *cube.alone})
    return tuple(View(cube, threshold, reader) for reader in (PUBLIC, *organisations))
