"""A file inside a JSON body."""

from base64 import b64decode
from binascii import Error
from typing import Any

from marshmallow import ValidationError, fields

from shared.web.sentences import Sentence


class FileContent(fields.String):
    """Bytes as base64 (RFC 4648, with padding); how many, the size of a request says."""

    FORM = "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)$"

    EXAMPLE = (  # a picture of a single white point
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJ"
        "RU5ErkJggg=="
    )

    def __init__(self, **options: Any) -> None:
        metadata = {
            "contentEncoding": "base64",
            "pattern": self.FORM,
            "example": self.EXAMPLE,
        }
        super().__init__(metadata=metadata, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        text = super()._deserialize(value, attr, data, **more)
        try:
            content = b64decode(text, validate=True)
        except (Error, ValueError):
            content = b""
        if not content:
            raise ValidationError(
                Sentence("This is no base64 with its padding. Encode the file anew.")
            )
        return content
