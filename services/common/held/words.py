"""What entries and their facts are called, in the reader's language."""

from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from shared.web.i18n import language

WORDS = Path(__file__).parent / "words.yaml"
OTHER = {"fi": "Muu merkintä", "sv": "Annan anteckning", "en": "Another entry"}


def entry(name: str) -> str:
    """What an entry is called by the name of its event."""
    return words()["entries"].get(name, OTHER)[language()]


def fact(field: str) -> str:
    """What a field is called; its own name where nobody has said it."""
    names = words()["facts"].get(field)
    return names[language()] if names else field


@cache
def words() -> dict[str, dict[str, dict[str, str]]]:
    content: dict[str, dict[str, dict[str, str]]] = YAML(typ="safe").load(WORDS)
    return content
