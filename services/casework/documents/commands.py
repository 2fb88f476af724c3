"""Putting a paper into the book, and letting it go."""

from datetime import date
from uuid import UUID, uuid4, uuid5

from services.casework.cases.domain import Case
from services.casework.documents.domain import CaseDocument
from services.casework.documents.events import DocumentAdded
from services.casework.documents.rules import DocumentFacts, must_make_sense
from services.casework.kept import commands as kept
from services.common.codes import DocumentCircle, DocumentKind
from services.common.identifying import check_tells_no_place
from shared.documents import Document
from shared.work import Work


def add(
    work: Work,
    case_id: UUID,
    *,
    document: Document,
    text: str,
    kind: DocumentKind,
    circle: DocumentCircle,
    readers: list[UUID],
    dated_on: date | None = None,
    key: UUID | None = None,
) -> tuple[UUID, int]:
    """Keep a file as a document of a case; its id and version.

    The same `key` again, which is a form's random one, changes nothing.
    """
    case, _ = work.load(Case(case_id))
    named = tuple(dict.fromkeys(readers))
    facts = DocumentFacts(dated_on or work.today, kind, circle, named, text)
    must_make_sense(facts, team=case.team, today=work.today)
    hidden = case.person.non_disclosure
    check_tells_no_place(text, non_disclosure=hidden, field="text")
    paper, version = work.load(CaseDocument(uuid5(key, str(case_id)) if key else uuid4()))
    if paper.added:
        return paper.id, version
    subject_id = case.person.subject_id
    added = DocumentAdded(
        document_id=paper.id,
        case_id=case_id,
        subject_id=subject_id,
        media_type=document.media_type,
        size=document.size,
        **vars(facts),
    )
    _, version = work.change(paper, lambda state: state.add(added))
    kept.keep(work, paper.id, document, case_id=case_id, subject_id=subject_id)
    return paper.id, version


def remove(work: Work, document_id: UUID, *, reason: str = "") -> None:
    """Let a paper go, and destroy its file."""
    work.change(CaseDocument(document_id), lambda state: state.remove(reason=reason))
    kept.destroy(work, document_id)
