"""Codes of a list, and short answers by name."""

from enum import StrEnum
from typing import Any

from marshmallow import ValidationError, fields, validate

from shared.web.fields.identity import LEAVE_OUT, identity_code_in
from shared.web.fields.naming import short
from shared.web.sentences import CHOOSE, Sentence

LONGEST_ANSWER, MOST_ANSWERS = 60, 20


class Code(fields.Field[Any]):
    """One value of a code list."""

    default_error_messages = {"required": CHOOSE}  # noqa: RUF012 - as marshmallow declares it

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
            wrong = Sentence("{value} is none of: {codes}.", value=short(value), codes=codes)
            raise ValidationError(wrong) from None


class Codes(fields.List[Any]):
    """Several values of a code list, each once; none when left out, unless one is required."""

    def __init__(self, codes: type[StrEnum], **options: Any) -> None:
        if not options.get("required"):
            options.setdefault("load_default", tuple)
        least = 1 if options.get("required") else 0
        options.setdefault("validate", validate.Length(min=least, max=len(codes)))
        super().__init__(Code(codes), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        return tuple(dict.fromkeys(super()._deserialize(value, attr, data, **more)))


class Answers(fields.Dict):
    """Short answers by name: true, false or a text, in an object."""

    def __init__(self, **options: Any) -> None:
        name = validate.Length(min=1, max=LONGEST_ANSWER)
        most = validate.Length(max=MOST_ANSWERS)
        super().__init__(keys=Name(validate=name), values=Answer(), validate=most, **options)


class Name(fields.String):
    """The name of an answer: letters that can be seen, and nobody's identity code."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        name = super()._deserialize(value, attr, data, **more)
        if identity_code_in(name):
            raise ValidationError(LEAVE_OUT)
        if not name.isprintable():
            raise ValidationError(Sentence("The text holds control characters."))
        return name


class Answer(fields.Field[Any]):
    """True, false or a short text."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> str | bool:
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and identity_code_in(value):
            raise ValidationError(LEAVE_OUT)
        if isinstance(value, str) and value.isprintable() and len(value) <= LONGEST_ANSWER:
            return value
        raise ValidationError(
            Sentence("Answer true, false or at most {most} letters.", most=LONGEST_ANSWER)
        )
