"""From counted rows to a cube."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import product

from services.reporting.disclosure.cube import Cube, Dimension, Key


@dataclass(frozen=True)
class Row:
    """One counted fact: who or what is counted, its finest cell, and who knows it anyway."""

    who: Hashable  # the fact's id; the person's where persons are counted once
    key: Key
    known_to: tuple[str, ...] = ()  # organisations that can take it away from a figure


def count(
    rows: Iterable[Row],
    *,
    dimensions: tuple[Dimension, ...],
    carried: Callable[[Key], bool] = lambda _: True,
    providers: Callable[[Key], Set[str] | None] = lambda _: None,
) -> Cube:
    """The cube of `rows`: each counts once in its cell and in every cell that contains it.

    `carried` chooses the cells. `providers` are the organisations that can have people in a cell,
    as everybody knows: none at all makes its zero worthless to hide; a single one knows that what
    it does not count itself is zero. None: unknown.
    """
    keys = [key for key in product(*(d.nodes for d in dimensions)) if carried(key)]
    seen: dict[Key, set[Hashable]] = {key: set() for key in keys}
    own: dict[str, dict[Key, set[Hashable]]] = {}
    for row in rows:
        containing = (d.above(node) for d, node in zip(dimensions, row.key, strict=True))
        for key in product(*containing):
            if key in seen:
                seen[key].add(row.who)
                for organisation in row.known_to:
                    own.setdefault(organisation, {}).setdefault(key, set()).add(row.who)
    return Cube(
        dimensions,
        {key: len(who) for key, who in seen.items()},
        {name: {key: len(who) for key, who in cells.items()} for name, cells in own.items()},
        frozenset(key for key in keys if not seen[key] and providers(key) == frozenset()),
        _alone({key: providers(key) for key in keys}),
    )


def _alone(providers: Mapping[Key, Set[str] | None]) -> Mapping[str, Set[Key]]:
    """For each organisation, also one that has counted nobody yet, where no other can."""
    names = {name for several in providers.values() if several for name in several}
    return {
        name: frozenset(key for key, several in providers.items() if several == {name})
        for name in names
    }
