"""Texts at the border: one form of each letter, nothing that cannot be seen, one way to compare.

What comes in is composed (NFC) and without format characters, such as a zero-width space within a
name or a mark that turns the direction of what follows. What is compared is folded.
"""

import unicodedata

OURS = "åäöÅÄÖ"  # in Finnish and Swedish these are other letters, not a and o with something above
APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻ´`′＇", "'"))  # noqa: RUF001 - each is typed somewhere


def visible(text: str) -> str:
    """Composed, and without format characters."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(char for char in composed if unicodedata.category(char) != "Cf")


def folded(text: str) -> str:
    """In small letters; é is e, ’ is ' and invisible characters are gone, but ä stays ä."""
    plain = visible(text).translate(APOSTROPHES)
    return "".join(char if char in OURS else _base(char) for char in plain).casefold()


def has_controls(text: str) -> bool:
    """Whether it holds control characters other than line ends and tabs."""
    return any(unicodedata.category(char) == "Cc" and char not in "\n\r\t" for char in text)


def holds(text: str, words: str) -> bool:
    """Whether every one of the words stands somewhere in the text, in whatever order."""
    searched = folded(text)
    return all(word in searched for word in folded(words).split())


def _base(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in parts if not unicodedata.combining(part))
