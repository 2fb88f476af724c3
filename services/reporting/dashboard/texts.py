"""The big figures of the dashboard and the live totals in words, each with what it is of."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.reporting.dashboard.queries import SMALL, LiveTotals
from services.reporting.editions.rules import is_complete
from services.reporting.figures.domain import Cell
from services.reporting.figures.rules import longest
from services.reporting.figures.texts import figure_text, share_text, short_range
from services.reporting.indicators.months import Range
from services.reporting.reports.rules import Reading
from shared.web.formats import format_date, format_datetime, format_number
from shared.web.i18n import gettext, ngettext


@dataclass(frozen=True)
class BigFigure:
    """One big number; `basis` names numerator and denominator."""

    label: str
    value: str
    unit: str
    basis: str


def big_figures(reading: Reading, period: Range) -> list[BigFigure]:
    supported = _nearest(reading, "supported", period)
    queued = reading.reader.at("queued", Cell(period))
    month = short_range(supported.period)
    return [
        _median(reading, period),
        _accepted(reading, period),
        BigFigure(
            gettext("Families supported"),
            figure_text(reading.reader.figure("supported", supported)),
            "",
            " · ".join(
                [
                    gettext("at least one day in %(month)s", month=month),
                    *_children(reading, supported),
                ]
            ),
        ),
        BigFigure(
            gettext("Waiting for support"),
            figure_text(reading.reader.figure("queued", queued)),
            "",
            " · ".join(
                [
                    gettext("at the end of %(month)s", month=_last_month(queued)),
                    *_still_waiting(reading, queued),
                ]
            ),
        ),
    ]


def _nearest(reading: Reading, name: str, period: Range) -> Cell:
    """The last month where it has a figure, else the longest part of the period that has one."""
    last = Cell(Range(period.last, period.last))
    if reading.reader.figure(name, last).value is not None:
        return last
    return reading.reader.at(name, Cell(period))


def _still_waiting(reading: Reading, cell: Cell) -> Iterator[str]:
    """How long those who wait have waited by then."""
    spread = reading.reader.spread("queued", cell)
    if spread is None:
        return
    days = format_number(spread.median)
    yield gettext("half of them for %(days)s days or longer", days=days)
    if spread.nine_in_ten is not None:
        yield gettext("9 of 10 for %(days)s days at most", days=format_number(spread.nine_in_ten))


def _last_month(cell: Cell) -> str:
    return short_range(Range(cell.period.last, cell.period.last))


def _children(reading: Reading, cell: Cell) -> Iterator[str]:
    """Whom the families came with, and of how many it is not known; in one's own figures alone."""
    if not reading.reader.carries("children"):
        return
    count = reading.reader.figure("children", cell)
    yield ngettext(
        "%(count)s child or young person",
        "%(count)s children and young people",
        count.value or 0,
        count=figure_text(count),
    )
    untold = reading.reader.missing("children", cell).value or 0
    if untold:
        yield _untold(untold)


def _untold(families: int) -> str:
    return ngettext(
        "number of children not told by %(num)s family",
        "number of children not told by %(num)s families",
        families,
    )


def _median(reading: Reading, period: Range) -> BigFigure:
    cell = Cell(_longest_spread(reading, period))
    spread = reading.reader.spread("met", cell)
    basis = gettext(
        "%(count)s first meetings held, %(period)s",
        count=figure_text(reading.reader.figure("met", cell)),
        period=short_range(cell.period),
    )
    if spread and spread.nine_in_ten is not None:
        within = format_number(spread.nine_in_ten)
        basis += " · " + gettext("9 of 10 within %(days)s days", days=within)
    label = gettext("From acceptance to the first meeting, median")
    return BigFigure(
        label, format_number(spread.median) if spread else "..", gettext("days"), basis
    )


def _accepted(reading: Reading, period: Range) -> BigFigure:
    names = ("received", "accepted")
    cell = Cell(longest(reading.reader, names, period))
    received, accepted = (reading.reader.figure(name, cell) for name in names)
    basis = gettext(
        "%(part)s / %(whole)s received, %(period)s",
        part=figure_text(accepted),
        whole=figure_text(received),
        period=short_range(cell.period),
    )
    least = reading.reader.least_for_percent
    share = share_text(accepted, received, least=least) or figure_text(accepted)
    return BigFigure(gettext("Referrals accepted"), share, "", basis)


def _longest_spread(reading: Reading, period: Range) -> Range:
    """The longest part of the period whose median is shown, the newest of equals; else all."""
    months = list(period)
    parts = [Range(first, last) for first in months for last in months if first <= last]
    parts.sort(key=lambda part: (len(list(part)), part.last), reverse=True)
    shown = (part for part in parts if reading.reader.spread("met", Cell(part)) is not None)
    return next(shown, period)


def small_number(value: int | None) -> str:
    return SMALL if value is None else format_number(value)


def live_lead(totals: LiveTotals) -> str:
    """The moment, whether all is in, and the sums where there are some."""
    parts = [format_datetime(totals.at)]
    if totals.is_region:
        monday = format_date(totals.counted_on)
        parts = [gettext("as on Monday %(day)s, to the nearest five", day=monday)]
    if not is_complete(totals.reached, totals.at):
        parts.append(gettext("not everything is in yet"))
    supported, waiting = totals.total.supported, totals.total.waiting
    if supported is not None and waiting is not None:
        parts.append(ngettext("%(num)s family supported", "%(num)s families supported", supported))
        if totals.total.untold:
            parts.append(_untold(totals.total.untold))
        parts.append(gettext("%(count)s waiting", count=format_number(waiting)))
    return " · ".join(parts)
