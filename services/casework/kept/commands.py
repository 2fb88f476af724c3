"""Keeping and destroying a file; it is sealed for the case's person as all the book is."""

from base64 import b64encode
from uuid import UUID

from services.casework.kept import projections
from services.common.retention import CASE
from shared.documents import Document
from shared.kernel.sealing import Subject
from shared.work import Work

FIELD = "body"


def keep(work: Work, file_id: UUID, document: Document, *, case_id: UUID, subject_id: UUID) -> None:
    """Keep a file, made harmless before, under the id of what it is."""
    subject = Subject(subject_id, CASE, event=file_id, field=FIELD)
    content = b64encode(document.content).decode()
    projections.keep(
        work.db,
        file_id,
        case_id=case_id,
        subject_id=subject_id,
        body=work.sealing.seal(content, subject),
    )


def destroy(work: Work, file_id: UUID) -> None:
    """Let it go from the disk."""
    projections.drop(work.db, file_id)
