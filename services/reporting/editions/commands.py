"""Publishing: close every month that is over and not yet closed, in order."""

from dataclasses import replace
from functools import partial
from uuid import uuid4

from sqlalchemy import select

from services.common import catalogue, geography
from services.common.months import Month, month_before, month_of
from services.reporting.coverage.rules import Grid, grid
from services.reporting.disclosure.cells import Cells
from services.reporting.disclosure.counting import USUAL_THRESHOLD
from services.reporting.editions.domain import Edition
from services.reporting.editions.events import Booked, EditionPublished, MonthBooked, Reached
from services.reporting.editions.queries import facts_reached
from services.reporting.editions.rules import (
    Books,
    ClosedMonth,
    EarlierEditions,
    close,
    with_month,
)
from services.reporting.facts import queries
from services.reporting.indicators.months import Range
from shared.kernel.aggregate import Invalid
from shared.service import Service
from shared.work import Actor, Work

SCOPE = "edition"  # of the claims that keep a month from being closed twice
CLOCKWORK = Actor("publish-edition", over_all=True)


def publish(
    service: Service, *, month: Month | None = None, threshold: int = USUAL_THRESHOLD
) -> list[Month]:
    """Close all whole months up to `month` (the last one that is over, when None is named).

    One edition for each month that was still open, oldest first; the answer names them and is
    [] when none was. Repeating it changes nothing. The facts are those that this service has
    by now, and each edition says how far that is.
    """
    with service.database.reading() as db:
        reached = facts_reached(service, db)
    act = partial(_close_months, month=month, reached=reached, threshold=threshold)
    return service.execute(act, CLOCKWORK)


def _close_months(
    work: Work, *, month: Month | None, reached: tuple[Reached, ...], threshold: int
) -> list[Month]:
    last = month_before(month_of(work.today))
    if month is not None and month > last:
        raise Invalid("%(month)s is not over yet.", code="month-not-over", month=month)
    began = queries.first_day(work.db)
    if began is None:
        return []
    months = list(Range(month_of(began), month or last))
    open_ = [each for each in months if work.holder(SCOPE, each) is None]
    if not open_:
        return []
    before, timelines, shape = _before(work, months), queries.timelines(work.db), grid_of(work)
    for each in open_:
        closed = close(each, timelines, grid=shape, before=before, threshold=threshold)
        _keep(work, each, closed, shape=shape, reached=reached, threshold=threshold)
        before = with_month(before, closed)
    return open_


def grid_of(work: Work) -> Grid:
    """The places and programmes as the directory has them by now."""
    c = catalogue.programmes.c
    rows = work.db.execute(select(c.code, c.provider).order_by(c.version)).all()
    return grid(queries.areas(work.db), {row.code: str(row.provider) for row in rows})


def _keep(
    work: Work,
    month: Month,
    closed: ClosedMonth,
    *,
    shape: Grid,
    reached: tuple[Reached, ...],
    threshold: int,
) -> None:
    edition = Edition(uuid4())
    work.claim(SCOPE, month, edition)
    booked = MonthBooked(edition_id=edition.id, month=month, books=dict(closed.books))
    published = EditionPublished(
        edition_id=edition.id,
        month=month,
        published_on=work.today,
        published_at=work.now,
        reached=reached,
        threshold=threshold,
        cells={name: dict(cells.to_json()) for name, cells in closed.cells.items()},
        spreads={name: dict(spreads) for name, spreads in closed.spreads.items()},
        places=dict(shape.areas),
    )
    work.change(edition, lambda edition: edition.publish(booked, published))


def _before(work: Work, months: list[Month]) -> EarlierEditions:
    """What the editions of these months have booked and published."""
    before = EarlierEditions()
    for month in months:
        edition_id = work.holder(SCOPE, month)
        if edition_id is None:
            continue
        edition, _ = work.load(Edition(edition_id))
        published = edition.published
        cells = published.cells if published else {}
        decided = {name: Cells.from_json(shown) for name, shown in cells.items()}
        before = with_month(before, ClosedMonth(_of_today(edition.books), decided, {}))
    return before


def _of_today(books: Books) -> Books:
    """Booked rows where their places lie today: a municipality may have merged since."""
    return {name: tuple(map(_placed, rows)) for name, rows in books.items()}


def _placed(row: Booked) -> Booked:
    month, place, *rest = row.cell
    return replace(row, cell=(month, geography.current(place), *rest))
