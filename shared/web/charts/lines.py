"""Lines over time, each labelled at its end; the second one dashed.

The lines are in an inner drawing that stretches with the page, the words in the outer one that
does not. So text has the same size at any width.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

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
    ticks,
)
from shared.web.formats import format_number

_LEFT, _RIGHT = 0.08, 0.82  # where the lines begin and end, of the width
_TOP, _BOTTOM, _HEIGHT = 12, 176, 200  # px
_KINDS = ("kind-1", "kind-3")
LONGEST_END = 8  # letters at a line's end; of more, part would be cut off


@dataclass(frozen=True)
class Series:
    """`end` is the text at the line's end, of `LONGEST_END` letters at most."""

    name: str
    values: Sequence[Cell]
    end: str = ""


def lines(
    labels: Sequence[str], series: Sequence[Series], *, title: str, over: str, unit: str = ""
) -> Markup:
    """One or two series over the same labels; `over` names the labels, as "Month"."""
    values = [number_of(value) or 0 for line in series for value in line.values]
    levels = ticks(max(values, default=0))
    top = levels[-1]
    drawn = [
        *(_level(level, top=top) for level in levels),
        *_below(labels),
        *_hidden(labels, series),
        *(
            part
            for line, kind in zip(series, _KINDS, strict=False)
            for part in _line(line, kind=kind, top=top, count=len(labels))
        ),
    ]
    svg = element(
        "svg", *drawn, role="img", aria_label=title, width="100%", height=_HEIGHT, class_="plot"
    )
    columns = [over, *(line.name for line in series)]
    rows = [
        [label, *(as_text(line.values[index], unit) for line in series)]
        for index, label in enumerate(labels)
    ]
    return chart("lines", svg, table(title, columns, rows))


def _across(index: int, count: int) -> float:
    return _LEFT + (_RIGHT - _LEFT) * (index / (count - 1) if count > 1 else 0.5)


def _up(value: float, top: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * value / top


def _level(value: float, *, top: float) -> Markup:
    y = _up(value, top)
    rule = element("line", class_="level", x1=percent(_LEFT), x2=percent(_RIGHT), y1=y, y2=y)
    words = format_number(value)
    text = element("text", words, x=percent(_LEFT), dx=-6, y=y, dy="0.35em", text_anchor="end")
    return rule + text


def _below(labels: Sequence[str]) -> Iterator[Markup]:
    crowded = sum(len(label) + 1 for label in labels) > 36
    for index, label in enumerate(labels):
        spare = crowded and (len(labels) - 1 - index) % 3
        yield element(
            "text",
            label,
            class_="spare" if spare else None,
            x=percent(_across(index, len(labels))),
            y=_HEIGHT - 6,
            text_anchor="middle",
        )


def _hidden(labels: Sequence[str], series: Sequence[Series]) -> Iterator[Markup]:
    step = (_RIGHT - _LEFT) / max(len(labels) - 1, 1)
    for index in range(len(labels)):
        if any(line.values[index] is SUPPRESSED for line in series):
            left = max(_across(index, len(labels)) - step / 2, _LEFT)
            right = min(_across(index, len(labels)) + step / 2, _RIGHT)
            yield hatching(
                x=percent(left),
                y=_TOP,
                width=percent(right - left),
                height=_BOTTOM - _TOP,
                reach=140,
            )


def _line(series: Series, *, kind: str, top: float, count: int) -> Iterator[Markup]:
    points = [
        (index, _up(value, top))
        for index, value in enumerate(map(number_of, series.values))
        if value is not None
    ]
    if not points:
        return
    runs = [
        [point for _, point in run]
        for _, run in groupby(enumerate(points), key=lambda pair: pair[1][0] - pair[0])
    ]
    d = " ".join(
        "M" + "L".join(f"{100 * _across(x, count):.2f} {y:.2f}" for x, y in run) for run in runs
    )
    path = element("path", d=d, class_=f"line line-{kind}")
    yield element(
        "svg",
        path,
        viewBox=f"0 0 100 {_HEIGHT}",
        preserveAspectRatio="none",
        width="100%",
        height=_HEIGHT,
    )
    lonely = [run[0] for run in runs if len(run) == 1 and run[0] != points[-1]]
    for x, y in [*lonely, points[-1]]:
        yield element("circle", class_=kind, cx=percent(_across(x, count)), cy=y, r=4)
    x, y = points[-1]
    words = series.end or series.name
    yield element(
        "text",
        words,
        class_=f"end end-{kind}",
        x=percent(_across(x, count)),
        dx=9,
        y=y,
        dy="0.35em",
    )
