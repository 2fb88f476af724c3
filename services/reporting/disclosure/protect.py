"""Decide, once for all views of a cube, which of its cells an edition shows."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from services.reporting.disclosure.cube import ALL, Cube, Key
from services.reporting.disclosure.feasible import Audit
from services.reporting.disclosure.rules import primary, secondary
from services.reporting.disclosure.view import views

LEAST_THRESHOLD = 3  # the policy's floor, whatever the setting says
USUAL_THRESHOLD = 5

Shown = int | None  # None: suppressed, and nobody learns whether for its own or a neighbour's sake


@dataclass(frozen=True)
class Protected:
    """What an edition says about one report: a count for each cell, or None where it is hidden."""

    cells: Mapping[Key, Shown] = field(default_factory=dict)

    @property
    def hidden(self) -> Set[Key]:
        return frozenset(key for key, shown in self.cells.items() if shown is None)

    def __or__(self, later: "Protected") -> "Protected":
        return Protected({**self.cells, **later.cells})

    def since(self, before: "Protected") -> "Protected":
        """Only the cells that were not decided before."""
        return Protected({k: n for k, n in self.cells.items() if k not in before.cells})

    def to_json(self) -> dict[str, Shown]:
        return {"|".join(key): shown for key, shown in sorted(self.cells.items())}

    @classmethod
    def from_json(cls, cells: Mapping[str, Shown]) -> "Protected":
        return cls({tuple(key.split("|")): shown for key, shown in cells.items()})


def protect(
    cube: Cube,
    *,
    threshold: int = USUAL_THRESHOLD,
    before: Protected | None = None,
    hide: Set[Key] = frozenset(),
    shown_elsewhere: Set[Key] = frozenset(),
) -> Protected:
    """Hide `hide` and what must be hidden; cells decided `before` stay exactly as they are.

    Cells that are `shown_elsewhere` are shown here too.
    """
    if threshold < LEAST_THRESHOLD:
        raise ValueError(f"A threshold of {threshold} is below the least, {LEAST_THRESHOLD}.")
    decided = {k: n for k, n in (before or Protected()).cells.items() if k in cube.counts}
    _refuse_changed_figures(cube, decided)
    decided |= {key: cube.counts[key] for key in shown_elsewhere - decided.keys()}
    readers = views(cube, threshold=threshold)
    hidden: Set[Key] = hide | {key for key, shown in decided.items() if shown is None}
    for view in readers:
        hidden |= primary(view) - decided.keys()
    must, settled = frozenset(hidden), frozenset(decided)
    audits = [Audit(view, settled) for view in readers]
    hidden = _until_nothing_is_narrowed(audits, hidden, settled=settled)
    hidden = _without_needless(audits, hidden, must=must | settled)
    return Protected({k: None if k in hidden else n for k, n in cube.counts.items()})


def _refuse_changed_figures(cube: Cube, decided: Mapping[Key, Shown]) -> None:
    for key, shown in decided.items():
        if shown is not None and shown != cube.counts[key]:
            raise ValueError(f"{key} was published as {shown}, not {cube.counts[key]}.")


def _until_nothing_is_narrowed(
    audits: list[Audit], hidden: Set[Key], *, settled: Set[Key]
) -> Set[Key]:
    readers = tuple(audit.view for audit in audits)
    hidden = secondary(readers, hidden=hidden, settled=settled)
    for audit in audits:  # what is proved for one reader stays proved when others need more
        while more := _widen(audit, hidden, settled):
            hidden = secondary(readers, hidden=hidden | more, settled=settled)
    return hidden


def _widen(audit: Audit, hidden: Set[Key], settled: Set[Key]) -> Set[Key]:
    """The cell to hide next: the least one that stands in the way of a narrowed cell."""
    counts = audit.view.cube.counts
    for narrowed in audit.narrowed(hidden):
        choice = narrowed.because.keys() - hidden - settled - audit.view.reader_only
        if choice:
            return {min(choice, key=lambda k: (counts[k] == 0, counts[k], k))}
    return frozenset()


def _without_needless(audits: list[Audit], hidden: Set[Key], *, must: Set[Key]) -> Set[Key]:
    """`hidden` without neighbours that need not be: hiding one after the other hides too many.

    The widest cells come first, of these the greatest. What cannot be shown now never can be
    once more is shown, so that each is asked once.
    """
    cube = audits[0].view.cube
    order = sorted(hidden - must, key=lambda k: (-k.count(ALL), -cube.counts[k], k))
    return _shown_again(audits, order, hidden)


def _shown_again(audits: list[Audit], cells: list[Key], hidden: Set[Key]) -> Set[Key]:
    """Together if possible, else by halves."""
    if not cells:
        return hidden
    candidates = frozenset(cells)
    refused = next(
        (a for a in audits if not a.may_show(candidates - a.view.reader_only, hidden)), None
    )
    if refused is None:
        return hidden - candidates
    # Who has refused is likely to refuse a part of it too.
    audits.insert(0, audits.pop(audits.index(refused)))
    if len(cells) == 1:
        return hidden
    middle = len(cells) // 2
    return _shown_again(audits, cells[middle:], _shown_again(audits, cells[:middle], hidden))
