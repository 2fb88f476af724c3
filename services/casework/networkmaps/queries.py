"""Network maps as the case's people read them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Row, select

from services.casework.cases.domain import Case
from services.casework.cases.policy import reads_note
from services.casework.networkmaps.domain import NetworkMap
from services.casework.networkmaps.events import Around
from services.casework.networkmaps.policy import MapView, reads
from services.casework.networkmaps.projections import maps
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.kernel.sealing import opened
from shared.work import Work


@dataclass(frozen=True)
class ListedMap:
    """One map, opened."""

    map_id: UUID
    drawn_on: date
    by: str
    around: tuple[Around, ...]
    notes: str


def of_case(work: Work, who: Principal, case: Case) -> list[ListedMap]:
    """The maps of a case that the reader may see, newest first; none entered in error."""
    c = maps.c
    query = select(maps).where(c.case_id == case.id, c.is_error.is_(None))
    rows = work.db.execute(query.order_by(c.drawn_on.desc(), c.position.desc())).all()
    return [_opened(work, row) for row in rows if reads_note(who, case, row.drawn_on, by=row.by)]


def drawing(work: Work, who: Principal, map_id: UUID) -> MapView:
    """One map for whoever may read it; raises `NotFound` for others."""
    query = select(maps.c.case_id, maps.c.by).where(maps.c.map_id == map_id)
    row = work.db.execute(query).first()
    if row is None:
        raise NotFound
    case, _ = work.load(Case(row.case_id))
    state, version = work.load(NetworkMap(map_id))
    view = MapView(case, state, version, row.by)
    reads.check(who, view)
    return view


def _opened(work: Work, row: Row[tuple[object, ...]]) -> ListedMap:
    around = opened(row.around, work.sealing) or ()
    return ListedMap(
        row.map_id,
        row.drawn_on,
        row.by,
        tuple(Around(**person) for person in around),
        opened(row.notes, work.sealing) or "",
    )
