"""What a case is called, in the reader's language."""

from datetime import date
from uuid import UUID

from services.casework.cases.domain import Case
from services.casework.cases.queries import CaseView
from services.common.ages import age_on
from shared.web.i18n import gettext


def reference(case_id: UUID, opened_on: date) -> str:
    """What people call the case among themselves; it says nothing of the person."""
    return f"A-{opened_on.year}-{str(case_id)[:4].upper()}"


def title(view: CaseView) -> str:
    person = view.case.person
    name = f"{person.given_name} {person.family_name}".strip()
    born = person.date_of_birth
    if not name:
        return gettext("Case %(reference)s", reference=reference(view.case.id, view.today))
    if born is None:
        return name
    return gettext("%(name)s, %(age)s y", name=name, age=age_on(born, view.today))


def first_name(case: Case) -> str:
    """The given name and an initial, which tells siblings of one name apart from others."""
    given, family = case.person.given_name, case.person.family_name
    return f"{given} {family[:1]}." if family else given
