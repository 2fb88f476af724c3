"""Naming who opens a family's contact details. Each runs in the caller's transaction."""

from uuid import UUID

from services.casework.cases.domain import Case
from services.casework.naming.queries import knows_family
from shared.work import Work


def name_reader(work: Work, case_id: UUID, person_id: UUID) -> None:
    """Name somebody who may open what a non-disclosure order hides."""
    case, _ = work.load(Case(case_id))
    knows = knows_family(work, case, person_id)
    work.change(case, lambda c: c.name_reader(person_id, knows_family=knows, on=work.today))


def remove_reader(work: Work, case_id: UUID, person_id: UUID) -> None:
    """Somebody named may open it no more, from this moment on."""
    work.change(Case(case_id), lambda c: c.remove_reader(person_id, on=work.today))
