"""Letters as they are compared: one form of each, without what is written above foreign ones."""

import unicodedata

OURS = "åäöÅÄÖ"  # in Finnish and Swedish these are other letters, not a and o with something above


def folded(text: str) -> str:
    """In small letters; é is e and invisible characters are gone, but ä stays ä."""
    return "".join(c if c in OURS else _base(c) for c in visible(text)).casefold()


def visible(text: str) -> str:
    """Composed, and without format characters, such as a zero-width space within a name."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if unicodedata.category(c) != "Cf")


def _base(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in parts if not unicodedata.combining(part))
