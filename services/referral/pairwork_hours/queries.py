"""The minutes of both sides, as their own employers may read them."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, false, func, or_, select

from services.referral.pairwork.projections import hours
from shared.identity.principals import Principal
from shared.web.paging import Page, PageRequest, page
from shared.work import Work

MINUTES = ("ngo_work", "ngo_travel", "municipal_work", "municipal_travel")


def given(work: Work, who: Principal, year: int) -> list[Row[Any]]:
    """By theme: how often they met in a year, and what each side's employers gave."""
    c = hours.c
    sums = [func.sum(c[name]).label(name) for name in MINUTES]
    query = select(c.theme, func.count().label("meetings"), *sums)
    in_year = c.day.between(date(year, 1, 1), date(year, 12, 31))
    query = query.where(_held(who), in_year).group_by(c.theme).order_by(c.theme)
    return list(work.db.execute(query))


def held(work: Work, who: Principal, request: PageRequest) -> Page[Row[Any]]:
    """Each meeting that was held, with the minutes of both sides; the newest first."""
    c = hours.c
    query = select(hours).where(_held(who))
    order = (c.day.desc(), c.pairwork_id)
    return page(work.db, query, order, page_request=request, read=lambda row: row)


def _held(who: Principal) -> ColumnElement[bool]:
    c, home = hours.c, who.organisation
    if home is None:
        return false()
    return c.day.is_not(None) & or_(c.organisation == home, c.partner == home)
