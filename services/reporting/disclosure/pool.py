"""Months that are too small to show, shown together as soon as they are enough.

A hidden month is followed, for the region and programme it belongs to, by a *pool*: the months
since the last shown one, as one figure. The newest month then goes into the pool rather than
being shown by itself, so that the year so far can still be put together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from services.reporting.disclosure.cube import ALL, Cube, CubeLine, Key
from services.reporting.disclosure.layout import half_of, is_half, span
from services.reporting.disclosure.protect import Protected
from services.reporting.disclosure.view import views

Pools = Mapping[Key, tuple[Key, ...]]  # the pool's cell -> the months' cells


def shown_pools(cube: Cube, before: Protected) -> Pools:
    """The pools of this half-year that earlier editions have shown."""
    months = {key for key in cube.counts if not is_half(key[0])}
    pools = {}
    for key, shown in before.cells.items():
        first, last = span(key[0])
        if shown is not None and first != last and not is_half(key[0]):
            parts = sorted(k for k in months if k[1:] == key[1:] and first <= k[0] <= last)
            pools[key] = tuple(parts)
    return {key: parts for key, parts in pools.items() if parts}


def new_pools(cube: Cube, *, closing: str, before: Protected, threshold: int) -> Pools:
    """The pools that end with the closing month and are enough for every reader."""
    pools: dict[Key, tuple[Key, ...]] = {}
    for newest in (key for key in cube.counts if key == (closing, ALL, ALL, ALL)):
        parts = (*_trailing(newest, before), newest)
        if len(parts) > 1:
            pools[(f"{parts[0][0]}..{closing}", *newest[1:])] = parts
    pooled = with_pools(cube, pools)
    small = frozenset().union(*(view.small for view in views(pooled, threshold=threshold)))
    return {key: parts for key, parts in pools.items() if key not in small}


def with_pools(cube: Cube, pools: Pools) -> Cube:
    """The cube with the pools as further cells, each the total of its months."""
    return replace(
        cube,
        counts={**cube.counts, **_sums(cube.counts, pools)},
        own={name: {**own, **_sums(own, pools)} for name, own in cube.own.items()},
        alone={
            name: alone | {pool for pool, parts in pools.items() if alone >= set(parts)}
            for name, alone in cube.alone.items()
        },
        impossible=cube.impossible
        | {pool for pool, parts in pools.items() if cube.impossible >= set(parts)},
        pools=tuple(CubeLine(pool, parts) for pool, parts in pools.items()),
    )


def _sums(counts: Mapping[Key, int], pools: Pools) -> Mapping[Key, int]:
    return {pool: sum(counts.get(part, 0) for part in parts) for pool, parts in pools.items()}


def _trailing(newest: Key, before: Protected) -> Iterable[Key]:
    """The hidden months right before, oldest first, down to a shown month or pool."""
    by_period = {
        k[0]: n for k, n in before.cells.items() if k[1:] == newest[1:] and not is_half(k[0])
    }
    ends = [span(period)[1] for period, shown in by_period.items() if shown is not None]
    after = max(ends, default="")
    months = sorted(p for p in by_period if span(p)[0] == span(p)[1])
    begin = span(half_of(newest[0]))[0]
    return [(p, *newest[1:]) for p in months if p > after and begin <= p < newest[0]]
