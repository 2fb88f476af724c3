"""One JSON parser with one meaning, for API, feed and command line alike.

What two parsers could read differently is refused: duplicate names (RFC 8259, section 4),
NaN and infinities, lone surrogates, a byte order mark; and what could exhaust one: depth and
long numbers.
"""

import json
from typing import Any

DEEPEST = 20
LONGEST_NUMBER = 40  # digits


class NotStrict(ValueError):
    """Why the text was refused, for the person who sent it; English with {name} places."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message, self.values = message, values


def loads(raw: bytes) -> Any:
    """The value; raises `NotStrict`."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise NotStrict("It is not text in UTF-8.") from None
    if text.startswith("\ufeff"):
        raise NotStrict("It begins with a byte order mark; save it as UTF-8 without one.")
    _measure(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_unique,
            parse_constant=_no_constant,
            parse_int=_int,
            parse_float=_float,
        )
    except json.JSONDecodeError as wrong:
        raise NotStrict(
            "It is not JSON; look at line {line}, column {column}.",
            line=wrong.lineno,
            column=wrong.colno,
        ) from None
    if "\\u" in text:  # nothing else gives half of a pair
        _no_surrogates(value)
    return value


def canonical(raw: bytes) -> bytes:
    """The same bytes for the same value, however its names are ordered and its blanks set."""
    value = loads(raw)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _measure(text: str) -> None:
    """Refuse depth before the recursive parser meets it."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return  # nearly every text of ours
    depth, quoted, escaped = 0, False, False
    for char in text:
        if quoted:
            quoted = escaped or char != '"'
            escaped = char == "\\" and not escaped
        elif char == '"':
            quoted = True
        elif char in "[{":
            depth += 1
            if depth > DEEPEST:
                raise NotStrict("It is nested deeper than {most} levels.", most=DEEPEST)
        elif char in "]}":
            depth -= 1


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NotStrict("The name {name} stands twice in one object.", name=repr(twice[:60]))
    return result


def _no_constant(name: str) -> Any:
    raise NotStrict("{name} is not a JSON number.", name=name)


def _int(digits: str) -> int:
    return int(_short(digits))


def _float(digits: str) -> float:
    number = float(_short(digits))
    if number in (float("inf"), float("-inf")):
        raise NotStrict("{digits} is too large a number.", digits=digits)
    return number


def _short(digits: str) -> str:
    if len(digits) > LONGEST_NUMBER:
        raise NotStrict("A number is longer than {most} digits.", most=LONGEST_NUMBER)
    return digits


def _no_surrogates(value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise NotStrict("A text holds half of a surrogate pair.") from None
