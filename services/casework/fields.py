"""Request fields that casework's chapters share."""

import re
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError, fields

from services.common.retention import CASE
from shared.web.api import Body, personal
from shared.web.fields import Text, named
from shared.web.i18n import N_
from shared.web.openapi.fields import text_pattern
from shared.web.sentences import Sentence

SUBJECT = {"of": "subject", "retention": CASE}
MOST = 100  # people at a meeting
A_NUMBER = re.compile("[0-9]{1,4}")
LONGEST = 200  # letters of a name or role
NAMES = fields.List(Text(most=LONGEST, least=1))


@dataclass(frozen=True)
class People:
    """How many were there, and who as far as it was said."""

    count: int = 0
    names: tuple[str, ...] = ()


class PeopleField(fields.Field[Any]):
    """A number of people, or a list of their names or roles."""

    def __init__(self, **options: Any) -> None:
        name = {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": text_pattern(1)}
        number = {"type": "integer", "minimum": 0, "maximum": MOST}
        named = {"type": "array", "items": name, "maxItems": MOST}
        typed = {"type": "string", "format": "people"}  # a number, or names between commas
        super().__init__(metadata={"anyOf": [number, named, typed]}, **options)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_: Any) -> int:
        return int(value.count)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> People:
        if isinstance(value, str) and A_NUMBER.fullmatch(value.strip()):
            value = int(value)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, str):
            value = [part for part in value.replace(",", "\n").splitlines() if part.strip()]
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST:
            return People(value)
        if isinstance(value, list) and len(value) <= MOST:
            names: list[str] = NAMES.deserialize(value)  # type: ignore[assignment]  # none is None
            return People(len(names), tuple(names))
        raise ValidationError(
            Sentence("Say how many people from 0 to {most}, or list them.", most=MOST)
        )


class ReasonSchema(Body):
    """Why something is put right; it stays readable."""

    reason = named(
        N_("Why is it corrected?"), personal(Text(most=2000, least=1, required=True), **SUBJECT)
    )


class RemovalSchema(Body):
    """Why a file is destroyed; that it was there stays in the history."""

    reason = named(
        N_("Why is it removed?"), personal(Text(most=2000, least=1, required=True), **SUBJECT)
    )
