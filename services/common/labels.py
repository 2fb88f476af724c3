"""What people read for a code, in Finnish, Swedish or English.

The file is read at the first question, once; importing this module reads nothing.
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

LOCALES = ("fi", "sv", "en")
NAMES = ("Kela",)
LABELS = Path(__file__).parent / "codes" / "labels.yaml"


def label(code: StrEnum, locale: str) -> str:
    """The code's label; KeyError for a code or language that has none, which is a bug."""
    return labels()[type(code).__name__][code.name][locale]


def label_of(kind: type[StrEnum], value: str | None, locale: str) -> str:
    """The label of a stored code; no text where nothing was stored, or it was erased."""
    return label(kind(value), locale) if value else ""


def listed(codes: Iterable[StrEnum], locale: str, *, between: str = ", ") -> str:
    """Labels in a row, the first as it stands, the others as within a sentence."""
    first, *others = [label(code, locale) for code in codes] or [""]
    return between.join([first, *map(within, others)])


def within(text: str) -> str:
    """A label inside a sentence: small, but for names and abbreviations."""
    is_name = text.split(" ")[0] in NAMES or text[1:2].isupper()
    return text if is_name else text[:1].lower() + text[1:]


def choices(codes: type[StrEnum], locale: str) -> list[tuple[str, str]]:
    """Value and label of every code of a list, in its order, for a form's choices."""
    return [(code.value, label(code, locale)) for code in codes]


@cache
def labels() -> dict[str, dict[str, dict[str, str]]]:
    """List name -> code name -> language -> label."""
    content: dict[str, dict[str, dict[str, str]]] = YAML(typ="safe").load(LABELS)
    return content
