"""What in a text tells who somebody is: identity codes, phone numbers, addresses of mail."""

import re
from collections.abc import Iterator

from phonenumbers import PhoneNumberMatcher
from stdnum.exceptions import InvalidFormat, ValidationError
from stdnum.fi import hetu

from shared.fields import REGION

CODE = len("131052-308T")
EMAIL = re.compile(r"\S+@\S+\.\S+")


def identifies(text: str) -> bool:
    """Whether the text holds something by which a person can be found."""
    return (
        any(_has_form_of_code(part) for part in _of_a_codes_length(text))
        or PhoneNumberMatcher(text, REGION).has_next()
        or EMAIL.search(text) is not None
    )


def _of_a_codes_length(text: str) -> Iterator[str]:
    """Every part that could be an identity code: it begins with a digit, and no word goes on."""
    for start, first in enumerate(text):
        before, after = text[start - 1 : start], text[start + CODE : start + CODE + 1]
        if first.isdigit() and not before.isalnum() and not after.isalnum():
            yield text[start : start + CODE]


def _has_form_of_code(part: str) -> bool:
    """Also one that was mistyped: its day of birth and most of its number still tell enough."""
    try:
        hetu.validate(part)
    except ValidationError as wrong:
        return not isinstance(wrong, InvalidFormat)
    return True
