"""Texts, and those that have a form: languages, phone numbers."""

from typing import Any

import phonenumbers
from marshmallow import ValidationError, fields, validate

from shared.kernel.letters import has_controls, visible
from shared.web.fields.identity import LEAVE_OUT, identity_code_in
from shared.web.sentences import Sentence

LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z"  # RFC 5646, without grandfathered tags
REGION = "FI"  # a number without a country code is read as Finnish


class Text(fields.String):
    """A text without control characters and identity codes, its letters in one form.

    Blanks around it and what cannot be seen are removed.
    """

    def __init__(
        self,
        *,
        most: int = 200,
        least: int = 0,
        takes_codes: bool = False,  # True: a rule of its own looks for identity codes
        **options: Any,
    ) -> None:
        options.setdefault("validate", validate.Length(min=least, max=most, error=_length(least)))
        super().__init__(**options)
        self.most, self.takes_codes = most, takes_codes
        self.as_sent = validate.Length(max=most)  # blanks count too, as in the document

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        text = visible(str(self.as_sent(super()._deserialize(value, attr, data, **more)))).strip()
        if has_controls(text):
            raise ValidationError(Sentence("The text holds control characters."))
        if not self.takes_codes and identity_code_in(text):
            raise ValidationError(LEAVE_OUT)
        return text


def _length(least: int) -> Sentence:
    if least:
        return Sentence("Write {min} to {max} characters.")
    return Sentence("Write at most {max} characters.")


class Language(fields.String):
    """A language by its BCP 47 code, such as fi or zh-Hans; only its form is checked."""

    def __init__(self, **options: Any) -> None:
        form = validate.Regexp(LANGUAGE, error=Sentence("A language's code, such as fi or so."))
        super().__init__(validate=form, **options)


class Email(fields.Email):
    """An e-mail address; an empty one is as if it were left out, as with every other text."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        text = visible(str(fields.String()._deserialize(value, attr, data, **more))).strip()
        if identity_code_in(text):
            raise ValidationError(LEAVE_OUT)
        return text and super()._deserialize(text, attr, data, **more)

    def _validate(self, value: Any) -> None:
        if value:
            super()._validate(value)


class Phone(fields.String):
    """A phone number; kept in the international form, +358…."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        text = visible(str(super()._deserialize(value, attr, data, **more))).strip()
        if not text:
            return ""
        if identity_code_in(text):
            raise ValidationError(LEAVE_OUT)
        try:
            number = phonenumbers.parse(text, REGION)
        except phonenumbers.NumberParseException:
            raise ValidationError(Sentence("This is not a phone number.")) from None
        if not phonenumbers.is_possible_number(number):
            raise ValidationError(Sentence("This phone number has too few or too many digits."))
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
