"""Letters that a day brings, without anybody having done anything.

They are made when somebody reads them: a birthday lies sealed, and a row dated by it would tell it.
"""

from datetime import date
from uuid import UUID, uuid5

from sqlalchemy import select

from services.casework.cases import policy, queries
from services.casework.cases.queries import CaseView
from services.casework.concerns.projections import concerns
from services.casework.inbox.rules import coming_of_age, order_ends
from services.casework.inbox.texts import CASE
from services.casework.staffing.queries import locked_cases
from services.casework.summaries.projections import summaries
from services.common.days import start_of
from shared.identity.principals import Principal
from shared.inbox import Letter
from shared.work import Work


def due(work: Work, who: Principal) -> list[Letter]:
    """Of all open cases of the reader's: who comes of age, whose non-disclosure order ends."""
    if not policy.opens.access.admits(who):
        return []
    return [
        letter
        for each in queries.all_open(work, who)
        for letter in _letters(
            each.row.case_id,
            born=each.born,
            opened_on=each.row.opened_on,
            until=each.row.non_disclosure_until if each.row.non_disclosure else None,
            today=work.today,
        )
    ]


def hidden(work: Work, who: Principal) -> set[UUID]:
    """What letters may be about that the reader may never open: cases, and what is of them."""
    locked = locked_cases(work.db, who.id)
    if not locked:
        return set()
    tables = (
        (concerns.c.case_id, concerns.c.concern_id),
        (summaries.c.case_id, summaries.c.summary_id),
    )
    parts = [select(thing).where(case.in_(locked)) for case, thing in tables]
    return locked.union(*(work.db.execute(part).scalars() for part in parts))


def due_in(view: CaseView) -> list[Letter]:
    """The same of one case."""
    case, person = view.case, view.case.person
    if not view.is_open:
        return []
    return _letters(
        case.id,
        born=person.date_of_birth,
        opened_on=case.opened.opened_on,
        until=person.non_disclosure_until if view.is_hidden else None,
        today=view.today,
    )


def _letters(
    case_id: UUID, *, born: date | None, opened_on: date, until: date | None, today: date
) -> list[Letter]:
    days = (
        *coming_of_age(born, opened_on=opened_on, today=today),
        *order_ends(until, today=today),
    )
    return [
        Letter(uuid5(case_id, kind), kind, CASE, case_id, author="", at=start_of(day))
        for kind, day in days
    ]
