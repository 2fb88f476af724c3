"""Finnish personal identity codes: the one field that takes them, and texts that may not hold any.

The form is that of https://dvv.fi/hetu-uudistus. Nothing is ever told from a code but the day of
birth that it names.
"""

import re
import unicodedata
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields
from stdnum.exceptions import InvalidFormat, ValidationError as NotANumber
from stdnum.fi import hetu

from shared.web.sentences import Sentence

CENTURIES = {"+": 1800, **dict.fromkeys("-YXWVU", 1900), **dict.fromkeys("ABCDEF", 2000)}
DAY = r"(?:0[1-9]|[12]\d|3[01])[. ]?(?:0[1-9]|1[0-2])[. ]?\d\d"
A_CODE = re.compile(rf"(?<!\w)({DAY}) ?([-+A-FU-Y]) ?(\d{{3}}) ?([0-9A-Y])(?!\w)")
LOOK_ALIKE = {  # letters of other scripts that are drawn like those of a code
    **dict(zip("АВСЕНКМРТХУ", "ABCEHKMPTXY", strict=True)),  # noqa: RUF001 - Cyrillic
    **dict(zip("ΑΒΕΗΚΜΝΡΤΧΥ", "ABEHKMNPTXY", strict=True)),  # noqa: RUF001 - Greek
    "\u2212": "-",
}
LEAVE_OUT = Sentence("Leave out personal identity codes: they are not kept here.")


def identity_code_in(text: str) -> bool:
    """Whether somebody can read an identity code in the text, also one with a mistyped letter.

    With a hyphen and a digit at its end it may be any number, so there the check character counts.
    """
    plain = "".join(map(_plain, unicodedata.normalize("NFKC", text))).upper()
    return any(_is_code(*match.groups()) for match in A_CODE.finditer(plain))


def born_on(code: str) -> date:
    """The day of birth that a valid code names."""
    day, month, year = (int(code[start : start + 2]) for start in (0, 2, 4))
    return date(CENTURIES[code[6]] + year, month, day)


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


def _plain(char: str) -> str:
    """The character as a reader takes it: a hyphen for every dash, 3 for every three, A for every
    A; nothing for what nobody sees."""
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.digit(char))
    return LOOK_ALIKE.get(char) or {"Pd": "-", "Cf": ""}.get(category, char)


def _is_code(day: str, century: str, number: str, check: str) -> bool:
    try:
        hetu.validate(re.sub("[. ]", "", day) + century + number + check, allow_temporary=True)
    except InvalidFormat:
        return False
    except NotANumber:
        return century.isalpha() or check.isalpha()
    return True
