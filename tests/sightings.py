"""Whether a text tells something; ids and tokens are left out, as they may hold any digits."""

import re
from collections.abc import Iterable

CHANCE = re.compile(r'[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|name="csrf_token" value="[^"]+"')


def revealed(text: str, words: Iterable[str]) -> list[str]:
    """Those of the words that the text reveals to a reader."""
    read = CHANCE.sub("", text)
    return [word for word in words if _stands(word, read)]


def _stands(word: str, text: str) -> bool:
    """A number stands by itself; a word may be bent (*Salakujalla*)."""
    if not word.isdigit():
        return word in text
    return re.search(rf"(?<![\w.]){word}(?!\w)", text) is not None
