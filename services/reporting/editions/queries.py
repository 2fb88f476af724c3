"""Reading editions: all figures of those in force on a day, and how far the facts have come."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, select

from services.common.months import Month
from services.reporting.disclosure.cells import ALL, Cells
from services.reporting.disclosure.published import Published
from services.reporting.editions.events import Reached, Spread
from services.reporting.editions.projections import editions
from services.reporting.editions.rules import is_complete, spread_key
from services.reporting.facts.projections import facts
from services.reporting.indicators.catalogue import INDICATORS
from services.reporting.indicators.months import Range
from shared.kernel.codec import dataclass_reader
from shared.service import Service

Completeness = Callable[[Connection], tuple[Reached, ...]]  # asked before facts are read
_reached, _spread = dataclass_reader(Reached), dataclass_reader(Spread)


@dataclass(frozen=True)
class Edition:
    """One edition on the shelf; `cells` and `spreads` are what it added."""

    id: UUID
    month: Month
    published_on: date
    published_at: datetime
    reached: tuple[Reached, ...]
    cells: Mapping[str, Cells]
    spreads: Mapping[str, Mapping[str, Spread]]
    places: Mapping[str, str]

    @property
    def is_complete(self) -> bool:
        return is_complete(self.reached, self.published_at)


@dataclass(frozen=True)
class InForce:
    """All figures of the editions up to one day; `newest` is the edition that names them."""

    newest: Edition | None = None
    months: tuple[Month, ...] = ()  # closed, oldest first
    published: Mapping[str, Published] = field(default_factory=dict)  # by figure
    spreads: Mapping[str, Mapping[str, Spread]] = field(default_factory=dict)

    def spread(
        self, indicator: str, period: Range, *, place: str = ALL, programme: str = ALL
    ) -> Spread | None:
        return self.spreads.get(indicator, {}).get(spread_key(period, place, programme))

    @property
    def last(self) -> Month:
        """The last month of the newest row of what is asked for; with none the newest month."""
        accepted = self.published.get("accepted")
        near = accepted.nearest(self.months[0], self.months[-1]) if accepted else None
        return near[1] if near else self.months[-1]

    @property
    def places(self) -> Mapping[str, str]:
        return self.newest.places if self.newest else {}


def in_force(db: Connection, *, on: date) -> InForce:
    """The editions that had been published by that day."""
    c = editions.c
    query = select(c.edition_id, c.month, c.published_on, c.published_at)
    rows = db.execute(query.where(c.published_on <= on).order_by(c.month)).all()
    ids = tuple(row.edition_id for row in rows)
    for row in rows:
        if row.edition_id not in _opened:
            _opened[row.edition_id] = _open(db, row)
    return _together(ids)


def newest_day(db: Connection) -> date | None:
    """The day on which the newest edition was published."""
    day: date | None = db.execute(select(func.max(editions.c.published_on))).scalar()
    return day


def facts_reached(service: Service, db: Connection) -> tuple[Reached, ...]:
    """How far the facts have come with each service; ask before reading them, never after."""
    return tuple(
        Reached(
            service=source.service,
            position=source.position,
            head=source.head,
            missing=source.missing,
            at=source.last_contact_at,
        )
        for source in service.completeness(facts.name, db)
    )


def before(db: Connection, edition: Edition) -> InForce:
    """The editions in force just before this one."""
    c = editions.c
    rows = db.execute(select(c.edition_id).where(c.month < edition.month).order_by(c.month)).all()
    return _together(tuple(row.edition_id for row in rows))


# Editions never change, so each is read once a process; they are a few, and small.
_opened: dict[UUID, Edition] = {}


@lru_cache(maxsize=32)
def _together(ids: tuple[UUID, ...]) -> InForce:
    opened = [_opened[edition_id] for edition_id in ids]
    if not opened:
        return InForce()
    published = {name: _published(name, opened) for name in INDICATORS}
    spreads: dict[str, dict[str, Spread]] = {}
    for edition in opened:
        for name, added in edition.spreads.items():
            spreads.setdefault(name, {}).update(added)
    return InForce(opened[-1], tuple(each.month for each in opened), published, spreads)


def _published(name: str, opened: list[Edition]) -> Published:
    """All cells of one figure."""
    cells = Cells()
    for edition in opened:
        cells |= edition.cells.get(name, Cells())
    return Published(INDICATORS[name].kind, cells)


def _open(db: Connection, row: Row[Any, Any, Any, Any]) -> Edition:
    query = select(editions.c.content).where(editions.c.edition_id == row.edition_id)
    content = json.loads(db.execute(query).scalar_one())
    return Edition(
        id=row.edition_id,
        month=row.month,
        published_on=row.published_on,
        published_at=row.published_at,
        reached=tuple(_reached(source) for source in content["reached"]),
        cells={name: Cells.from_json(cells) for name, cells in content["cells"].items()},
        spreads={
            name: {key: _spread(spread) for key, spread in spreads.items()}
            for name, spreads in content["spreads"].items()
        },
        places=content["places"],
    )
