"""What a case is called, in the reader's language."""

from services.casework.cases.domain import Case
from services.casework.cases.queries import CaseView
from services.casework.cases.rules import reference as reference
from services.common.ages import age_on
from shared.web.i18n import gettext


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
