"""Classes of bad input, as a table: what is sent, and what comes of it in JSON and in a form.

Each value is refused with a sentence about its field, or taken and kept as it says here. A class
whose value only JSON can hold cannot come in by a form, where everything is text.
"""

from dataclasses import dataclass
from typing import Any, Final

REFUSED: Final = "refused"
ABSENT: Final = "absent"  # cannot come in this way


@dataclass(frozen=True)
class Kept:
    """It is taken, and this is what it is from then on, as JSON tells it."""

    value: Any


@dataclass(frozen=True)
class BadInput:
    """One class: a value for every field of its kind."""

    name: str
    kind: str
    value: Any
    json: str | Kept = REFUSED
    form: str | Kept = REFUSED

    @property
    def id(self) -> str:
        return f"{self.kind}: {self.name}"


def of_kind(kind: str, *rows: tuple[Any, ...]) -> tuple[BadInput, ...]:
    """Rows of name and value; then what JSON makes of it, and a form, where it is not refused.

    What is no text cannot be typed.
    """
    return tuple(_row(kind, *row) for row in rows)


def _row(kind: str, name: str, value: Any, json: Any = REFUSED, form: Any = "") -> BadInput:
    in_form = form or (json if isinstance(value, str) else ABSENT)
    return BadInput(name, kind, value, json, in_form)
