"""Help without a referral as a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.common.codes import PackageKind
from services.common.labels import label_of
from services.reporting.figures.texts import service_name
from services.reporting.figures.views import Table
from services.reporting.open_help import texts
from services.reporting.open_help.queries import OpenHelp
from services.reporting.open_help.rules import Attended, Counts, Packages, Row, Shown
from shared.web.formats import format_money, format_number
from shared.web.i18n import gettext, language
from shared.web.parts import Option

Column = str | tuple[str, str]


@dataclass(frozen=True)
class OpenHelpPage:
    title: str
    lead: str
    note: str
    positions: str
    halves: list[Option]
    figures: list[tuple[str, str, str]]  # what, how many, and what else to know
    tables: list[Table]


def page(answer: OpenHelp) -> OpenHelpPage:
    return OpenHelpPage(
        title=gettext("Help without a referral"),
        lead=texts.half_name(answer.half),
        note=texts.how_shown(answer),
        positions=" · ".join(
            f"{service_name(each.service)} #{each.position}" for each in answer.reached
        ),
        halves=[Option(str(half), texts.half_name(half)) for half in answer.halves],
        figures=_figures(answer),
        tables=[
            *_tables(gettext("Reception: booked times"), answer.bookings, answer.shown, held=True),
            *_attended(answer.events),
            *_tables(gettext("Consultations answered"), answer.consultations, answer.shown),
            *_tables(gettext("Pair work held"), answer.pair_work, answer.shown),
            *_packages(answer.packages),
        ],
    )


def _figures(answer: OpenHelp) -> list[tuple[str, str, str]]:
    booked, came = answer.bookings.total, answer.events
    held = gettext("held: %(count)s", count=format_number(booked.held)) if booked.held else ""
    estimated = gettext("estimated days: %(count)s", count=came.estimated) if came.estimated else ""
    days = gettext("days: %(count)s", count=format_number(came.total.days))
    return [
        (gettext("Booked times of reception"), texts.number(booked.count), held),
        (
            gettext("Participants of open events"),
            texts.number(came.total.heads),
            " · ".join(each for each in (days, estimated) if each),
        ),
        (gettext("Consultations answered"), texts.number(answer.consultations.total.count), ""),
        (
            gettext("Pair work held"),
            texts.number(answer.pair_work.total.count),
            texts.hours(answer.pair_work.minutes),
        ),
    ]


def _tables(title: str, counts: Counts, shown: Shown, *, held: bool = False) -> list[Table]:
    """A table for each division; none where there is nothing."""
    tables = []
    for by, rows in counts.tables.items():
        with_held = held and any(row.held is not None for row in rows)
        columns: list[Column] = [texts.division(by), (gettext("Number"), "num")]
        columns += [(gettext("Held"), "num")] if with_held else []
        cells = [_cells(by, row, with_held=with_held) for row in rows]
        if cells:
            total = _cells(by, counts.total, with_held=with_held)
            name = f"{title} · {texts.division(by)}"
            lead = _lead(rows) if shown is Shown.JOINED else ""
            tables.append(Table(name, lead, columns, [*cells, total], is_list=True))
    return tables


def _cells(by: str, row: Row, *, with_held: bool) -> list[str]:
    names = ", ".join(texts.class_name(by, code) for code in row.codes)
    numbers = [texts.number(row.count)]
    if with_held:
        numbers.append("" if row.held is None else format_number(row.held))
    return [names or gettext("All"), *numbers]


def _lead(rows: Sequence[Row]) -> str:
    if not any(len(row.codes) > 1 for row in rows):
        return ""
    return gettext(
        "Where several stand in a row, at least one of them alone would be fewer than five."
    )


def _packages(rows: Sequence[Packages]) -> list[Table]:
    """Closed packages by kind, with who paid; none where there are none."""
    columns: list[Column] = [gettext("Kind"), (gettext("Number"), "num")]
    columns += [(gettext("Sessions"), "num"), (gettext("Participants"), "num")]
    columns += [(gettext("Municipalities paid"), "num"), (gettext("Grants paid"), "num")]
    columns += [(gettext("Others paid"), "num")]
    cells = [
        [
            label_of(PackageKind, row.kind, language()) or gettext("All"),
            format_number(row.count),
            format_number(row.sessions),
            texts.number(row.heads),
            *(format_money(Decimal(cents) / 100) for cents in row.paid),
        ]
        for row in rows
    ]
    title = gettext("Packages made to measure that were closed")
    return [Table(title, "", columns, cells, is_list=True)] if cells else []


def _attended(events: Attended) -> list[Table]:
    """Who came to open events: by kind of participant, by theme, by place."""
    if not events.total.days:
        return []
    title = gettext("Open events")
    number: Column = (gettext("Participants"), "num")
    kinds = [[texts.kind_name(kind), texts.number(count)] for kind, count in events.kinds.items()]
    lead = gettext("An event about two themes counts in both.")
    tables = [Table(gettext("Who came to open events"), "", [gettext("Who"), number], kinds)]
    for by, rows in events.tables.items():
        columns: list[Column] = [texts.division(by), (gettext("Days"), "num"), number]
        cells = [
            [texts.class_name(by, row.code), format_number(row.days), texts.number(row.heads)]
            for row in rows
        ]
        name = f"{title} · {texts.division(by)}"
        tables.append(Table(name, lead if by == "theme" else "", columns, cells, is_list=True))
    return tables
