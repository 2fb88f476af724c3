"""Numbered points in rings around a middle, each in the sector of its kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from markupsafe import Markup

from shared.web.charts.drawing import element

_WIDE, _RING, _RINGS = 340, 52, 3  # units of the drawing


@dataclass(frozen=True)
class Placed:
    """A point: its sector, from 0, its distance, from 1 at the middle, and whether it is marked."""

    sector: int
    distance: int
    is_marked: bool = False


def rings(points: Sequence[Placed], *, sectors: int, title: str) -> Markup:
    """The points by their numbers, from 1; `title` is read out, a table says who they are."""
    middle = _WIDE / 2
    circles = [
        element("circle", class_="ring", cx=middle, cy=middle, r=_RING * number + 4)
        for number in range(_RINGS, 0, -1)
    ]
    return element(
        "svg",
        *circles,
        element("circle", class_="kind-6", cx=middle, cy=middle, r=10),
        *(_point(number, points, sectors) for number in range(len(points))),
        role="img",
        aria_label=title,
        viewBox=f"0 0 {_WIDE} {_WIDE}",
        width=_WIDE,
        height=_WIDE,
        class_="rings",
    )


def _point(number: int, points: Sequence[Placed], sectors: int) -> Markup:
    point = points[number]
    beside = [index for index, each in enumerate(points) if each.sector == point.sector]
    place = (beside.index(number) + 1) / (len(beside) + 1)
    angle = (point.sector + place) / sectors * 2 * pi - pi / 2
    far = _RING * point.distance - 14
    x, y = _WIDE / 2 + far * cos(angle), _WIDE / 2 + far * sin(angle)
    halo = element("circle", class_="marked", cx=x, cy=y, r=16) if point.is_marked else ""
    circle = element("circle", class_=f"kind-{point.sector % 6 + 1}", cx=x, cy=y, r=13)
    text = element("text", str(number + 1), x=x, y=y + 4.5, text_anchor="middle")
    return Markup("").join([halo, circle, text])
