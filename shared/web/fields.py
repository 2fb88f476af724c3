"""Request fields that several schemas need: codes, days, numbers, texts, phone numbers.

Each refuses a value with a sentence that says what is right. `named` gives a field the words that
forms, error summaries and the documents show for it. `typed` reads what somebody wrote into a
form; what it cannot read stays the text it was, and is refused like any other value.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

import phonenumbers
from marshmallow import ValidationError, fields, validate
from stdnum.exceptions import ValidationError as NotANumber
from stdnum.fi import hetu

from shared.web.formats import read_clock, read_day, read_number
from shared.web.i18n import N_
from shared.web.sentences import CHOOSE, NOT_A_NUMBER, NOT_WHOLE, Sentence

F = TypeVar("F", bound=fields.Field[Any])
TODAY = N_("Today, if you leave it empty.")  # the hint of a day that may be left out
LONGEST_ANSWER, MOST_ANSWERS = 60, 20
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"  # RFC 5646, without grandfathered tags
REGION = "FI"  # a number without a country code is read as Finnish


def named(label: str, field: F, *, hint: str = "", unit: str = "") -> F:
    """Give a field its label, and where needed a hint and a unit; all of them as in catalogues."""
    words = {"label": label, "hint": hint, "unit": unit}
    field.metadata = {**field.metadata, **{name: text for name, text in words.items() if text}}
    return field


class Typed:
    """A field that reads what somebody wrote into a form; what it cannot read stays as it was."""

    def typed(self, text: str) -> Any:
        raise NotImplementedError


class Code(fields.Field[Any]):
    """One value of a code list."""

    default_error_messages = {"required": CHOOSE}  # noqa: RUF012 - as marshmallow declares it

    def __init__(self, codes: type[StrEnum], **options: Any) -> None:
        metadata = {"type": "string", "enum": [code.value for code in codes]}
        super().__init__(metadata=metadata, **options)
        self.codes = codes

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_: Any) -> Any:
        return None if value is None else str(value)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> StrEnum:
        try:
            return self.codes(value)
        except ValueError:
            codes = ", ".join(code.value for code in self.codes)
            wrong = Sentence("{value} is none of: {codes}.", value=_short(value), codes=codes)
            raise ValidationError(wrong) from None


class Codes(fields.List[Any]):
    """Several values of a code list, each once; none when left out."""

    def __init__(self, codes: type[StrEnum], **options: Any) -> None:
        options.setdefault("load_default", tuple)
        options.setdefault("validate", validate.Length(max=len(codes)))
        super().__init__(Code(codes), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        return tuple(dict.fromkeys(super()._deserialize(value, attr, data, **more)))


class Day(Typed, fields.Date):
    """A date as YYYY-MM-DD, in years that people of today can have."""

    def typed(self, text: str) -> str:
        try:
            return read_day(text).isoformat()
        except ValueError:
            return text

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> date:
        try:
            if not isinstance(value, str) or len(value) != len("2026-01-31"):
                raise ValueError
            day = date.fromisoformat(value)
        except ValueError:
            wrong = Sentence("{value} is not a date such as 2026-01-31.", value=_short(value))
            raise ValidationError(wrong) from None
        if not 1900 <= day.year <= 2100:
            raise ValidationError(Sentence("{day} is not between 1900 and 2100.", day=day))
        return day


class YesNo(Typed, fields.Boolean):
    """Yes or no; in JSON true or false and nothing else."""

    def __init__(self, **options: Any) -> None:
        super().__init__(truthy={True}, falsy={False}, **options)

    def typed(self, text: str) -> bool | str:
        return {"yes": True, "true": True, "no": False, "false": False}.get(text, text)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


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
        raise ValidationError(
            Sentence("Answer true, false or at most {most} letters.", most=LONGEST_ANSWER)
        )


class Text(fields.String):
    """A text without control characters; blanks around it are removed."""

    def __init__(self, *, most: int = 200, least: int = 0, **options: Any) -> None:
        options.setdefault("validate", validate.Length(min=least, max=most, error=_length(least)))
        super().__init__(**options)
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        text = str(super()._deserialize(value, attr, data, **more)).strip()
        if any(ord(char) < 32 and char not in "\n\r\t" for char in text):
            raise ValidationError(Sentence("The text holds control characters."))
        return text


def _length(least: int) -> Sentence:
    if least:
        return Sentence("Write {min} to {max} characters.")
    return Sentence("Write at most {max} characters.")


class Whole(Typed, fields.Integer):
    """A whole number from `least` to `most`; 1.5, true and "3" are none."""

    def __init__(self, *, least: int, most: int, **options: Any) -> None:
        super().__init__(metadata={"minimum": least, "maximum": most}, **options)
        self.least, self.most = least, most

    def typed(self, text: str) -> int | str:
        """What somebody wrote into a form, as the number it is; anything else stays as it was."""
        number = _read(text)
        return int(number) if isinstance(number, Decimal) and number == int(number) else text

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValidationError(NOT_WHOLE)
        if not self.least <= value <= self.most:
            raise ValidationError(
                Sentence("A number from {least} to {most}.", least=self.least, most=self.most)
            )
        return value


class Number(Typed, fields.Decimal):
    """A number with at most `decimals` decimals, from `least` to `most`; or `above` a border."""

    def __init__(
        self,
        *,
        least: int | None = None,
        above: int | None = None,
        most: int | None = None,
        decimals: int = 2,
        **options: Any,
    ) -> None:
        borders = {"minimum": least, "exclusiveMinimum": above, "maximum": most}
        metadata = {name: border for name, border in borders.items() if border is not None}
        super().__init__(metadata=metadata, **options)
        self.least, self.above, self.most, self.decimals = least, above, most, decimals

    def typed(self, text: str) -> Decimal | str:
        return _read(text)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        if isinstance(value, bool):
            raise ValidationError(NOT_A_NUMBER)
        number: Decimal = super()._deserialize(value, attr, data, **more)
        exponent = number.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > self.decimals:
            raise ValidationError(Sentence("At most {most} decimals.", most=self.decimals))
        self._check_borders(number)
        return number

    def _check_borders(self, number: Decimal) -> None:
        if self.least is not None and number < self.least:
            raise ValidationError(Sentence("At least {least}.", least=self.least))
        if self.above is not None and number <= self.above:
            raise ValidationError(Sentence("More than {above}.", above=self.above))
        if self.most is not None and number > self.most:
            raise ValidationError(Sentence("At most {most}.", most=self.most))


class Clock(fields.String):
    """A time of day, such as 15.00 or 15:00; kept as HH:MM, empty when not told."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        text = str(super()._deserialize(value, attr, data, **more)).strip()
        try:
            return read_clock(text) if text else ""
        except ValueError:
            wrong = Sentence("{value} is not a time of day such as 15.00.", value=_short(value))
            raise ValidationError(wrong) from None


class Language(fields.String):
    """A language by its BCP 47 code, such as fi or zh-Hans; only its form is checked."""

    def __init__(self, **options: Any) -> None:
        form = validate.Regexp(LANGUAGE, error=Sentence("A language's code, such as fi or so."))
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
            raise ValidationError(Sentence("This is not a personal identity code.")) from None


class Phone(fields.String):
    """A phone number; kept in the international form, +358…."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        text = str(super()._deserialize(value, attr, data, **more)).strip()
        if not text:
            return ""
        try:
            number = phonenumbers.parse(text, REGION)
        except phonenumbers.NumberParseException:
            raise ValidationError(Sentence("This is not a phone number.")) from None
        if not phonenumbers.is_possible_number(number):
            raise ValidationError(Sentence("This phone number has too few or too many digits."))
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _read(text: str) -> Decimal | str:
    try:
        return read_number(text)
    except ValueError:
        return text


def _short(value: object) -> str:
    return f"{value!r:.60}"
