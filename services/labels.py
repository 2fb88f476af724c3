"""What people read for a code, in Finnish, Swedish or English.

The file is read at the first question, once; importing this module reads nothing.
"""

from enum import StrEnum
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

LOCALES = ("fi", "sv", "en")
LABELS = Path(__file__).parent / "codes" / "labels.yaml"


def label(code: StrEnum, locale: str) -> str:
    """The code's label; KeyError for a code or language that has none, which is a bug."""
    return labels()[type(code).__name__][code.name][locale]


def choices(codes: type[StrEnum], locale: str) -> list[tuple[str, str]]:
    """Value and label of every code of a list, in its order, for a form's choices."""
    return [(code.value, label(code, locale)) for code in codes]


@cache
def labels() -> dict[str, dict[str, dict[str, str]]]:
    """List name -> code name -> language -> label."""
    content: dict[str, dict[str, dict[str, str]]] = YAML(typ="safe").load(LABELS)
    return content
