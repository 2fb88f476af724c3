"""The dashboard: how complete it is, four figures, the way, the waiting, the places, the ends."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from services import geography
from services.codes import Outcome
from services.labels import label
from services.reporting.disclosure.figures import Mark
from services.reporting.editions.complete import is_complete
from services.reporting.indicators.months import Range
from services.reporting.reports import wording
from services.reporting.reports.charts import month_label, value
from services.reporting.reports.now import SMALL, Now
from services.reporting.reports.queries import Reading, names
from services.reporting.reports.reading import Cell, longest
from services.reporting.reports.views import Fresh, fresh, number, said, share_said
from shared.charts import SUPPRESSED, Bar, Series, Share, Tile, bars, lines, shares, tiles
from shared.charts.drawing import Cell as Value, element, known
from shared.charts.shares import Tone
from shared.i18n import format_datetime, gettext, language, ngettext
from shared.work import Work

TONES: dict[Outcome, Tone] = {
    Outcome.IMPROVED: "best",
    Outcome.UNCHANGED: "same",
    Outcome.WORSENED: "worse",
    Outcome.OUT_OF_HOME_PLACEMENT: "other",
    Outcome.OTHER: "good",
    Outcome.NOT_ASSESSED: "unknown",
}


@dataclass(frozen=True)
class Big:
    """One big number; `basis` says numerator and denominator."""

    label: str
    value: str
    unit: str
    basis: str


@dataclass(frozen=True)
class Chart:
    title: str
    lead: str
    drawn: Markup


@dataclass(frozen=True)
class Dashboard:
    title: str
    lead: str
    fresh: Fresh
    figures: list[Big]
    charts: list[Chart]
    now: list[list[str]]  # programme, supported, waiting
    now_lead: str
    is_empty: bool  # nothing has been published yet


def dashboard(work: Work, reading: Reading, now: Now | None, *, home: str) -> Dashboard:
    """The last twelve months, as far as the reader may see them."""
    called = names(work, language())
    period = reading.usual
    half = reading.reader.nearest(period)
    drawn = [_funnel(reading, period), _waiting(reading, period)]
    if half is not None:
        drawn += [_places(reading, half), _ends(reading, half)]
    return Dashboard(
        title=_title(home, period),
        lead=f"{wording.range_name(period)} · {gettext('all programmes')}",
        fresh=fresh(reading),
        figures=_figures(reading, period),
        charts=drawn,
        now=[
            [called.get(one.programme, one.programme), _small(one.supported), _small(one.waiting)]
            for one in (now.programmes if now else ())
        ],
        now_lead=_now_lead(now) if now else "",
        is_empty=not reading.is_live and reading.edition is None,
    )


def _title(home: str, period: Range) -> str:
    count = len(list(period))
    return ngettext("%(home)s, %(num)s month", "%(home)s, %(num)s months", count, home=home)


def _figures(reading: Reading, period: Range) -> list[Big]:
    last = Cell(Range(period.last, period.last))
    month = wording.short_range(last.period)
    return [
        _median(reading, period),
        _accepted(reading, period),
        Big(
            gettext("Families supported"),
            said(reading.reader.figure("supported", last)),
            "",
            gettext("at least one day in %(month)s", month=month),
        ),
        Big(
            gettext("Waiting for support"),
            said(reading.reader.figure("queued", last)),
            "",
            gettext("at the end of %(month)s", month=month),
        ),
    ]


def _median(reading: Reading, period: Range) -> Big:
    cell = Cell(_longest_spread(reading, period))
    spread = reading.reader.spread("met", cell)
    basis = gettext(
        "%(count)s first meetings held, %(period)s",
        count=said(reading.reader.figure("met", cell)),
        period=wording.short_range(cell.period),
    )
    if spread and spread.nine_in_ten is not None:
        within = number(spread.nine_in_ten)
        basis += " · " + gettext("9 of 10 within %(days)s days", days=within)
    name = gettext("From acceptance to the first meeting, median")
    return Big(name, number(spread.median) if spread else "..", gettext("days"), basis)


def _accepted(reading: Reading, period: Range) -> Big:
    names = ("received", "accepted")
    cell = Cell(longest(reading.reader, names, period))
    received, accepted = (reading.reader.figure(name, cell) for name in names)
    basis = gettext(
        "%(part)s / %(whole)s received, %(period)s",
        part=said(accepted),
        whole=said(received),
        period=wording.short_range(cell.period),
    )
    least = reading.reader.least_for_percent
    share = share_said(accepted, received, least=least) or said(accepted)
    return Big(gettext("Referrals accepted"), share, "", basis)


def _longest_spread(reading: Reading, period: Range) -> Range:
    """The longest part of the period whose median is shown, the newest of equals; else all."""
    months = list(period)
    parts = [Range(first, last) for first in months for last in months if first <= last]
    parts.sort(key=lambda part: (len(list(part)), part.last), reverse=True)
    shown = (part for part in parts if reading.reader.spread("met", Cell(part)) is not None)
    return next(shown, period)


def _funnel(reading: Reading, period: Range) -> Chart:
    steps = ("received", "accepted", "found", "met")
    period = longest(reading.reader, steps, period)
    found = {name: reading.reader.figure(name, Cell(period)) for name in steps}
    rows = [Bar(wording.indicator_name(name), value(found[name])) for name in steps]
    whole = found["received"].value
    drawn = bars(
        rows,
        title=gettext("From referral to support"),
        amount=gettext("Number"),
        whole=whole if whole else None,
    )
    when = wording.range_name(period)
    lead = gettext(
        "%(count)s referrals, and what else happened, %(period)s",
        count=said(found["received"]),
        period=when,
    )
    return Chart(gettext("From referral to support"), lead, drawn)


def _waiting(reading: Reading, period: Range) -> Chart:
    months = [Range(month, month) for month in period]
    middle, nine = [], []
    for month in months:
        figure = reading.reader.figure("met", Cell(month))
        spread = reading.reader.spread("met", Cell(month))
        hidden: Value = None if figure.mark is Mark.NIL else SUPPRESSED
        middle.append(spread.median if spread else hidden)
        # Nine in ten needs more people than the median, so a gap there is no secret of its own.
        nine.append(spread.nine_in_ten if spread else None)
    title = gettext("Waiting by month")
    lead = gettext("days from acceptance to the first meeting, by the month it was held in")
    if not any(known(value) is not None for value in middle):
        return Chart(title, lead, _unseen())
    series = [Series(gettext("Median"), middle, gettext("half"))]
    if any(value is not None for value in nine):
        series.append(Series(gettext("9 of 10"), nine, gettext("9 / 10")))
    drawn = lines(
        [month_label(month.first) for month in months],
        series,
        title=title,
        over=gettext("Month"),
        unit=gettext("days"),
    )
    return Chart(title, lead, drawn)


def _places(reading: Reading, half: Range) -> Chart:
    found = []
    for (column, row), place in geography.tiles().items():
        cell = _greatest_shown(reading, Cell(half, place.code))
        figure, spread = reading.reader.figure("met", cell), reading.reader.spread("met", cell)
        wait: Value = spread.median if spread else SUPPRESSED
        if figure.mark is Mark.NIL:
            wait = None
        found.append(Tile(column, row, place.name(language()), wait))
    drawn = tiles(
        found,
        title=gettext("Is help equally near everywhere?"),
        place=gettext("Municipality"),
        amount=gettext("Median, days"),
    )
    lead = gettext(
        "median wait in days, %(period)s · where the total is hidden, of the provider that is "
        "not · hatched: hidden · –: none",
        period=wording.range_name(half),
    )
    return Chart(gettext("Is help equally near everywhere?"), lead, drawn)


def _greatest_shown(reading: Reading, cell: Cell) -> Cell:
    """The cell itself; where it is hidden, its greatest part by provider that is shown."""
    parts = [cell, *(replace(cell, programme=one) for one in reading.providers)]
    counts = [reading.reader.figure("met", part).value for part in parts]
    if counts[0] is not None:
        return cell
    return max(zip(parts, counts, strict=True), key=lambda pair: pair[1] or 0)[0]


def _ends(reading: Reading, half: Range) -> Chart:
    whole = reading.reader.figure("ended", Cell(half))
    parts = [
        Share(
            label(outcome, language()),
            value(reading.reader.figure("ended", Cell(half, class_=outcome))),
            TONES[outcome],
        )
        for outcome in Outcome
    ]
    title, lead = gettext("How support ended"), wording.range_name(half)
    if not any(known(part.value) is not None for part in parts):
        return Chart(title, lead, _unseen())
    if whole.value is not None:
        lead = gettext("%(count)s cases ended, %(period)s", count=said(whole), period=lead)
    return Chart(title, lead, shares(parts, title=title))


def _unseen() -> Markup:
    """In place of a picture that would be hatched all over."""
    return element("p", gettext("There were so few families that every figure is hidden."))


def _small(value: int | None) -> str:
    return SMALL if value is None else number(value)


def _now_lead(now: Now) -> str:
    parts = [format_datetime(now.at)]
    if not is_complete(now.reached, now.at):
        parts.append(gettext("not everything is in yet"))
    if now.total.supported is not None and now.total.waiting is not None:
        supported, waiting = now.total.supported, now.total.waiting
        parts.append(ngettext("%(num)s family supported", "%(num)s families supported", supported))
        parts.append(gettext("%(count)s waiting", count=number(waiting)))
    return " · ".join(parts)
