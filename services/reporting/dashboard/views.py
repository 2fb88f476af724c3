"""What the dashboard shows: completeness, big figures, and four pictures of the last year."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from services.common import geography
from services.common.codes import Outcome
from services.reporting.dashboard.queries import LiveTotals
from services.reporting.dashboard.texts import BigFigure, big_figures, live_lead, small_number
from services.reporting.disclosure.figures import Figure, FigureStatus, sum_of
from services.reporting.disclosure.joining import codes_of
from services.reporting.editions.events import Spread
from services.reporting.figures import texts
from services.reporting.figures.domain import Cell
from services.reporting.figures.rules import longest
from services.reporting.figures.views import chart_value, waiting_chart
from services.reporting.indicators.months import Range
from services.reporting.reports.rules import Reading
from services.reporting.reports.views import Freshness, freshness
from shared.web.charts import SUPPRESSED, Bar, Share, Tile, bars, shares, tiles
from shared.web.charts.drawing import Cell as ChartValue, element, number_of
from shared.web.charts.shares import Tone
from shared.web.i18n import gettext, language, ngettext

TONES: dict[Outcome, Tone] = {
    Outcome.IMPROVED: "best",
    Outcome.UNCHANGED: "same",
    Outcome.WORSENED: "worse",
    Outcome.OUT_OF_HOME_PLACEMENT: "other",
    Outcome.OTHER: "good",
    Outcome.NOT_ASSESSED: "unknown",
}


@dataclass(frozen=True)
class Chart:
    title: str
    lead: str
    drawn: Markup


@dataclass(frozen=True)
class Dashboard:
    title: str
    lead: str
    freshness: Freshness
    figures: list[BigFigure]
    charts: list[Chart]
    live_heads: list[str | tuple[str, str]]
    live_totals: list[list[str]]  # programme, supported, of one's own the children, waiting
    live_lead: str
    is_empty: bool  # nothing has been published yet


def dashboard(
    reading: Reading, totals: LiveTotals | None, *, names: Mapping[str, str], home: str
) -> Dashboard:
    """The last twelve months, as far as the reader may see them."""
    period = reading.usual
    charts = [_funnel, _waiting, _places, _ends]
    return Dashboard(
        title=_title(home, period),
        lead=f"{texts.range_name(period)} · {gettext('all programmes')}",
        freshness=freshness(reading),
        figures=big_figures(reading, period),
        charts=[chart(reading, period) for chart in charts],
        live_heads=_live_heads(totals) if totals else [],
        live_totals=_live_rows(totals, names) if totals else [],
        live_lead=live_lead(totals) if totals else "",
        is_empty=not reading.is_live and reading.edition is None,
    )


def _title(home: str, period: Range) -> str:
    count = len(list(period))
    return ngettext("%(home)s, %(num)s month", "%(home)s, %(num)s months", count, home=home)


def _live_heads(totals: LiveTotals) -> list[str | tuple[str, str]]:
    names = [gettext("Families supported"), gettext("Waiting for support")]
    if not totals.is_region:
        names.insert(1, gettext("Children and young people supported"))
    return [gettext("Programme"), *((name, "num") for name in names)]


def _live_rows(totals: LiveTotals, names: Mapping[str, str]) -> list[list[str]]:
    return [
        [
            names.get(each.programme, each.programme),
            small_number(each.supported),
            *([] if totals.is_region else [small_number(each.children)]),
            small_number(each.waiting),
        ]
        for each in totals.programmes
    ]


def _funnel(reading: Reading, period: Range) -> Chart:
    steps = ("received", "accepted", "found", "met")
    period = longest(reading.reader, steps, period)
    figures = {name: reading.reader.figure(name, Cell(period)) for name in steps}
    rows = [Bar(texts.indicator_name(name), chart_value(figures[name])) for name in steps]
    whole = figures["received"].value
    drawn = bars(
        rows,
        title=gettext("From referral to support"),
        amount=gettext("Number"),
        whole=whole if whole else None,
    )
    lead = gettext(
        "%(count)s referrals, and what else happened, %(period)s",
        count=texts.figure_text(figures["received"]),
        period=texts.range_name(period),
    )
    return Chart(gettext("From referral to support"), lead, drawn)


def _waiting(reading: Reading, period: Range) -> Chart:
    months = [Cell(Range(month, month)) for month in period]
    rows = reading.reader.divided("met", "month", months)
    spreads = [reading.reader.spread("met", row.cell) for row in rows]
    medians = [_median(row.figure, spread) for row, spread in zip(rows, spreads, strict=True)]
    # Nine in ten needs more people than the median, so a gap there is no secret of its own.
    nines: list[ChartValue] = [spread.nine_in_ten if spread else None for spread in spreads]
    title = gettext("Waiting by month")
    lead = gettext(
        "days from acceptance to the first meeting, by the month it was held in; "
        "median: half waited no longer than this"
    )
    drawn = waiting_chart([row.code for row in rows], medians, nines, title=title)
    return Chart(title, lead, drawn or _too_few())


def _median(count: Figure, spread: Spread | None) -> ChartValue:
    """The median wait: None for nobody, hatched where there are too few for one."""
    if count.status is FigureStatus.NIL:
        return None
    return spread.median if spread else SUPPRESSED


def _places(reading: Reading, period: Range) -> Chart:
    title = gettext("Is help equally near everywhere?")
    tiled = geography.tiles().items()
    cells = [reading.reader.at("met", Cell(period, place.code)) for _, place in tiled]
    places = [
        Tile(
            column,
            row,
            place.name(language()),
            _median(reading.reader.figure("met", cell), reading.reader.spread("met", cell)),
        )
        for ((column, row), place), cell in zip(tiled, cells, strict=True)
    ]
    drawn = tiles(
        places, title=title, place=gettext("Municipality"), amount=gettext("Median, days")
    )
    lead = gettext(
        "median wait in days, %(period)s · neighbours with few families have one figure together "
        "· hatched: too few for a median · –: none",
        period=texts.range_name(cells[0].period if cells else period),
    )
    return Chart(title, lead, drawn)


def _ends(reading: Reading, period: Range) -> Chart:
    classes = [Cell(period, class_=outcome) for outcome in Outcome]
    rows = reading.reader.divided("ended", "outcome", classes)
    parts = [
        Share(
            ", ".join(texts.code_name("outcome", code, {}) for code in codes_of(row.code)),
            chart_value(row.figure),
            TONES[Outcome(codes_of(row.code)[0])],
        )
        for row in rows
    ]
    title = gettext("How support ended")
    months = texts.range_name(rows[0].cell.period if rows else period)
    if not any(number_of(part.value) is not None for part in parts):
        return Chart(title, months, _too_few())
    count = texts.figure_text(sum_of(row.figure for row in rows))
    lead = gettext("%(count)s cases ended, %(period)s", count=count, period=months)
    return Chart(title, lead, shares(parts, title=title))


def _too_few() -> Markup:
    """In place of a picture that would be hatched all over."""
    return element("p", gettext("There are so few families that no edition tells this yet."))
