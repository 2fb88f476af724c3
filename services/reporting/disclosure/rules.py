"""The rules that need no search: small cells, small rows, and lines that can be subtracted.

They are quick and hide nearly all that must be hidden; whether it is enough is proved by
`feasible`. Each rule looks from every reader's side (see `view`), because what is safe before
the public may be plain subtraction for an organisation.
"""

from collections.abc import Iterable, Set

from services.reporting.disclosure.cube import CubeLine, Key
from services.reporting.disclosure.view import PUBLIC, View


def primary(view: View) -> Set[Key]:
    """Small cells, and with the total of a small row its whole row."""
    rows = (
        line.cells
        for line in view.cube.lines
        if view.reader == PUBLIC and 0 < view.left[line.total] < view.threshold
    )
    return (view.small | {key for row in rows for key in row}) - view.cube.impossible


def secondary(views: Iterable[View], *, hidden: Set[Key], settled: Set[Key]) -> Set[Key]:
    """`hidden` and what else must go until no single line gives a small cell away."""
    views = tuple(views)
    gone = set(hidden)
    lines = (line for key in sorted(gone) for line in views[0].cube.lines_of[key])
    waiting = list(dict.fromkeys(lines))
    while waiting:
        line = waiting.pop()
        for view in views:
            if not gives_away(view, line, gone):
                continue
            more = next_to_hide(view, [line], hidden=gone, settled=settled)
            if more is not None:
                gone.add(more)
                waiting.extend(view.cube.lines_of[more])
    return gone


def gives_away(view: View, line: CubeLine, hidden: Set[Key]) -> bool:
    """Whether this line alone narrows a hidden cell for this reader."""
    if not line.exact:
        return False
    match view.unknown(line, hidden):
        case []:
            return False
        case [only]:
            return view.reader == PUBLIC or only in view.small
        case unknown:
            return _narrows(view, line, unknown)


def next_to_hide(
    view: View, lines: Iterable[CubeLine], *, hidden: Set[Key], settled: Set[Key]
) -> Key | None:
    """The cell whose loss helps at the least cost: a small part first, a total last."""
    lines = tuple(lines)
    closed = hidden | settled | view.reader_only
    counts = view.cube.counts
    rest = {key for line in lines for key in line.parts} - closed
    parts = {key for key in rest if counts[key] > 0}
    totals = {line.total for line in lines} - closed
    for choice in (parts, totals, rest - view.cube.impossible):
        if choice:
            return min(choice, key=lambda k: (counts[k], k))
    return None


def _narrows(view: View, line: CubeLine, unknown: list[Key]) -> bool:
    """Whether the bounds of the line's other hidden cells leave one less than its range."""
    # The total is one more part, below zero: then all cells of the line add up to nothing.
    ends = {key: (float(view.floor(key)), view.ceiling(key)) for key in unknown}
    if line.total in ends:
        ends[line.total] = (-ends[line.total][1], -ends[line.total][0])
    rest = sum(
        view.left[key] if key == line.total else -view.left[key]
        for key in line.cells
        if key not in ends
    )
    least, most = sum(low for low, _ in ends.values()), sum(high for _, high in ends.values())
    for key in view.small & ends.keys():
        low, high = rest - (most - ends[key][1]), rest - (least - ends[key][0])
        if key == line.total:
            low, high = -high, -low
        if low > 1 or high < view.threshold - 1:
            return True
    return False
