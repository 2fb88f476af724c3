"""What has been erased, as its officer may know."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select

from services.common.codes import ErasureGround, Register
from services.common.erasure.projections import done
from services.common.erasure.schedule import schedule_of
from shared.web.paging import Page, PageRequest, page
from shared.work import Work


@dataclass(frozen=True)
class Done:
    """A record of a register that was erased, wholly or in part."""

    record_id: UUID
    register: Register
    on: date
    ground: ErasureGround
    by: str  # id, or name of one of our own processes
    classes: tuple[str, ...]

    @property
    def kept(self) -> tuple[str, ...]:
        """What the law kept, although somebody asked: the held classes of the same moment."""
        rows = schedule_of(self.register) if self.ground is ErasureGround.REQUEST else ()
        ends = {row.after for row in rows if not row.is_held and set(row.classes) & self.gone}
        held = {name for row in rows if row.is_held and row.after in ends for name in row.classes}
        return tuple(sorted(held - self.gone))

    @property
    def gone(self) -> frozenset[str]:
        return frozenset(self.classes)


def erased(work: Work, theirs: ColumnElement[bool], page_request: PageRequest) -> Page[Done]:
    """Every erasure of the service's own registers, the latest first."""
    order = (done.c.on.desc(), done.c.ground, done.c.record_id)
    query = select(done).where(theirs)
    return page(work.db, query, order, page_request=page_request, read=_done)


def _done(row: Row[Any]) -> Done:
    return Done(
        row.record_id,
        Register(row.register),
        row.on,
        ErasureGround(row.ground),
        row.by,
        tuple(row.classes),
    )
