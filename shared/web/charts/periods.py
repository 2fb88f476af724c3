"""Vertical bars, one for each week or month, against the agreed level."""

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
    percent,
    table,
)

_TOP, _BOTTOM, _HEIGHT = 6, 78, 100  # px
_FILLED = 0.66  # of a period's width


@dataclass(frozen=True)
class Period:
    label: str
    value: Cell


def periods(
    rows: Sequence[Period], *, title: str, over: str, amount: str, agreed: float | None = None
) -> Markup:
    """Bars in time from the left; a period with zero gets a red line, not an empty place.

    `over` and `amount` head the table's columns, as "Week" and "Meetings".
    """
    highest = max([number_of(row.value) or 0 for row in rows] + [agreed or 0], default=0) or 1
    drawn = [_bar(row, index, count=len(rows), top=highest) for index, row in enumerate(rows)]
    if agreed is not None:
        y = _up(agreed, highest)
        drawn.append(element("line", class_="agreed", x1="0", x2="100%", y1=y, y2=y))
    svg = element(
        "svg", *drawn, role="img", aria_label=title, width="100%", height=_HEIGHT, class_="plot"
    )
    cells = [[row.label, as_text(row.value)] for row in rows]
    return chart("periods", svg, table(title, [over, amount], cells))


def _up(value: float, top: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * value / top


def _bar(row: Period, index: int, *, count: int, top: float) -> Markup:
    left = percent((index + (1 - _FILLED) / 2) / count)
    width = percent(_FILLED / count)
    value = number_of(row.value)
    if row.value is SUPPRESSED:
        height = _BOTTOM - _TOP
        shape = hatching(x=left, y=_TOP, width=width, height=height, reach=80)
    elif value is None:
        shape = Markup("")
    elif value == 0:
        shape = element("rect", class_="nought", x=left, width=width, y=_BOTTOM - 3, height=3)
    else:
        y = _up(value, top)
        shape = element("rect", class_="kind-1", x=left, width=width, y=y, height=_BOTTOM - y, rx=2)
    middle = percent((index + 0.5) / count)
    spare = "spare" if count * (len(row.label) + 1) > 40 and (count - 1 - index) % 3 else None
    text = element("text", row.label, class_=spare, x=middle, y=_HEIGHT - 6, text_anchor="middle")
    return shape + text
