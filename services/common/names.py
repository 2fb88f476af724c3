"""What people are called: many have one name, and everybody has at least one.

Who has one name writes it into either field. https://www.w3.org/International/questions/qa-personal-names
"""

from typing import Any, ClassVar

from marshmallow import ValidationError, validates_schema

from shared.web.api import Body
from shared.web.i18n import N_
from shared.web.openapi.fields import text_pattern
from shared.web.sentences import Sentence

NAMES = ("given_name", "family_name")
NAMELESS = Sentence("Write at least one name.")
ONE_NAME = N_("Somebody with one name writes it in either field.")
SEEN: dict[str, Any] = {"type": "string", "pattern": text_pattern(1).replace(r"\Z", "$")}


def one_of_both(*others: dict[str, Any]) -> dict[str, Any]:
    """In JSON Schema: one of the names is there, or what else is enough.

    As a condition, since generated clients would make a class of each choice.
    """
    named = [{"required": [name], "properties": {name: SEEN}} for name in NAMES]
    return {"if": {"type": "object"}, "then": {"anyOf": [*named, *others]}}


def is_nameless(data: dict[str, Any]) -> bool:
    return not any(data.get(name) for name in NAMES)


class Named(Body):
    """Before the fields of a person: one of the two names must be there."""

    together: ClassVar[dict[str, Any]] = one_of_both()

    @validates_schema
    def has_a_name(self, data: dict[str, Any], **_: Any) -> None:
        if is_nameless(data) and self.needs_a_name(data):
            raise ValidationError(NAMELESS, NAMES[0])

    def needs_a_name(self, data: dict[str, Any]) -> bool:
        """A family need not; a person does."""
        return True
