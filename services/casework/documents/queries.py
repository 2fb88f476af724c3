"""Documents as their readers find them."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from services.casework.cases.domain import Case
from services.casework.documents.domain import CaseDocument
from services.casework.documents.events import DocumentAdded
from services.casework.documents.policy import DocumentView, reads
from services.casework.documents.projections import PLAIN, documents
from services.casework.kept.queries import opened_file
from services.common.codes import DocumentCircle, DocumentKind
from shared.documents import Document
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.kernel.sealing import opened
from shared.work import Work


def of_case(work: Work, who: Principal, case: Case) -> list[DocumentView]:
    """The documents of a case that the reader may open, the newest first; none removed."""
    c = documents.c
    query = select(documents).where(c.case_id == case.id, c.is_removed.is_(None))
    rows = work.db.execute(query.order_by(c.dated_on.desc(), c.position.desc())).all()
    views = (DocumentView(case, _listed(work, row), 0, row.by) for row in rows)
    return [view for view in views if reads.allows(who, view)]


def document(work: Work, who: Principal, document_id: UUID) -> DocumentView:
    """One document for whoever may read it; raises `NotFound` for others."""
    c = documents.c
    query = select(c.case_id, c.by).where(c.document_id == document_id)
    row = work.db.execute(query).first()
    if row is None:
        raise NotFound
    case, _ = work.load(Case(row.case_id))
    state, version = work.load(CaseDocument(document_id))
    view = DocumentView(case, state, version, row.by)
    reads.check(who, view)
    return view


def file(work: Work, who: Principal, document_id: UUID) -> Document:
    """What it shows; raises `NotFound` where it was removed, too."""
    view = document(work, who, document_id)
    added = added_of(view)
    if view.document.is_removed:
        raise NotFound
    return opened_file(work, document_id, subject_id=added.subject_id, media_type=added.media_type)


def added_of(view: DocumentView) -> DocumentAdded:
    if view.document.added is None:
        raise NotFound
    return view.document.added


def _listed(work: Work, row: Row[Any]) -> CaseDocument:
    """As its row says: a list opens no stream."""
    values = {name: getattr(row, name) for name in PLAIN}
    values |= {
        "kind": DocumentKind(row.kind),
        "circle": DocumentCircle(row.circle),
        "readers": tuple(UUID(each) for each in row.readers),
        "text": opened(row.text, work.sealing) or "",
    }
    return CaseDocument(row.document_id, DocumentAdded(**values))
