"""How many of the people counted are in figures that a reader finds without asking further."""

from collections.abc import Callable

from services.reporting.disclosure.published import is_divided
from services.reporting.disclosure.tables import CLASS, PLACE, PROGRAMME
from services.reporting.editions.queries import InForce
from services.reporting.indicators.months import Range

DIVIDED = {  # what the reports divide each figure by
    "received": (),
    "accepted": (PLACE, PROGRAMME, CLASS),
    "queued": (PLACE, PROGRAMME),
    "found": (),
    "met": (PLACE, PROGRAMME),
    "supported": (PLACE, PROGRAMME),
    "ended": (PLACE, PROGRAMME, CLASS),
    "parted": (CLASS,),
}
Shares = dict[str, tuple[int, int]]  # what is shown: of how many people, of all how many


def shown(in_force: InForce, counted: Callable[[str, Range], int], period: Range) -> Shares:
    """For each figure and division the people in shown rows, and all that were counted."""
    shares: Shares = {}
    for name, axes in DIVIDED.items():
        published, every = in_force.published[name], counted(name, period)
        whole = published.nearest(period.first, period.last)
        figure = published.figure(*whole).value if whole else None
        shares[f"{name}, all"] = (min(figure or 0, every), every)
        for axis in axes:
            table = published.table(axis, period.first, period.last)
            says_more = table is not None and is_divided(table[1])
            rows = [row.figure.value or 0 for row in table[1]] if table and says_more else []
            shares[f"{name}, by {axis}"] = (min(sum(rows), every), every)
    return shares


def share(shares: Shares) -> float:
    return sum(part for part, _ in shares.values()) / sum(whole for _, whole in shares.values())
