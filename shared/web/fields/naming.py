"""What a field is called, and how one reads what was typed into a form."""

from decimal import Decimal
from typing import Any, Protocol, TypeVar, runtime_checkable

from marshmallow import fields

from shared.web.formats import read_number
from shared.web.i18n import N_

F = TypeVar("F", bound=fields.Field[Any])
TODAY = N_("Today, if you leave it empty.")  # the hint of a day that may be left out


def named(label: str, field: F, *, hint: str = "", unit: str = "", example: str = "") -> F:
    """Give a field its label, and where needed a hint and a unit; all of them as in catalogues.

    The `example` is for the documents alone.
    """
    words = {"label": label, "hint": hint, "unit": unit, "example": example}
    field.metadata = {**field.metadata, **{name: text for name, text in words.items() if text}}
    return field


@runtime_checkable
class Typed(Protocol):
    """A field that reads what somebody wrote into a form; what it cannot read stays as it was."""

    def typed(self, text: str) -> Any: ...


def number_in(text: str) -> Decimal | str:
    """The number that was typed; the text itself where there is none."""
    try:
        return read_number(text)
    except ValueError:
        return text


def short(value: object) -> str:
    """A value as a sentence about it shows it."""
    return f"{value!r:.60}"
