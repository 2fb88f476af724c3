"""A kept file, opened for whoever was found to read it."""

from base64 import b64decode
from uuid import UUID

from services.casework.kept import projections
from services.casework.kept.commands import FIELD
from shared.documents import Document
from shared.kernel.aggregate import NotFound
from shared.work import Work


def opened_file(work: Work, file_id: UUID, *, subject_id: UUID, media_type: str) -> Document:
    """Raises `NotFound` where it is gone, or its person was erased."""
    sealed = projections.body(work.db, file_id)
    if sealed is None:
        raise NotFound
    content = work.sealing.open(sealed.stored, person=subject_id, field=FIELD)
    if content is None:
        raise NotFound
    return Document(b64decode(str(content)), media_type)
