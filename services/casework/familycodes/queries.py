"""The codes of a case for its people, and what a code opens."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from services.casework.cases.commands import programme_of
from services.casework.cases.domain import Case
from services.casework.cases.queries import CaseView
from services.casework.familycodes.domain import FamilyCode
from services.casework.familycodes.projections import family_codes
from services.casework.matches import queries as matches
from shared.kernel.aggregate import NotFound
from shared.web import return_codes
from shared.work import Work


def of_case(work: Work, case_id: UUID) -> Sequence[Row[Any]]:
    """The last first; of a case that the reader has opened."""
    c = family_codes.c
    query = select(family_codes).where(c.case_id == case_id)
    return work.db.execute(query.order_by(c.made_on.desc(), c.until.desc(), c.code_id)).all()


def by_text(work: Work, text: str) -> FamilyCode:
    """What a typed code leads to; raises `NotFound` for all that opens nothing today."""
    code_id = return_codes.holder(work, text)
    code = work.load(FamilyCode(code_id))[0] if code_id else None
    if code is None or not code.is_good(work.today):
        raise NotFound
    return code


def opened(work: Work, case_id: UUID) -> CaseView:
    """The case as its own family reads it, whoever that is; nothing of its order is shown."""
    case, version = work.load(Case(case_id))
    return CaseView(
        case=case,
        version=version,
        programme=programme_of(work, case_id),
        match=matches.of_case(work.db, case_id),
        today=work.today,
        is_coordinator=False,
        shows_contact=False,
    )
