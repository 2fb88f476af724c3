"""Adding and removing receipts; a file is sealed for the case's person as all the book is."""

from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID, uuid5

from services.casework.cases.domain import Case
from services.casework.kept import commands as kept
from services.casework.receipts.domain import Receipts
from services.casework.receipts.rules import File, Paid, paid_for
from services.casework.visits.domain import Visit
from shared.documents import Document
from shared.work import Work


def add(work: Work, paid: Paid, documents: Sequence[Document]) -> tuple[list[UUID], int]:
    """Keep these files as receipts; their ids, and the version of what there is of them.

    The same file twice is one receipt.
    """
    ids = [_id(work, paid, each) for each in documents]
    state, _ = work.load(Receipts(paid.part_id))
    there = {file.receipt_id for file in state.files}
    new = {id_: each for id_, each in zip(ids, documents, strict=True) if id_ not in there}
    files = [File(id_, each.media_type, each.size) for id_, each in new.items()]
    _, version = work.change(state, lambda receipts: receipts.add(files, paid))
    for receipt_id, document in new.items():
        of_person = {"case_id": paid.case_id, "subject_id": paid.subject_id}
        kept.keep(work, receipt_id, document, **of_person)
    return ids, version


def add_to_visit(work: Work, case_id: UUID, visit_id: UUID, documents: Sequence[Document]) -> None:
    """Keep these files as receipts of a visit that the same transaction may have logged."""
    case, _ = work.load(Case(case_id))
    visit, _ = work.load(Visit(visit_id, parties=case.parties))
    add(work, paid_for(case, visit), documents)


def remove(work: Work, paid: Paid, receipt_id: UUID, *, reason: str) -> None:
    """Let a receipt go, and destroy its file."""
    work.change(Receipts(paid.part_id), lambda state: state.remove(receipt_id, paid, reason=reason))
    kept.destroy(work, receipt_id)


def _id(work: Work, paid: Paid, document: Document) -> UUID:
    """An equal one for an equal file, which says nothing of it without our key."""
    digest = sha256(document.content).hexdigest()
    return uuid5(paid.part_id, work.sealing.token(paid.organisation, "receipt", digest))
