"""The receipts of a visit or entry, for whoever may read that."""

from uuid import UUID

from services.casework.cases.domain import Case
from services.casework.entries import queries as entries
from services.casework.kept.queries import opened_file
from services.casework.receipts.domain import Receipts
from services.casework.receipts.policy import ReceiptsView
from services.casework.receipts.rules import Paid, paid_for
from services.casework.visits import policy as visit_policy, queries as visits
from shared.documents import Document
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.work import Work


def of_visit(work: Work, who: Principal, visit_id: UUID) -> ReceiptsView:
    """Raises `NotFound` for whoever may not read the visit."""
    view = visits.visit(work, who, visit_id)
    may_correct = visit_policy.corrects.allows(who, view)
    case, is_open = view.visited.case, may_correct and not view.visit.is_error
    return _view(work, paid_for(case, view.visit), case, is_open)


def of_entry(work: Work, who: Principal, entry_id: UUID) -> ReceiptsView:
    """Raises `NotFound` for whoever may not read the entry."""
    view = entries.entry(work, who, entry_id)
    case = view.visited.case
    paid = Paid(
        entry_id,
        case.id,
        case.person.subject_id,
        case.opened.organisation,
        view.entry.facts.costs,
    )
    return _view(work, paid, case, not view.entry.is_error)


def document(work: Work, view: ReceiptsView, receipt_id: UUID) -> Document:
    """One of them, opened; raises `NotFound` where there is none, or its person was erased."""
    kinds = {file.receipt_id: file.media_type for file in view.receipts.files}
    if receipt_id not in kinds:
        raise NotFound
    return opened_file(
        work, receipt_id, subject_id=view.paid.subject_id, media_type=kinds[receipt_id]
    )


def _view(work: Work, paid: Paid, case: Case, is_open: bool) -> ReceiptsView:
    receipts, version = work.load(Receipts(paid.part_id))
    return ReceiptsView(case, receipts, version, paid, is_open)
