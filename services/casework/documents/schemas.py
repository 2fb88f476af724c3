"""What can be said of a document on the wire, and how it reads."""

from base64 import b64encode
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from services.casework.documents.policy import DocumentView
from services.casework.documents.queries import added_of
from services.common.codes import DocumentCircle, DocumentKind
from services.common.retention import CASE
from shared.documents import Document
from shared.web.api import Body, personal
from shared.web.fields import TODAY, Code, Day, FileContent, Id, Text, named
from shared.web.files import harmless
from shared.web.i18n import N_

SUBJECT = {"of": "subject", "retention": CASE}
MOST_READERS = 40


class DocumentForm(Body):
    """What a form says beside its file."""

    text = named(N_("What is it?"), personal(Text(least=1, most=200, required=True), **SUBJECT))
    kind = named(N_("Kind of paper"), Code(DocumentKind, required=True))
    dated_on = named(N_("Day of the paper"), Day(load_default=None, allow_none=True), hint=TODAY)
    circle = named(N_("Who reads it?"), Code(DocumentCircle, required=True))
    readers = named(
        N_("Only these people of the team"),
        fields.List(Id(), load_default=list, validate=validate.Length(max=MOST_READERS)),
    )


class NewDocumentSchema(DocumentForm):
    """A picture (JPEG, PNG, WebP) or a PDF; it is made anew, and kept as JPEG or PDF."""

    content = named(N_("File"), personal(FileContent(required=True), **SUBJECT))

    @post_load
    def make_harmless(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Before anything is locked: drawing a picture and asking a scanner take their time."""
        document = harmless(data.pop("content"))
        return data | {"document": document}


class DocumentSchema(Schema):
    """A document as those read it who may open it."""

    id = fields.UUID(required=True)
    dated_on = fields.Date(required=True)
    kind = Code(DocumentKind, required=True)
    text = fields.String(required=True)
    circle = Code(DocumentCircle, required=True)
    readers = fields.List(fields.UUID(), required=True)
    by = fields.String(required=True, metadata={"description": "Who added it."})
    media_type = fields.String(
        required=True, metadata={"description": "image/jpeg or application/pdf."}
    )
    size = fields.Integer(required=True, metadata={"description": "Bytes, as it is kept."})
    removed = fields.Boolean(required=True)


class DocumentListSchema(Schema):
    documents = fields.List(
        fields.Nested(DocumentSchema), required=True, metadata={"description": "Newest first."}
    )
    next = fields.String(allow_none=True)


class DocumentFileSchema(Schema):
    id = fields.UUID(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)
    content = fields.String(required=True, metadata={"description": "The file in base64."})


def as_json(view: DocumentView) -> dict[str, Any]:
    added = added_of(view)
    names = ("dated_on", "kind", "text", "circle", "media_type", "size")
    values = {name: getattr(added, name) for name in names}
    return values | {
        "id": view.document.id,
        "readers": list(added.readers),
        "by": view.by,
        "removed": view.document.is_removed,
    }


def file_as_json(document_id: object, document: Document) -> dict[str, Any]:
    return {
        "id": document_id,
        "media_type": document.media_type,
        "size": document.size,
        "content": b64encode(document.content).decode(),
    }
