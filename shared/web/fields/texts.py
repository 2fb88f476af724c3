"""Texts, and those that have a form: languages, phone numbers."""

import re
from typing import Any

import phonenumbers
from marshmallow import ValidationError, fields, validate

from shared.kernel.letters import (
    has_controls,
    has_heaped_marks,
    is_garbled,
    on_one_line,
    visible,
)
from shared.web.fields.identity import LEAVE_OUT, identity_code_in
from shared.web.sentences import Sentence

LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z"  # RFC 5646, without grandfathered tags
LONGEST_TAG = 35  # characters; RFC 5646, section 4.4.1
REGION = "FI"  # a number without a country code is read as Finnish
PHONE = re.compile(r"[\d\s+()./\-\u2010-\u2015\u2212]{0,40}")  # a letter would become a digit
LONGEST_EMAIL = 254  # characters; RFC 5321, section 4.5.3.1.3
ONE_LINE = 300  # characters; a text that may be longer has lines


class Text(fields.String):
    """A text without control characters and identity codes, its letters in one form.

    Blanks around it and what cannot be seen are removed; a short one is one line.
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
        check_letters(text)
        if not self.takes_codes and identity_code_in(text):
            raise ValidationError(LEAVE_OUT)
        return text if self.most > ONE_LINE else on_one_line(text)


def check_letters(text: str) -> None:
    """Raise `ValidationError` for a text that nobody could read as it was meant."""
    if has_controls(text):
        raise ValidationError(Sentence("The text holds control characters."))
    if is_garbled(text):
        raise ValidationError(
            Sentence("A character was lost on the way. Write this again, or save it as UTF-8.")
        )
    if has_heaped_marks(text):
        raise ValidationError(Sentence("More marks stand on one letter than can be read."))


def _length(least: int) -> Sentence:
    if least:
        return Sentence("Write {min} to {max} characters.")
    return Sentence("Write at most {max} characters.")


class Language(fields.String):
    """A language by its BCP 47 code, such as fi or zh-Hans; only its form is checked."""

    def __init__(self, **options: Any) -> None:
        form = validate.Regexp(LANGUAGE, error=Sentence("A language's code, such as fi or so."))
        most = validate.Length(max=LONGEST_TAG, error=_length(0))
        super().__init__(validate=[most, form], **options)


class Link(Text):
    """An address that a browser can follow safely, or nothing."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        text: str = super()._deserialize(value, attr, data, **more)
        if text and not text.startswith("https://"):
            raise ValidationError(Sentence("It begins with https://."))
        return text


class Email(fields.Email):
    """An e-mail address; an empty one is as if it were left out, as with every other text."""

    def __init__(self, **options: Any) -> None:
        more = [options.pop("validate")] if "validate" in options else []
        most = validate.Length(max=LONGEST_EMAIL, error=_length(0))
        super().__init__(validate=[most, *more], **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        text = visible(str(fields.String()._deserialize(value, attr, data, **more))).strip()
        if identity_code_in(text):
            raise ValidationError(LEAVE_OUT)
        if "[" in text or text.endswith("@localhost"):
            raise self.make_error("invalid")  # the address of a machine, not of a person
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
        if not PHONE.fullmatch(text):
            raise ValidationError(
                Sentence("Write the number alone, such as 040 123 4567 or +358 40 123 4567.")
            )
        try:
            number = phonenumbers.parse(text, REGION)
        except phonenumbers.NumberParseException:
            raise ValidationError(Sentence("This is not a phone number.")) from None
        if not phonenumbers.is_possible_number(number):
            raise ValidationError(Sentence("This phone number has too few or too many digits."))
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
