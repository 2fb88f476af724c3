"""What a reader can still believe of each hidden cell: the proof that nothing is narrowed.

All lines together are one linear system. A small cell is safe when the reader can imagine a
whole table, in whole numbers, that agrees with everything shown and has 1 there (or 0), and
another with threshold - 1. One imagined table speaks for many cells, so tables are searched that
raise, or lower, all unproved cells at once; a single cell is asked only when that gets stuck.
A table that was imaginable stays so when more is hidden, hence no proof is ever lost; when a
cell is shown again, the tables that have its true count there are imaginable still.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from services.reporting.disclosure.cube import Key
from services.reporting.disclosure.system import Component, Table, components
from services.reporting.disclosure.view import View

RAISE, LOWER = 1, -1


@dataclass(frozen=True)
class Narrowed:
    """A small cell that the reader can narrow, and the shown cells that allow it."""

    key: Key
    because: Mapping[Key, float]  # shown cell -> how much the bound would give way


@dataclass
class Audit:
    """The proofs found so far for one reader."""

    view: View
    settled: Set[Key] = frozenset()  # decided earlier, and proved then
    tables: list[Table] = field(default_factory=list)  # imaginable; a cell not in one is true
    proved: dict[int, set[Key]] = field(default_factory=lambda: {RAISE: set(), LOWER: set()})

    def may_show(self, cells: Set[Key], hidden: Set[Key]) -> bool:
        """Whether nothing is narrowed when `cells` are no longer among the hidden ones."""
        left = self.view.left
        trial = Audit(self.view, self.settled)
        for table in self.tables:
            if all(table.get(key, left[key]) == left[key] for key in cells):
                trial._learn(table)
        if any(True for _ in trial.narrowed(hidden - cells)):
            self.tables.extend(table for table in trial.tables if table not in self.tables)
            return False
        self.tables, self.proved = trial.tables, trial.proved
        return True

    def narrowed(self, hidden: Set[Key]) -> Iterator[Narrowed]:
        """Small cells of which the reader learns something if exactly `hidden` is not shown."""
        targets = self.view.small & hidden
        self._learn({key: self.view.left[key] for key in targets})
        if all(targets <= proved for proved in self.proved.values()):
            return
        for part in components(self.view, hidden):
            if part.lines and all(k in self.settled for line in part.lines for k in line.cells):
                continue
            own_targets = targets & set(part.keys)
            for direction, proved in self.proved.items():
                if not own_targets <= proved:
                    yield from self._search(part, own_targets, direction)

    def _search(self, part: Component, targets: Set[Key], direction: int) -> Iterator[Narrowed]:
        proved = self.proved[direction]
        turn = 0
        while open_ := sorted(targets - proved):
            before = len(proved)
            turn += 1
            self._learn(part.extreme(self._weights(open_, direction, turn)))
            if len(proved) == before:
                break
        for key in open_:
            if key in proved:
                continue
            table, because = part.extreme_of(key, direction)
            self._learn(table)
            if key not in proved:
                yield Narrowed(key, because)
                return

    def _weights(self, open_: list[Key], direction: int, turn: int) -> dict[Key, float]:
        """Unequal weights, so that a table raises some cells fully and not all a little."""
        mixed = ((n * 7919 + turn * 6151) % 97 for n in range(len(open_)))
        size = {key: 1 + self.view.left[key] for key in open_}
        return {k: direction / (size[k] * (1 + n)) for k, n in zip(open_, mixed, strict=True)}

    def _learn(self, table: Table) -> None:
        small, top = self.view.small, self.view.threshold - 1
        raised = {k for k, n in table.items() if n >= top and k in small}
        lowered = {k for k, n in table.items() if n <= 1 and k in small}
        if raised <= self.proved[RAISE] and lowered <= self.proved[LOWER]:
            return
        self.tables.append(table)
        self.proved[RAISE] |= raised
        self.proved[LOWER] |= lowered
