"""The parts of all charts: elements, numbers as text, hatching, the table of figures."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import Enum
from math import floor, log10
from typing import Final

from flask_babel import gettext
from markupsafe import Markup

from shared.web.formats import format_number, format_percent


class Suppressed(Enum):
    SUPPRESSED = "suppressed"


SUPPRESSED: Final = Suppressed.SUPPRESSED
Number = int | float | Decimal
Cell = Number | Suppressed | None


def element(name: str, *content: str, **attributes: Number | str | None) -> Markup:
    """An element with escaped content and attributes; an attribute of None is left out.

    `class_` and `aria_label` become `class` and `aria-label`.
    """
    written = Markup("").join(
        Markup(' {}="{}"').format(
            key.rstrip("_").replace("_", "-"),
            value if isinstance(value, str) else plain(value),
        )
        for key, value in attributes.items()
        if value is not None
    )
    inside = Markup("").join(content)
    return Markup("<{0}{1}>{2}</{0}>").format(name, written, inside)


def plain(value: Number) -> str:
    """A number as SVG wants it, to the hundredth."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def percent(value: float) -> str:
    """A length as a part of the drawing's width, 1.0 being all of it."""
    return f"{plain(value * 100)}%"


def number_of(cell: Cell) -> float | None:
    """The number, if there is one and it may be shown."""
    return None if cell is None or isinstance(cell, Suppressed) else float(cell)


def as_text(cell: Cell, unit: str = "") -> str:
    """The value for a reader."""
    if cell is None:
        return "–"
    if isinstance(cell, Suppressed):
        return str(gettext("hidden"))
    number: str = format_number(cell)
    return f"{number} {unit}" if unit else number


def share_text(part: Cell, whole: float) -> str:
    """The part of the whole in per cent; empty where either is missing."""
    value = number_of(part)
    return format_percent(value / whole) if value is not None and whole else ""


def hatching(*, x: str, y: float, width: str, height: float, reach: int = 600) -> Markup:
    """Diagonal lines over a box; `reach` is the largest width of the box in pixels.

    The lines are drawn one by one and cut by the inner `svg`: a pattern would need an id,
    and a page has many charts.
    """
    strokes = " ".join(
        f"M{at - rise} {rise}L{at} 0"
        for rise in [int(height) + 1]
        for at in range(0, reach + rise, 7)
    )
    box = element("rect", class_="hatch-ground", width="100%", height="100%")
    lines = element("path", class_="hatch-lines", d=strokes)
    return element("svg", box, lines, x=x, y=y, width=width, height=height)


def ticks(highest: float, steps: int = 4) -> list[float]:
    """Round values from zero to at least `highest`, in about `steps` steps."""
    if highest <= 0:
        return [0, 1]
    rough = highest / steps
    power = 10.0 ** floor(log10(rough))
    step = next(power * size for size in (1, 2, 5, 10) if power * size >= rough)
    count = -int(-highest // step)
    return [step * index for index in range(count + 1)]


def chart(kind: str, *parts: str) -> Markup:
    return element("figure", *parts, class_=f"chart chart-{kind}")


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Markup:
    """The same figures as a table, one click away."""
    headers = [element("th", columns[0], scope="col")]
    headers += [element("th", name, scope="col", class_="num") for name in columns[1:]]
    body = [
        element(
            "tr",
            element("th", row[0], scope="row"),
            *(element("td", text, class_="num") for text in row[1:]),
        )
        for row in rows
    ]
    listing = element(
        "table",
        element("caption", caption, class_="visually-hidden"),
        element("thead", element("tr", *headers)),
        element("tbody", *body),
        class_="listing",
    )
    label = element("summary", gettext("Show as a table"))
    return element("details", label, listing, class_="more")
