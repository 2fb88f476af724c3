"""A whole and its parts, end to end, with each part named below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from shared.web.charts.drawing import (
    SUPPRESSED,
    Cell,
    as_text,
    element,
    hatching,
    number_of,
    percent,
    share_text,
)

_HEIGHT = 26  # px
Tone = Literal["best", "good", "same", "worse", "other", "unknown"]


@dataclass(frozen=True)
class Share:
    label: str
    value: Cell
    tone: Tone = "other"


def shares(parts: Sequence[Share], *, title: str) -> Markup:
    """The bar and its list, which is the table too: each part, its number and its share.

    Each hidden part is drawn as a twentieth, since its true size may not be shown; no share is
    given while a part is hidden.
    """
    hidden = sum(1 for part in parts if part.value is SUPPRESSED)
    whole = sum(number_of(part.value) or 0 for part in parts)
    room = 1 - 0.05 * hidden
    drawn: list[Markup] = []
    at = 0.0
    for part in parts:
        if part.value is SUPPRESSED:
            width = 0.05
            box = {"x": percent(at), "width": percent(width)}
            drawn.append(hatching(y=0, height=_HEIGHT, reach=80, **box))
        else:
            width = (number_of(part.value) or 0) / whole * room if whole else 0.0
            drawn.append(_piece(part.tone, at=at, width=width))
        at += width
    ground = element("rect", class_="ground", width="100%", height=_HEIGHT)
    bar = element(
        "svg", ground, *drawn, aria_hidden="true", width="100%", height=_HEIGHT, class_="whole"
    )
    rows = [_row(part, whole=0 if hidden else whole) for part in parts]
    caption = element("caption", title, class_="visually-hidden")
    listed = element("table", caption, element("tbody", *rows), class_="share-list")
    return element("figure", bar, listed, class_="chart chart-shares")


def _piece(tone: Tone, *, at: float, width: float) -> Markup:
    return element(
        "rect",
        class_=f"tone-{tone}",
        x=percent(at),
        y=-2,
        width=percent(width),
        height=_HEIGHT + 4,
    )


def _row(part: Share, *, whole: float) -> Markup:
    inside = (
        hatching(x="0", y=0, width="100%", height=12, reach=12)
        if part.value is SUPPRESSED
        else element("rect", class_=f"tone-{part.tone}", width="100%", height="100%")
    )
    key = element("svg", inside, aria_hidden="true", class_="share-key", width=12, height=12)
    return element(
        "tr",
        element("th", key, part.label, scope="row"),
        element("td", as_text(part.value), class_="share-value"),
        element("td", share_text(part.value, whole), class_="share-share"),
    )
