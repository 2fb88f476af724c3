"""A small line beside a goal: its values over time, against the level aimed at."""

from collections.abc import Sequence

from markupsafe import Markup

from shared.web.charts.drawing import Number, element, plain

_WIDE, _HIGH, _EDGE = 120, 40, 6  # px


def sparkline(
    values: Sequence[Number], *, title: str, target: Number = 0, low: Number = -2, high: Number = 2
) -> Markup:
    """The values oldest first, on a scale from `low` to `high`; `title` is read out.

    It has no table: the page shows the latest value beside it.
    """
    y = _up(float(target), float(low), float(high))
    aim = element("line", class_="agreed", x1=0, x2=_WIDE, y1=y, y2=y)
    step = (_WIDE - 2 * _EDGE) / max(len(values) - 1, 1)
    points = [
        (_EDGE + step * index, _up(float(value), float(low), float(high)))
        for index, value in enumerate(values)
    ]
    path = "L".join(f"{plain(x)} {plain(y)}" for x, y in points)
    drawn = [element("path", class_="spark", d=f"M{path}")] if points else []
    dots = [element("circle", class_="spark-dot", cx=x, cy=y, r=3) for x, y in points[:-1]]
    dots += [element("circle", class_="kind-1", cx=x, cy=y, r=4.5) for x, y in points[-1:]]
    return element(
        "svg",
        aim,
        *drawn,
        *dots,
        role="img",
        aria_label=title,
        width=_WIDE,
        height=_HIGH,
        viewBox=f"0 0 {_WIDE} {_HIGH}",
        class_="sparkline",
    )


def _up(value: float, low: float, high: float) -> float:
    return _HIGH - _EDGE - (_HIGH - 2 * _EDGE) * (value - low) / (high - low)
