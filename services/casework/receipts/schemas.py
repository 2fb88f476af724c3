"""What is asked and told of receipts over HTTP."""

from base64 import b64encode
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, post_load

from services.casework.receipts.domain import Receipts
from services.common.retention import CASE
from shared.documents import Document
from shared.web.api import Body, personal
from shared.web.fields import FileContent, named
from shared.web.files import harmless
from shared.web.i18n import N_

SUBJECT = {"of": "subject", "retention": CASE}


class ReceiptSchema(Body):
    """A picture (JPEG, PNG, WebP) or a PDF; it is made anew, and kept as JPEG or PDF."""

    content = named(N_("File"), personal(FileContent(required=True), **SUBJECT))

    @post_load
    def make_harmless(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Before anything is locked: drawing a picture and asking a scanner take their time."""
        return {"document": harmless(data["content"])}


class KeptReceiptSchema(Schema):
    id = fields.UUID(required=True)
    media_type = fields.String(metadata={"description": "image/jpeg or application/pdf."})
    size = fields.Integer(metadata={"description": "Bytes, as it is kept."})


class ReceiptFileSchema(KeptReceiptSchema):
    content = fields.String(metadata={"description": "The file in base64."})


class ReceiptListSchema(Schema):
    receipts = fields.List(fields.Nested(KeptReceiptSchema))


def file_as_json(receipt_id: UUID, document: Document) -> dict[str, Any]:
    return {
        "id": receipt_id,
        "media_type": document.media_type,
        "size": document.size,
        "content": b64encode(document.content).decode(),
    }


def as_json(receipts: Receipts) -> dict[str, Any]:
    return {
        "receipts": [
            {"id": file.receipt_id, "media_type": file.media_type, "size": file.size}
            for file in receipts.files
        ]
    }
