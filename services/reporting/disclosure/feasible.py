"""What a reader can still believe of each hidden cell: the proof that nothing is narrowed.

All lines together are one linear system. A small cell is safe when the reader can imagine a
whole table, in whole numbers, that agrees with everything shown and has 1 there, and another
with threshold - 1. One imagined table speaks for many cells, so tables are searched that raise
(or lower) all unproved cells at once; single cells are asked only when that gets stuck.
A table that was imaginable stays so when more is hidden, hence proofs are kept.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from services.reporting.disclosure.cube import Key, Line
from services.reporting.disclosure.view import View

Table = Mapping[Key, int]


@dataclass
class Audit:
    """The proofs found so far for one reader. `narrowed` adds to them and never takes away."""

    view: View
    high: set[Key] = field(default_factory=set)  # proved to reach threshold - 1
    low: set[Key] = field(default_factory=set)  # proved to reach 1 (or 0)

    def narrowed(self, hidden: Set[Key]) -> set[Key]:
        """The small cells that this reader can narrow when exactly `hidden` is not shown."""
        targets = {key for key in self.view.small if key in hidden}
        self._learn({key: self.view.left[key] for key in targets})
        failed: set[Key] = set()
        for part in components(self.view, hidden):
            failed |= self._search(part, targets & part.cells)
        return failed

    def _learn(self, table: Table) -> None:
        small = self.view.small
        self.high.update(k for k, n in table.items() if k in small and n >= self._top)
        self.low.update(k for k, n in table.items() if k in small and n <= 1)

    @property
    def _top(self) -> int:
        return self.view.threshold - 1

    def _search(self, part: "Component", targets: Set[Key]) -> set[Key]:
        failed: set[Key] = set()
        for proved, sign in ((self.high, 1), (self.low, -1)):
            while open_ := targets - proved - failed:
                before = len(proved)
                self._learn(part.extreme(dict.fromkeys(open_, sign)))
                if len(proved) == before:
                    failed |= self._one_by_one(part, open_, proved, sign)
        return failed

    def _one_by_one(
        self, part: "Component", open_: Set[Key], proved: Set[Key], sign: int
    ) -> set[Key]:
        failed = set()
        for key in sorted(open_):
            if key not in proved:
                self._learn(part.extreme({key: sign}))
            if key not in proved:
                failed.add(key)
        return failed


@dataclass(frozen=True)
class Component:
    """Hidden cells that hang together by lines, with nothing shared with other components."""

    view: View
    keys: tuple[Key, ...]
    lines: tuple[Line, ...]

    @property
    def cells(self) -> Set[Key]:
        return frozenset(self.keys)

    def extreme(self, wish: Mapping[Key, int]) -> Table:
        """The imaginable table that raises (+1) or lowers (-1) the wished cells the most."""
        import numpy
        from scipy.optimize import (  # type: ignore[import-untyped]  # has no types of its own
            Bounds,
            LinearConstraint,
            milp,
        )

        place = {key: n for n, key in enumerate(self.keys)}
        cost = numpy.zeros(len(self.keys))
        for key, sign in wish.items():
            cost[place[key]] = -sign
        bounds = Bounds(
            numpy.array([self.view.floor(k) for k in self.keys], dtype=float),
            numpy.array([self.view.ceiling(k) for k in self.keys]),
        )
        matrix, least, most = self._system(place)
        rules = LinearConstraint(matrix, least, most)
        found = milp(cost, constraints=rules, bounds=bounds)
        if found.x is not None and not _is_whole(found.x):
            found = milp(cost, constraints=rules, bounds=bounds, integrality=numpy.ones(len(cost)))
        if found.x is None:
            return {}
        return {key: round(x) for key, x in zip(self.keys, found.x, strict=True)}

    def _system(self, place: Mapping[Key, int]):  # type: ignore[no-untyped-def]
        from scipy.sparse import csr_array  # type: ignore[import-untyped]  # as above

        rows = [row for line in self.lines for row in _rows(self.view, line, place)]
        data = [sign for cells, _, _ in rows for sign in cells.values()]
        columns = [place[key] for cells, _, _ in rows for key in cells]
        at = [n for n, (cells, _, _) in enumerate(rows) for _ in cells]
        matrix = csr_array((data, (at, columns)), shape=(len(rows), len(place)), dtype=float)
        return matrix, [least for _, least, _ in rows], [most for _, _, most in rows]


Constraint = tuple[dict[Key, int], float, float]  # cell -> sign, least, most


def _rows(view: View, line: Line, place: Mapping[Key, int]) -> Iterable[Constraint]:
    """The line as constraints on its hidden cells: one equation, or bounds when parts overlap."""
    signs = {line.total: -1} | dict.fromkeys(line.parts, 1)
    if line.exact:
        yield _constraint(view, signs, place, most=0)
        return
    yield _constraint(view, signs, place, most=float("inf"))
    for part in line.parts:
        yield _constraint(view, {line.total: 1, part: -1}, place, most=float("inf"))


def _constraint(
    view: View, signs: Mapping[Key, int], place: Mapping[Key, int], *, most: float
) -> Constraint:
    """0 <= sum of sign * cell <= most, with the cells that the reader knows taken out."""
    known = sum(sign * view.left[key] for key, sign in signs.items() if key not in place)
    return {k: s for k, s in signs.items() if k in place}, -known, most - known


def components(view: View, hidden: Set[Key]) -> list[Component]:
    """The separate linear systems of this reader's hidden cells."""
    unknown = sorted(hidden - view.known)
    root = {key: key for key in unknown}

    def find(key: Key) -> Key:
        while root[key] != key:
            root[key] = key = root[root[key]]
        return key

    lines: list[tuple[Line, list[Key]]] = []
    for line in view.cube.lines:
        cells = [key for key in line.cells if key in root]
        if cells:
            lines.append((line, cells))
            for other in cells[1:]:
                root[find(other)] = find(cells[0])
    keys: dict[Key, list[Key]] = {}
    for key in unknown:
        keys.setdefault(find(key), []).append(key)
    within: dict[Key, list[Line]] = {key: [] for key in keys}
    for line, cells in lines:
        within[find(cells[0])].append(line)
    return [Component(view, tuple(keys[k]), tuple(within[k])) for k in keys]


def _is_whole(values: Iterable[float]) -> bool:
    return all(abs(x - round(x)) < 1e-6 for x in values)
