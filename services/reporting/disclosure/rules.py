"""The rules that need no search: small cells, small rows, and lines that can be subtracted.

They are quick and hide nearly all that must be hidden; whether it is enough is proved by
`feasible`. Each rule looks from every reader's side (see `view`), because what is safe before
the public may be plain subtraction for an organisation.
"""

from collections.abc import Iterable, Set

from services.reporting.disclosure.cube import Key, Line
from services.reporting.disclosure.view import PUBLIC, View


def primary(view: View) -> Set[Key]:
    """Small cells, and with the total of a small row its whole row."""
    rows = (
        line.cells
        for line in view.cube.lines
        if view.reader == PUBLIC and 0 < view.left[line.total] < view.threshold
    )
    return view.small | {key for row in rows for key in row}


def secondary(views: Iterable[View], *, hidden: Set[Key], settled: Set[Key]) -> Set[Key]:
    """`hidden` and what else must go until no single line gives a small cell away."""
    views = tuple(views)
    found = set(hidden)
    waiting = [line for key in sorted(found) for line in views[0].cube.lines_of[key]]
    while waiting:
        line = waiting.pop()
        for view in views:
            if not gives_away(view, line, found):
                continue
            more = next_to_hide(view, [line], hidden=found, settled=settled)
            if more is not None:
                found.add(more)
                waiting.extend(view.cube.lines_of[more])
    return found


def gives_away(view: View, line: Line, hidden: Set[Key]) -> bool:
    """Whether this line alone narrows a hidden cell for this reader."""
    unknown = view.unknown(line, hidden)
    if not unknown or not line.exact:
        return False
    if len(unknown) == 1:
        return view.reader == PUBLIC or unknown[0] in view.small
    return any(_narrowed(view, line, key, unknown) for key in unknown if key in view.small)


def next_to_hide(
    view: View, lines: Iterable[Line], *, hidden: Set[Key], settled: Set[Key]
) -> Key | None:
    """The cell whose loss helps at the least cost: a small part first, a total last."""
    lines = tuple(lines)
    closed = hidden | settled | view.known
    counts = view.cube.counts
    parts = {k for line in lines for k in line.parts if k not in closed and counts[k] > 0}
    totals = {line.total for line in lines} - closed
    nils = {k for line in lines for k in line.parts if k not in closed and counts[k] == 0}
    for choice in (parts, totals, nils):
        if choice:
            return min(choice, key=lambda k: (counts[k], k))
    return None


def _narrowed(view: View, line: Line, key: Key, unknown: list[Key]) -> bool:
    """Whether the bounds of the line's other hidden cells leave `key` less than its range."""
    sign = {k: (-1 if k == line.total else 1) for k in line.cells}
    rest = -sum(sign[k] * view.left[k] for k in line.cells if k not in unknown)
    low = high = float(rest)
    for other in unknown:
        if other == key:
            continue
        ends = (sign[other] * view.floor(other), sign[other] * view.ceiling(other))
        low, high = low - max(ends), high - min(ends)
    if key == line.total:
        low, high = -high, -low
    return low > max(1, view.floor(key)) or high < view.threshold - 1
