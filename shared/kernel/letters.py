"""Texts at the border: one form of each letter, nothing that cannot be seen, one way to compare.

What comes in is composed (NFC) and without format characters, such as a zero-width space within a
name or a mark that turns the direction of what follows. What is compared is folded.
"""

import unicodedata

SHOW_NOTHING = frozenset("\u115f\u1160\u3164\uffa0\u2800")  # letters and marks that are blank
MOST_MARKS = 4  # on one letter; no language writes more
LINE_ENDS = str.maketrans(dict.fromkeys("\t\n\r\u2028\u2029", " "))
OURS = "åäöÅÄÖ"  # in Finnish and Swedish these are other letters, not a and o with something above
APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻ´`′＇", "'"))  # noqa: RUF001 - each is typed somewhere


def visible(text: str) -> str:
    """Composed, and without format characters and letters that show nothing."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        char for char in composed if unicodedata.category(char) != "Cf" and char not in SHOW_NOTHING
    )


def folded(text: str) -> str:
    """In small letters; é is e, ’ is ' and invisible characters are gone, but ä stays ä."""
    plain = visible(text).translate(APOSTROPHES)
    return "".join(char if char in OURS else _base(char) for char in plain).casefold()


def without_marks(text: str) -> str:
    """Also å, ä and ö as a and o, for whoever has no such keys."""
    return "".join(map(_base, text))


def has_controls(text: str) -> bool:
    """Whether it holds control characters other than line ends and tabs."""
    return any(unicodedata.category(char) == "Cc" and char not in "\n\r\t" for char in text)


def is_garbled(text: str) -> bool:
    """Whether it holds what no reader can be shown the same: half a character, a replaced one,
    one of somebody's own, or none at all."""
    return any(map(_is_no_letter, text))


def has_heaped_marks(text: str) -> bool:
    """Whether more marks stand on one letter than any language writes."""
    in_a_row = 0
    for char in text:
        in_a_row = in_a_row + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if in_a_row > MOST_MARKS:
            return True
    return False


def on_one_line(text: str) -> str:
    """The same with a blank for every line end and tab."""
    return text.translate(LINE_ENDS)


def holds(text: str, words: str) -> bool:
    """Whether every one of the words stands somewhere in the text, in whatever order."""
    searched = folded(text)
    return all(word in searched for word in folded(words).split())


def _is_no_letter(char: str) -> bool:
    if char < "\ud800":
        return False
    point = ord(char)
    is_none = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF  # never a character
    return is_none or char == "\ufffd" or unicodedata.category(char) in ("Cs", "Co")


def _base(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in parts if not unicodedata.combining(part))
