"""The published table as a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.reporting.figures.texts import range_name, service_name
from services.reporting.figures.views import Table
from services.reporting.indicators.months import Range
from services.reporting.published_table import texts
from services.reporting.published_table.domain import Row
from services.reporting.published_table.queries import PublishedTable, Reads
from services.reporting.published_table.rules import (
    Snapshot,
    fits,
    how_many_fit,
    together,
)
from shared.web.formats import format_date
from shared.web.i18n import gettext

Column = str | tuple[str, str]


@dataclass(frozen=True)
class PublishedTablePage:
    title: str
    lead: str
    note: str
    positions: str
    table: Table
    people: Sequence[str]  # of whom all shares can be at once
    is_own: bool


def page(shown: PublishedTable) -> PublishedTablePage:
    publication = shown.publication
    printed = Range(publication.first, publication.last)
    return PublishedTablePage(
        title=gettext("A published table from events"),
        lead=gettext(
            "%(programme)s, City of Helsinki: published of %(printed)s, counted here of %(ours)s",
            programme=shown.programme,
            printed=range_name(printed),
            ours=range_name(shown.period),
        ),
        note=_note(shown),
        positions=" · ".join(
            f"{service_name(each.service)} #{each.position}" for each in shown.reached
        ),
        table=_table(shown),
        people=[
            gettext(
                "%(children)s children, %(families)s families and %(parents)s parents",
                children=children,
                families=families,
                parents=parents,
            )
            for children, families, parents in together(publication)
        ],
        is_own=shown.reads is Reads.EXACTLY,
    )


def _note(shown: PublishedTable) -> str:
    if shown.reads is Reads.NOTHING:
        return gettext("Only whose team it is, and who reads the region's figures, see a count.")
    if shown.reads is Reads.IN_FIVES:
        return gettext(
            "Of events you see two totals, to the nearest five. The rest is for the team's own "
            "organisation: answers of families are never counted for others."
        )
    if shown.fit is None:
        return gettext("No family of the programme was supported in these months.")
    many = how_many_fit(shown.publication, shown.fit)
    values = {"day": format_date(shown.fit.on), "many": many, "all": len(shown.publication.rows)}
    if shown.is_chosen:
        return gettext("On %(day)s %(many)s of %(all)s figures come out as published.", **values)
    return gettext("Most figures come out as published on %(day)s: %(many)s of %(all)s.", **values)


def _table(shown: PublishedTable) -> Table:
    columns: list[Column] = [gettext("Figure"), (gettext("Published"), "num")]
    if shown.fit and shown.end:
        columns += [(format_date(each.on), "num") for each in (shown.fit, shown.end)]
    elif shown.totals:
        columns += [(gettext("Counted"), "num")]
    columns += [gettext("What to know")]
    cells = [_cells(shown, row) for row in shown.publication.rows]
    return Table(gettext("The published table"), "", columns, cells, is_list=True)


def _cells(shown: PublishedTable, row: Row) -> list[str]:
    cells = [texts.row_name(row.code), texts.published(row)]
    if shown.fit and shown.end:
        cells += [_counted(row, each) for each in (shown.fit, shown.end)]
    elif shown.totals:
        cells += [_total(shown, row)]
    return [*cells, texts.notes(shown.publication, row, shown.fit)]


def _counted(row: Row, taken: Snapshot) -> str:
    """With a sign where it comes out otherwise than it was published."""
    figure = taken.figures[row.code]
    text = texts.counted(figure)
    return text if fits(row, figure) else gettext("%(figure)s, otherwise", figure=text)


def _total(shown: PublishedTable, row: Row) -> str:
    if row.code not in shown.totals:
        return ""
    total = shown.totals[row.code]
    return "<5" if total is None else gettext("about %(number)s", number=total)
