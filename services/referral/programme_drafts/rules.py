"""What a draft's text says of itself, and what it begins as."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from services.common.programme import Programme, Words
from services.common.programme.document import parsed, written
from services.common.programme.fields import fields_of
from services.common.programme.strictyaml import LONGEST, NotPlain
from services.common.programme.writing import text_of
from shared.kernel.aggregate import Invalid

LONGEST_TITLE = 200
LONGEST_CODE = 60
ORDER = tuple(field.name for field in fields_of(Programme))


@dataclass(frozen=True)
class Heading:
    """The code and the Finnish name, as far as the text says them."""

    code: str = ""
    title: str = ""


def heading(text: str) -> Heading:
    """Empty where the text cannot be read yet."""
    try:
        document = parsed(text)
    except NotPlain:
        return Heading()
    name = document.get("name")
    title = name.get("fi") if isinstance(name, Mapping) else ""
    return Heading(_short(document.get("code"), LONGEST_CODE), _short(title, LONGEST_TITLE))


def check_length(text: str) -> None:
    """Refuse what no programme can be."""
    if len(text) > LONGEST:
        raise Invalid(
            "It is longer than %(most)s characters.", code="too-long", field="yaml", most=LONGEST
        )
    if any(char < " " and char not in "\n\t" for char in text):
        raise Invalid("A character here is none of a text's.", code="no-text", field="yaml")


def new_text(code: str, name: str, provider: str) -> str:
    """The first lines of a programme of which nothing is decided yet."""
    values: dict[str, Any] = {"code": code, "version": 1, "name": {"fi": name}}
    return written(values | ({"provider": provider} if provider else {}))


def next_version(programme: Programme) -> str:
    """What a new version begins with: the same under the next number."""
    return text_of(replace(programme, version=programme.version + 1))


def copied(programme: Programme, code: str, name: str, provider: str) -> str:
    """Another programme that begins as this one is."""
    named = Words(fi=name)
    owner = provider or programme.provider
    return text_of(replace(programme, code=code, version=1, name=named, provider=owner))


def _short(value: Any, most: int) -> str:
    return str(value)[:most] if isinstance(value, str) else ""
