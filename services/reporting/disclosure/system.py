"""The linear systems of hidden cells, and the solver that searches them (HiGHS, in scipy).

The solver is imported where it is used: processes that only read editions never pay for it.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from services.reporting.disclosure.cube import CubeLine, Key
from services.reporting.disclosure.view import View

Table = Mapping[Key, int]
UNBOUNDED = float("inf")
WHOLE = 1e-6  # how far from a whole number a solution may lie and still mean it


@dataclass(frozen=True)
class Rule:
    """least <= sum of sign * cell <= most, over hidden cells; `shown` are the others in it."""

    signs: Mapping[Key, int]
    shown: Mapping[Key, int]
    least: float
    most: float


@dataclass(frozen=True)
class Component:
    """Hidden cells that hang together by lines, with nothing shared with other components."""

    view: View
    keys: tuple[Key, ...]
    lines: tuple[CubeLine, ...]

    def extreme(self, weights: Mapping[Key, float]) -> Table:
        """The imaginable table that raises the weighted cells the most (or lowers: negative)."""
        import numpy
        from scipy.optimize import milp  # type: ignore[import-untyped]  # has no types

        problem = self._problem(weights)
        solution = milp(**problem, options={"presolve": False})  # it costs more than it saves here
        if solution.x is not None and numpy.abs(solution.x - solution.x.round()).max() > WHOLE:
            solution = milp(**problem, integrality=numpy.ones(len(self.keys)))
        return self._table(solution.x)

    def extreme_of(self, key: Key, direction: int) -> tuple[Table, Mapping[Key, float]]:
        """The table that is best for one cell, and how much each shown cell stands in its way."""
        from scipy.optimize import linprog

        problem = self._problem({key: direction})
        rules, bounds = problem["constraints"], problem["bounds"]
        table = self.extreme({key: direction})
        equal = rules.lb == rules.ub
        solution = linprog(
            problem["c"],
            A_eq=rules.A[equal],
            b_eq=rules.lb[equal],
            A_ub=-rules.A[~equal] if not equal.all() else None,
            b_ub=-rules.lb[~equal] if not equal.all() else None,
            bounds=list(zip(bounds.lb, bounds.ub, strict=True)),
        )
        prices = [0.0] * len(self.rules)
        for group, marginals in ((equal, solution.eqlin), (~equal, solution.ineqlin)):
            for place, price in zip(group.nonzero()[0], marginals.marginals, strict=False):
                prices[place] = float(price)
        because: dict[Key, float] = {}
        for rule, price in zip(self.rules, prices, strict=True):
            for cell, sign in rule.shown.items():
                because[cell] = because.get(cell, 0.0) + sign * price
        return table, {k: abs(price) for k, price in because.items() if abs(price) > 1e-6}

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        hidden = frozenset(self.keys)
        return tuple(rule for line in self.lines for rule in _rules(self.view, line, hidden))

    @cached_property
    def _place(self) -> Mapping[Key, int]:
        return {key: n for n, key in enumerate(self.keys)}

    @cached_property
    def _limits(self) -> Mapping[str, Any]:
        import numpy
        from scipy.optimize import Bounds, LinearConstraint
        from scipy.sparse import csr_array  # type: ignore[import-untyped]  # has no types

        cells = [
            (n, self._place[k], s) for n, r in enumerate(self.rules) for k, s in r.signs.items()
        ]
        at, columns, signs = zip(*cells, strict=True) if cells else ((), (), ())
        shape = (len(self.rules), len(self.keys))
        matrix = csr_array((signs, (at, columns)), shape=shape, dtype=float)
        least = numpy.array([rule.least for rule in self.rules], dtype=float)
        most = numpy.array([rule.most for rule in self.rules], dtype=float)
        floors = numpy.array([self.view.floor(key) for key in self.keys], dtype=float)
        ceilings = numpy.array([self.view.ceiling(key) for key in self.keys], dtype=float)
        return {
            "constraints": LinearConstraint(matrix, least, most),
            "bounds": Bounds(floors, ceilings),
        }

    def _problem(self, weights: Mapping[Key, float]) -> dict[str, Any]:
        import numpy

        cost = numpy.zeros(len(self.keys))
        for key, weight in weights.items():
            cost[self._place[key]] = -weight
        return {"c": cost, **self._limits}

    def _table(self, solution: Any) -> Table:
        if solution is None:
            return {}
        return dict(zip(self.keys, solution.round().astype(int).tolist(), strict=True))


def _rules(view: View, line: CubeLine, hidden: Set[Key]) -> Iterable[Rule]:
    """One equation where the parts add up; where people may overlap, what is certain then."""
    parts = dict.fromkeys(line.parts, 1)
    if line.exact:
        yield _rule(view, {line.total: -1, **parts}, hidden, most=0)
        return
    yield _rule(view, {line.total: -1, **parts}, hidden, most=UNBOUNDED)
    for part in line.parts:
        yield _rule(view, {line.total: 1, part: -1}, hidden, most=UNBOUNDED)


def _rule(view: View, signs: Mapping[Key, int], hidden: Set[Key], *, most: float) -> Rule:
    """0 <= sum of sign * cell <= most, with the cells that the reader knows on the other side."""
    shown = {k: s for k, s in signs.items() if k not in hidden}
    given = sum(s * view.left[k] for k, s in shown.items())
    given += sum(s * view.own.get(k, 0) for k, s in signs.items())  # 0 where parts add up
    return Rule({k: s for k, s in signs.items() if k in hidden}, shown, -given, most - given)


def components(view: View, hidden: Set[Key]) -> list[Component]:
    """The separate linear systems of this reader's hidden cells."""
    group = _groups(view, hidden - view.reader_only)
    keys: dict[Key, list[Key]] = {}
    for key in sorted(group):
        keys.setdefault(group[key], []).append(key)
    lines: dict[Key, list[CubeLine]] = {name: [] for name in keys}
    for line in view.cube.lines:
        first = next((key for key in line.cells if key in group), None)
        if first is not None:
            lines[group[first]].append(line)
    return [Component(view, tuple(keys[name]), tuple(lines[name])) for name in keys]


def _groups(view: View, unknown: Set[Key]) -> Mapping[Key, Key]:
    """For each unknown cell one cell that stands for all that it hangs together with."""
    root = {key: key for key in unknown}

    def find(key: Key) -> Key:
        while root[key] != key:
            root[key] = key = root[root[key]]
        return key

    for line in view.cube.lines:
        cells = [key for key in line.cells if key in root]
        for other in cells[1:]:
            root[find(other)] = find(cells[0])
    return {key: find(key) for key in unknown}
