"""One edition's decisions: a month is closed once, and what was published stays as it was.

The rows that a month is counted from are its *book*. The edition that closes the month keeps the
book, and every later edition counts from it, never anew. So no figure is ever re-issued, and
nothing can be learned by comparing editions.
"""

from collections.abc import Hashable, Iterable, Set
from dataclasses import replace

from services.reporting.disclosure.counting import Row
from services.reporting.disclosure.layout import Kind, Layout
from services.reporting.disclosure.pool import new_pools, shown_pools, with_pools
from services.reporting.disclosure.protect import USUAL_THRESHOLD, Protected, protect

NOTHING = Protected()


def book(facts: Iterable[Row], *, closing: str, booked: Set[Hashable]) -> list[Row]:
    """The rows of the closing month: its own facts, and earlier ones that came too late.

    For figures of kind FLOW. A late fact is counted in the month that is being closed when it
    becomes known, as in accounting: it is in the totals of the year, once, and opens no book.
    """
    return [
        replace(fact, key=(closing, *fact.key[1:]))
        for fact in facts
        if fact.key[0] <= closing and fact.who not in booked
    ]


def decide(
    layout: Layout,
    books: Iterable[Row],
    *,
    closing: str,
    before: Protected = NOTHING,
    threshold: int = USUAL_THRESHOLD,
) -> Protected:
    """What the edition that closes the month `closing` adds to what was published `before`.

    `books` are the rows of the half-year's closed books with this month's. Months are closed in
    order, one call each; the last of a half-year decides the half-year too.
    """
    cube = layout.cube(books, through=closing)
    if layout.kind is not Kind.FLOW:
        live = layout.shown_live(cube, closing=closing, threshold=threshold)
        return protect(cube, threshold=threshold, before=before, shown_elsewhere=live).since(before)
    pools = new_pools(cube, closing=closing, before=before, threshold=threshold)
    cube = with_pools(cube, {**shown_pools(cube, before), **pools})
    newest = {parts[-1] for parts in pools.values()}
    return protect(cube, threshold=threshold, before=before, hide=newest).since(before)
