"""Request fields that several schemas need: codes, days, texts, phone numbers.

Each refuses a value with a sentence that says what is right.
"""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_type_hints

import phonenumbers
from marshmallow import ValidationError, fields, validate
from stdnum.exceptions import ValidationError as NotANumber
from stdnum.fi import hetu

LONGEST_ANSWER, MOST_ANSWERS = 60, 20
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z"  # RFC 5646, without grandfathered tags
REGION = "FI"  # a number without a country code is read as Finnish


class Code(fields.Field[Any]):
    """One value of a code list."""

    def __init__(self, codes: type[StrEnum], **options: Any) -> None:
        super().__init__(**options)
        self.codes = codes

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_: Any) -> Any:
        return None if value is None else str(value)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> StrEnum:
        try:
            return self.codes(value)
        except ValueError:
            codes = ", ".join(code.value for code in self.codes)
            raise ValidationError(f"{value!r:.60} is none of: {codes}.") from None


class Codes(fields.List[Any]):
    """Several values of a code list, each once; none when left out."""

    def __init__(self, codes: type[StrEnum], **options: Any) -> None:
        options.setdefault("load_default", tuple)
        options.setdefault("validate", validate.Length(max=len(codes)))
        super().__init__(Code(codes), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        return tuple(dict.fromkeys(super()._deserialize(value, attr, data, **more)))


class Day(fields.Date):
    """A date as YYYY-MM-DD, in years that people of today can have."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> date:
        try:
            if not isinstance(value, str) or len(value) != len("2026-01-31"):
                raise ValueError
            day = date.fromisoformat(value)
        except ValueError:
            raise ValidationError(f"{value!r:.60} is not a date such as 2026-01-31.") from None
        if not 1900 <= day.year <= 2100:
            raise ValidationError(f"{day} lies outside the years 1900 to 2100.")
        return day


class Answers(fields.Dict):
    """Short answers by name: true, false or a text, in an object."""

    def __init__(self, **options: Any) -> None:
        name = validate.Length(min=1, max=LONGEST_ANSWER)
        most = validate.Length(max=MOST_ANSWERS)
        super().__init__(
            keys=fields.String(validate=name), values=Answer(), validate=most, **options
        )


class Answer(fields.Field[Any]):
    """True, false or a short text."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> str | bool:
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.isprintable() and len(value) <= LONGEST_ANSWER:
            return value
        raise ValidationError(f"Answer true, false or at most {LONGEST_ANSWER} letters.")


class Money(fields.Decimal):
    """An amount of euros as text with a point, "12.50": a number would become a binary fraction."""

    FORM = r"^(0|[1-9][0-9]{0,6})(\.[0-9]{1,2})?\Z"

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_: Any) -> str | None:
        return None if value is None else f"{value:.2f}"

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> Decimal:
        if isinstance(value, str) and re.match(self.FORM, value):
            return Decimal(value)
        raise ValidationError("Write an amount as text, such as 12.50.")


class Value(fields.Field[Any]):
    """A part of an answer that is JSON already: a value of `kind`, written by `to_json`.

    `kind` is for the document alone: a dataclass, a code list, or several of either.
    """

    def __init__(self, kind: Any, **options: Any) -> None:
        super().__init__(dump_only=True, **options)
        self.kind = kind


def values_of(kind: Any) -> dict[str, Any]:
    """The fields of a schema that answers with all fields of this dataclass."""
    hints = get_type_hints(kind)
    return {name: Value(hints[name], required=True) for name in kind.__dataclass_fields__}


class Text(fields.String):
    """A text without control characters; blanks around it are removed."""

    def __init__(self, *, most: int = 200, least: int = 0, **options: Any) -> None:
        options.setdefault("validate", validate.Length(min=least, max=most))
        super().__init__(**options)
        self.as_sent = validate.Length(max=most)  # blanks count too, as in the document

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        text = str(self.as_sent(super()._deserialize(value, attr, data, **more))).strip()
        if any(ord(char) < 32 and char not in "\n\r\t" for char in text):
            raise ValidationError("The text holds control characters.")
        return text


class Whole(fields.Integer):
    """A whole number from `least` to `most`; 1.5, true and "3" are none."""

    def __init__(self, *, least: int, most: int, **options: Any) -> None:
        super().__init__(metadata={"minimum": least, "maximum": most}, **options)
        self.least, self.most = least, most

    def typed(self, text: str) -> int | str:
        """What somebody wrote into a form, as the number it is; anything else stays as it was."""
        return int(text) if text.strip().removeprefix("-").isdecimal() else text

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValidationError("This is not a whole number.")
        if not self.least <= value <= self.most:
            raise ValidationError(f"A number from {self.least} to {self.most}.")
        return value


class Language(fields.String):
    """A language by its BCP 47 code, such as fi or zh-Hans; only its form is checked."""

    def __init__(self, **options: Any) -> None:
        form = validate.Regexp(LANGUAGE, error="A language's code, such as fi or so.")
        super().__init__(validate=form, **options)


class IdentityCode(fields.String):
    """A Finnish personal identity code with the right check character; kept whole, in capitals.

    Two people's codes may differ by nothing but the century's sign, so it is part of the code
    (https://dvv.fi/hetu-uudistus).
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(metadata={"format": "identity-code"}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        text = super()._deserialize(value, attr, data, **more)
        try:
            return hetu.validate(text, allow_temporary=True)
        except NotANumber:
            raise ValidationError("This is not a personal identity code.") from None


class Phone(fields.String):
    """A phone number; kept in the international form, +358…."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        text = str(super()._deserialize(value, attr, data, **more)).strip()
        if not text:
            return ""
        try:
            number = phonenumbers.parse(text, REGION)
        except phonenumbers.NumberParseException:
            raise ValidationError("This is not a phone number.") from None
        if not phonenumbers.is_possible_number(number):
            raise ValidationError("This phone number has too few or too many digits.")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
