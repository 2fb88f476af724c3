"""Ids: in one form wherever they come in, so that two texts are never the same thing."""

import re
from typing import Any
from uuid import UUID

from marshmallow import fields

UUID_FORM = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class Id(fields.UUID):
    """An id as we write it; braces, `urn:uuid:` or no hyphens are not how ours look."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> UUID:
        if not isinstance(value, str) or not UUID_FORM.fullmatch(value):
            raise self.make_error("invalid_uuid")
        return UUID(value)
