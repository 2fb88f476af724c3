"""What a family answered, as the case's people read it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from services.casework.cases.commands import programme_of
from services.casework.cases.domain import Case
from services.casework.cases.policy import reads_note
from services.casework.facts.domain import FactSheet
from services.casework.facts.policy import SheetView, reads
from services.casework.facts.projections import sheets
from services.casework.facts.rules import Sheet
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.work import Work


@dataclass(frozen=True)
class ListedSheet:
    """The answers of one day, and whether this reader may read them."""

    sheet: FactSheet
    by: str
    is_readable: bool

    @property
    def dated(self) -> Sheet:
        return Sheet(self.sheet.answered_on, self.sheet.facts)


def of_case(work: Work, who: Principal, case: Case) -> list[ListedSheet]:
    """All of a case, newest first; none that were recorded by mistake."""
    c = sheets.c
    query = select(c.sheet_id, c.by).where(c.case_id == case.id, c.is_error.is_(None))
    rows = work.db.execute(query.order_by(c.answered_on.desc(), c.position.desc())).all()
    listed = [(work.load(FactSheet(row.sheet_id))[0], row.by) for row in rows]
    return [
        ListedSheet(sheet, by, reads_note(who, case, sheet.answered_on, by=by))
        for sheet, by in listed
        if sheet.answered is not None and not sheet.is_error
    ]


def readable(work: Work, who: Principal, case: Case) -> list[ListedSheet]:
    return [each for each in of_case(work, who, case) if each.is_readable]


def sheet(work: Work, who: Principal, sheet_id: UUID) -> SheetView:
    """The answers of one day for whoever may read them; raises `NotFound` for others."""
    state, version = work.load(FactSheet(sheet_id))
    by = work.db.execute(select(sheets.c.by).where(sheets.c.sheet_id == sheet_id)).scalar()
    if state.answered is None or by is None:
        raise NotFound
    case, _ = work.load(Case(state.answered.case_id))
    view = SheetView(case, programme_of(work, case.id), state, version, by)
    reads.check(who, view)
    return view
