"""Sentences about what is wrong with a field, told in the reader's language where they are shown.

Fields and libraries fill a sentence in long before anybody knows who reads it; a `Sentence` keeps
its parts until then. Every sentence that marshmallow has is replaced by one of ours.
"""

from collections.abc import Mapping
from typing import Any, Self

from marshmallow import Schema, fields, validate

from shared.web.i18n import gettext


class Sentence(str):
    """A text with places such as {min}; filled in, it still knows its parts."""

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, **values: Any) -> Self:
        made = super().__new__(cls, str.format(template, **values) if values else template)
        made.template, made.values = template, values
        return made

    def format(self, *_: object, **values: object) -> Self:
        """As libraries call it."""
        return type(self)(self.template, **values)

    def translated(self) -> str:
        text = gettext(self.template)
        return text.format(**self.values) if self.values else text


NEEDED = Sentence("This is needed.")
CHOOSE = Sentence("Choose one.")
WRONG = Sentence("Check what you wrote here.")
NOT_A_NUMBER = Sentence("This is not a number, such as 12.5.")
NOT_WHOLE = Sentence("This is not a whole number.")
NOT_A_TEXT = Sentence("A text is expected here.")
NOT_A_DAY = Sentence("This is not a date such as 2026-01-31.")
NOT_A_MOMENT = Sentence("This is not a moment such as 2026-01-31T12:00:00Z, with its offset.")
NOT_YES_OR_NO = Sentence("Choose yes or no; true or false in JSON.")
NOT_AN_ID = Sentence("Choose from the list; an id has 36 characters.")
ONE_VALUE = Sentence("One value fits here, and several were sent.")
NOT_AN_OBJECT = Sentence("Fields by their names are expected here.")

OURS: Mapping[type[fields.Field[Any]], Mapping[str, Sentence]] = {
    fields.Field: {
        "required": NEEDED,
        "null": Sentence("This may not be null."),
        "validator_failed": WRONG,
    },
    fields.Nested: {"type": NOT_AN_OBJECT},
    fields.List: {"invalid": Sentence("A list is expected here.")},
    fields.Mapping: {"invalid": NOT_AN_OBJECT},
    fields.String: {
        "invalid": NOT_A_TEXT,
        "invalid_utf8": NOT_A_TEXT,
    },
    fields.UUID: {"invalid_uuid": NOT_AN_ID},
    fields.Number: {
        "invalid": NOT_A_NUMBER,
        "too_large": Sentence("This number is too large."),
    },
    fields.Integer: {"invalid": NOT_WHOLE},
    fields.Float: {"special": NOT_A_NUMBER},
    fields.Decimal: {"special": NOT_A_NUMBER},
    fields.Boolean: {"invalid": NOT_YES_OR_NO},
    fields.DateTime: {"invalid": NOT_A_DAY, "invalid_awareness": NOT_A_DAY, "format": NOT_A_DAY},
    fields.Date: {"invalid": NOT_A_DAY, "format": NOT_A_DAY},
    fields.Email: {"invalid": Sentence("This is not an e-mail address such as aino@example.org.")},
}


def use_our_sentences() -> None:
    """Put ours in the place of marshmallow's, as its documentation provides for."""
    for kind, sentences in OURS.items():
        kind.default_error_messages = {**kind.default_error_messages, **sentences}
    validate.Length.message_min = Sentence("At least {min} are needed here.")
    validate.Length.message_max = Sentence("At most {max} fit here.")
    validate.Length.message_all = Sentence("From {min} to {max} fit here.")
    validate.OneOf.default_message = Sentence("Choose one of: {choices}.")
    validate.NoneOf.default_message = Sentence("This cannot be chosen here.")
    validate.Regexp.default_message = WRONG
    Schema.error_messages = {
        "unknown": Sentence("There is no field of this name."),
        "type": NOT_AN_OBJECT,
    }


def in_words(messages: Any) -> Any:
    """What is wrong, by field as marshmallow nests it, in the reader's language."""
    match messages:
        case Sentence():
            return messages.translated()
        case Mapping():
            return {name: in_words(inner) for name, inner in messages.items()}
        case list() | tuple():
            return [in_words(inner) for inner in messages]
        case _:
            return messages


use_our_sentences()
