"""Letters that a day brings, without anybody having done anything.

They are made when somebody reads them: a birthday lies sealed, and a row dated by it would tell it.
"""

from datetime import date
from uuid import UUID, uuid5

from services.casework.cases import policy, queries
from services.casework.cases.queries import CaseView
from services.casework.inbox.rules import coming_of_age
from services.casework.inbox.texts import CASE
from services.common.children import MINORS
from services.common.days import start_of
from shared.identity.principals import Principal
from shared.inbox import Letter
from shared.work import Work


def due(work: Work, who: Principal) -> list[Letter]:
    """Of all open cases of the reader's: where a young person comes of age."""
    if not policy.opens.access.admits(who):
        return []
    return [
        letter
        for each in queries.all_open(work, who)
        for letter in _letters(each.row.case_id, each.born, each.row.opened_on, work.today)
    ]


def due_in(view: CaseView) -> list[Letter]:
    """The same of one case."""
    case, person = view.case, view.case.person
    if not view.is_open or person.subject_kind not in MINORS:
        return []
    return _letters(case.id, person.date_of_birth, case.opened.opened_on, view.today)


def _letters(case_id: UUID, born: date | None, opened_on: date, today: date) -> list[Letter]:
    return [
        Letter(uuid5(case_id, kind), kind, CASE, case_id, author="", at=start_of(day))
        for kind, day in coming_of_age(born, opened_on=opened_on, today=today)
    ]
