"""What can be asked of a family's code. Each function runs in the caller's one transaction."""

from uuid import UUID, uuid4

from services.casework.cases.domain import Case
from services.casework.familycodes import queries
from services.casework.familycodes.domain import FamilyCode
from shared.kernel.aggregate import NotFound
from shared.kernel.conflicts import Taken
from shared.web import return_codes
from shared.work import Work


def make(work: Work, case_id: UUID, form_key: str) -> str:
    """Make a code, once for each form; those made before open nothing from now on."""
    code, new = return_codes.code_of(work.sealing, form_key), FamilyCode(uuid4())
    try:
        digest = return_codes.claim(work, code, new)
    except Taken:
        return code
    for row in queries.of_case(work, case_id):
        if row.withdrawn_on is None:
            withdraw(work, case_id, row.code_id)
    case, _ = work.load(Case(case_id))
    organisation = case.opened.organisation
    work.start(new, lambda each: each.make(case_id, organisation, digest, on=work.today))
    return code


def withdraw(work: Work, case_id: UUID, code_id: UUID) -> None:
    """Let it open nothing any more."""
    code, _ = work.load(FamilyCode(code_id))
    if code.made is None or code.made.case_id != case_id:
        raise NotFound
    work.change(code, lambda each: each.withdraw(on=work.today))
    return_codes.release(work, code.made.code)


def open_page(work: Work, code_id: UUID) -> None:
    """Somebody with the code reads the page: that stays written."""
    work.change(FamilyCode(code_id), lambda code: code.open(on=work.today))
