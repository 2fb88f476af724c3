"""SCIM's filters, as far as identity providers use them: `userName eq "maija"`, joined by and."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from shared.web.scim.messages import ScimError

LONGEST = 1000  # characters
TERM = re.compile(
    r'\s*(?:[a-z:0-9.]+:)?([a-z]+)\s+eq\s+("(?:[^"\\]|\\.)*"|true|false)\s*', re.IGNORECASE
)
AND = re.compile(r"and\s", re.IGNORECASE)
Resource = Mapping[str, Any]


def matching(text: str, names: set[str]) -> Callable[[Resource], bool]:
    """Whether a resource is as the filter says; it may ask for these attributes."""
    wanted = list(_terms(text, {name.casefold(): name for name in names}))
    return lambda resource: all(_same(resource.get(name), value) for name, value in wanted)


def _terms(text: str, names: Mapping[str, str]) -> list[tuple[str, str | bool]]:
    terms, place = list[tuple[str, str | bool]](), 0
    if len(text) > LONGEST:
        raise _not_understood(names)
    while place < len(text):
        term = TERM.match(text, place)
        if term is None or term[1].casefold() not in names:
            raise _not_understood(names)
        terms.append((names[term[1].casefold()], _value(term[2], names)))
        place = term.end()
        joined = AND.match(text, place)
        if place < len(text) and joined is None:
            raise _not_understood(names)
        place = joined.end() if joined else place
        if joined and place == len(text):
            raise _not_understood(names)
    return terms


def _value(text: str, names: Mapping[str, str]) -> str | bool:
    if not text.startswith('"'):
        return text.casefold() == "true"
    try:
        return str(json.loads(text))
    except ValueError:
        raise _not_understood(names) from None


def _same(there: object, wanted: str | bool) -> bool:
    if isinstance(there, str) and isinstance(wanted, str):
        return there.casefold() == wanted.casefold()
    return there is wanted


def _not_understood(names: Mapping[str, str]) -> ScimError:
    there = ", ".join(sorted(names.values()))
    return ScimError(400, "invalidFilter", f"Filter by {there} with eq, joined by and.")
