"""The editions that have been published, each with its months."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select

from services.common.months import Month
from services.reporting.editions.projections import editions
from services.reporting.indicators.months import Range, year_to
from shared.kernel.aggregate import NotFound
from shared.web.paging import Page, PageRequest, page
from shared.work import Work


@dataclass(frozen=True)
class PublishedEdition:
    """One edition: it never changes, and neither does its address."""

    month: Month  # the month that it closed
    published_on: date
    first: Month  # the month of the very first edition

    @property
    def period(self) -> Range:
        """The twelve months that end with it, or those that there were by then."""
        return Range(min(max(year_to(self.month).first, self.first), self.month), self.month)


def listed(work: Work, request: PageRequest) -> Page[PublishedEdition]:
    """All of them, the newest first."""
    c, first = editions.c, _first(work)

    def read(row: Row[Any]) -> PublishedEdition:
        return PublishedEdition(row.month, row.published_on, first)

    order = (c.month.desc(), c.edition_id)
    query = select(c.edition_id, c.month, c.published_on)
    return page(work.db, query, order, page_request=request, read=read)


def edition(work: Work, month: str) -> PublishedEdition:
    """The one that closed that month; raises `NotFound`."""
    query = select(editions.c.published_on).where(editions.c.month == month)
    published_on = work.db.execute(query).scalar()
    if published_on is None:
        raise NotFound
    return PublishedEdition(month, published_on, _first(work))


def _first(work: Work) -> Month:
    month: Month | None = work.db.execute(select(func.min(editions.c.month))).scalar()
    return month or ""
