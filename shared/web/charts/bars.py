"""Horizontal bars: the value of each, and its share of the whole. Also a funnel."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext
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
    share_text,
    table,
)

_LONGEST = 0.7  # of the width; the rest is for the value beside the bar
_HEIGHT = 26  # px


@dataclass(frozen=True)
class Bar:
    label: str
    value: Cell


def bars(
    rows: Sequence[Bar], *, title: str, amount: str, whole: float | None = None, unit: str = ""
) -> Markup:
    """A bar for each row; with `whole` also each one's share of it.

    `title` and `amount` name the table and its column of values.
    """
    longest = max((number_of(row.value) or 0 for row in rows), default=0)
    drawn = [
        element(
            "li",
            element("span", row.label, class_="bar-name"),
            _bar(row.value, longest=longest, whole=whole, unit=unit, shade=max(5 - index, 2)),
        )
        for index, row in enumerate(rows)
    ]
    columns = [title, amount, *([gettext("Share")] if whole is not None else [])]
    cells = [
        [
            row.label,
            as_text(row.value, unit),
            *([share_text(row.value, whole) or "–"] if whole is not None else []),
        ]
        for row in rows
    ]
    listed = element("ol", *drawn, class_="bars")
    return chart("bars", listed, table(title, columns, cells))


def _bar(value: Cell, *, longest: float, whole: float | None, unit: str, shade: int) -> Markup:
    length = (number_of(value) or 0) / longest * _LONGEST if longest else 0.0
    shape = element("rect", class_=f"shade-{shade}", rx=3, width=percent(length), height=_HEIGHT)
    if value is SUPPRESSED:
        length = 0.2
        shape = hatching(x="0", y=0, width=percent(length), height=_HEIGHT, reach=200)
    number = as_text(value, unit)
    share = share_text(value, whole) if whole is not None else ""
    words = [element("tspan", number, class_="bar-value")]
    if share:
        words.append(element("tspan", share, class_="bar-share", dx=8))
    text = element("text", *words, x=percent(length), dx=8, y=_HEIGHT / 2, dy="0.35em")
    spoken = ", ".join(part for part in (number, share) if part)
    return element("svg", shape, text, role="img", aria_label=spoken, width="100%", height=_HEIGHT)
