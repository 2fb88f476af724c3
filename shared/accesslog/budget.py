"""How many people's files somebody may open within an hour before somebody else is told."""

from collections import Counter, deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

Look = tuple[datetime, Collection[str]]  # when, and whose files were opened


@dataclass(frozen=True)
class ViewBudget:
    """From the `most`th file within the window on, it is told."""

    most: int = 60
    window: timedelta = timedelta(hours=1)

    def __str__(self) -> str:
        return str(self.most)


USUAL = ViewBudget()


@dataclass(frozen=True)
class Excess:
    """When a budget was used up, and how many files that were."""

    at: datetime
    opened: int


def excess(looks: Iterable[Look], budget: ViewBudget) -> Excess | None:
    """The first moment at which the looks, oldest first, reach the budget; None: never.

    A file opened twice counts once; a look exactly one window ago counts no more.
    """
    within, counts = deque[Look](), Counter[str]()
    for at, files in looks:
        within.append((at, files))
        counts.update(files)
        while within[0][0] <= at - budget.window:
            counts.subtract(within.popleft()[1])
        opened = len(+counts)
        if opened >= budget.most:
            return Excess(at, opened)
    return None
