"""A map of equal tiles: every place has the same size and about its own direction.

On a narrow page names would not fit, so the same places are a list there. Nine columns fit
half a page; more want a pane of the whole width.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from shared.web.charts.drawing import (
    SUPPRESSED,
    Cell,
    as_text,
    chart,
    element,
    hatching,
    number_of,
    table,
)

_WIDE, _HIGH, _GAP = 66, 58, 4  # units of the drawing
_LETTERS = 8  # longer names are narrowed to fit


@dataclass(frozen=True)
class Tile:
    """`column` and `row` count from zero."""

    column: int
    row: int
    label: str
    value: Cell


def tiles(
    places: Sequence[Tile],
    *,
    title: str,
    place: str,
    amount: str,
    edges: Sequence[float] | None = None,
) -> Markup:
    """Colours in five steps; `edges` are the four values at which a darker step begins.

    Without `edges` the steps are equally wide. `place` and `amount` head the table's columns.
    """
    steps = list(edges) if edges is not None else _even(places)
    width = (max((tile.column for tile in places), default=0) + 1) * _WIDE
    height = (max((tile.row for tile in places), default=0) + 1) * _HIGH
    svg = element(
        "svg",
        *(_tile(tile, shade=_shade(tile.value, steps)) for tile in places),
        role="img",
        aria_label=title,
        viewBox=f"0 0 {width} {height}",
        class_="tile-map",
    )
    ordered = sorted(places, key=_order)
    listed = element("ol", *(_listed(tile, steps) for tile in ordered), class_="tile-list")
    rows = [
        [tile.label, as_text(tile.value)] for tile in sorted(places, key=lambda tile: tile.label)
    ]
    return chart("tiles", svg, listed, table(title, [place, amount], rows))


def _order(tile: Tile) -> tuple[int, float, str]:
    """The highest first, then suppressed values, then places with nothing to count."""
    number = number_of(tile.value)
    kind = 0 if number is not None else 1 if tile.value is SUPPRESSED else 2
    return kind, -(number or 0), tile.label


def _even(places: Sequence[Tile]) -> list[float]:
    values = [value for value in (number_of(tile.value) for tile in places) if value is not None]
    if not values:
        return []
    low, high = min(values), max(values)
    return [low + (high - low) * step / 5 for step in range(1, 5)] if high > low else []


def _shade(value: Cell, edges: Sequence[float]) -> int:
    number = number_of(value)
    return 0 if number is None else 1 + sum(1 for edge in edges if number >= edge)


def _ground(value: Cell, *, shade: int, width: float, height: float) -> Markup:
    if value is SUPPRESSED:
        return hatching(x="0", y=0, width=f"{width}", height=height, reach=int(width))
    name = f"shade-{shade}" if shade else "shade-none"
    return element("rect", class_=name, width=width, height=height)


def _tile(tile: Tile, *, shade: int) -> Markup:
    width, height = _WIDE - _GAP, _HIGH - _GAP
    narrowed = len(tile.label) > _LETTERS
    frame = element("rect", class_="tile-frame", width=width, height=height, rx=4)
    name = element(
        "text",
        tile.label,
        class_="tile-name",
        x=width / 2,
        y=21,
        text_anchor="middle",
        textLength=width - 8 if narrowed else None,
        lengthAdjust="spacingAndGlyphs" if narrowed else None,
    )
    value = element(
        "text",
        as_text(tile.value),
        class_="tile-note" if tile.value is SUPPRESSED else "tile-value",
        x=width / 2,
        y=41,
        text_anchor="middle",
    )
    return element(
        "g",
        _ground(tile.value, shade=shade, width=width, height=height),
        frame,
        name,
        value,
        class_="on-dark" if shade > 3 else None,
        transform=f"translate({tile.column * _WIDE} {tile.row * _HIGH})",
    )


def _listed(tile: Tile, edges: Sequence[float]) -> Markup:
    ground = _ground(tile.value, shade=_shade(tile.value, edges), width=20, height=20)
    key = element("svg", ground, aria_hidden="true", width=20, height=20, class_="tile-key")
    hidden = "kept-back" if tile.value is SUPPRESSED else None  # its key is hatched
    words = element("span" if hidden else "b", as_text(tile.value), class_=hidden)
    return element("li", key, element("span", tile.label), words)
