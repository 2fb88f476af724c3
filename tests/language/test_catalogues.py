"""Finnish and Swedish are complete: every text of code and templates, and nothing besides."""

import re

import pytest
from babel.messages.catalog import Catalog, Message

from tests.messages import LANGUAGES, PLACES, Place

BLANKS = re.compile(r"%\(\w+\)[sd]")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.folder.name)
class TestEveryText:
    def test_is_translated(self, place: Place, language: str) -> None:
        catalogue = place.read(language)
        texts = _texts(place.collected())
        assert [_where(m) for m in texts if not _translation(catalogue, m)] == []

    def test_keeps_its_blanks(self, place: Place, language: str) -> None:
        assert [
            message.id for message in _texts(place.read(language)) if not _keeps_blanks(message)
        ] == []

    def test_of_the_catalogue_is_used(self, place: Place, language: str) -> None:
        catalogue = place.collected()
        unused = [m.id for m in _texts(place.read(language)) if not catalogue.get(m.id, m.context)]
        assert unused == []


def _texts(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _translation(catalogue: Catalog, message: Message) -> bool:
    """Whether there is one, certain, and with all its plural forms."""
    translated = catalogue.get(message.id, message.context)
    if translated is None or translated.fuzzy:
        return False
    strings = (
        translated.string if isinstance(translated.string, list | tuple) else [translated.string]
    )
    return all(strings)


def _keeps_blanks(message: Message) -> bool:
    """Each translation fills in the same values; one may say "one" without its number."""
    if isinstance(message.id, list | tuple):
        return all(_blanks(each) <= _blanks(message.id[1]) for each in message.string or ())
    return _blanks(str(message.id)) == _blanks(str(message.string))


def _blanks(text: str) -> set[str]:
    return set(BLANKS.findall(text))


def _where(message: Message) -> str:
    path, line = message.locations[0]
    return f"{path}:{line}: {message.id}"
