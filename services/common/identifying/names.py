"""Whether a text names one of those people whose names we know, in whatever form.

Each word of the text is looked up among all forms of all names. A word that is only a name tells
who it is. Where a name is also a word (Toivo, Rauha, Lampi), how it is written decides: a capital
within a sentence or another of the names beside it makes it a name; small letters in a text that
else has capitals make it a word; where it begins a sentence nobody but the writer can know.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from services.common.identifying.everyday import (
    LOOK_ALIKES,
    OF_SOMEBODY,
    PARTICLES,
    places,
    words,
)
from services.common.identifying.inflection import VOWELS, forms
from shared.kernel.letters import folded, visible

APOSTROPHES = "'’\u2018\u02bc\u00b4\u0060"
WORD = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]+)*")
SENTENCE = re.compile(r"[.!?:;…\n\"”»(•]|^\s*[-–]\s")  # what stands before the first word of one
INSIDE = ("ssa", "ssä", "sta", "stä", "seen", *(f"{vowel * 2}n" for vowel in VOWELS))
WE = ("mme", "ni")  # Toivomme is a verb


class Naming(IntEnum):
    """How sure it is that a text names somebody."""

    NO = 0
    MAYBE = 1  # the writer knows whether it is a name or a word
    YES = 2


@dataclass(frozen=True)
class Word:
    """A word of the text, and what is around it."""

    text: str
    begins: bool  # a sentence, as far as one can see
    following: str  # up to the end of the next word, folded

    @property
    def spellings(self) -> tuple[str, ...]:
        """O'Connor in one, and what of it is long enough to be a name of its own."""
        halves = [folded(half) for half in re.split(f"[{APOSTROPHES}]", self.text)]
        return ("".join(halves), *(half for half in halves if len(half) > len("van")))

    @property
    def has_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_shouted(self) -> bool:
        """Wholly in capitals, which say nothing then."""
        return len(self.text) > 1 and self.text.isupper()


def naming_in(text: str, names: Iterable[str]) -> Naming:
    """How sure it is that the text names somebody who has one of these names."""
    content = visible(text)
    has_capitals = any(c.isupper() for c in content) and not content.isupper()
    name_of = {form: name for name in _names(names) for form in forms(name)}
    content_words = list(_words(content))
    matched = [_matched(word, name_of) for word in content_words]
    certainties = (
        Naming.YES
        if _is_beside_another(matched, place)
        else _certainty(content_words[place], name, has_capitals=has_capitals)
        for place, name in enumerate(matched)
        if name
    )
    return max(certainties, default=Naming.NO)


def _names(names: Iterable[str]) -> Iterator[str]:
    """Every word of the names, and words written apart or with a hyphen also in one."""
    for name in names:
        spelled = [word.spellings for word in _words(visible(name))]
        parts = {part for spellings in spelled for part in spellings}
        yield from (part for part in parts if len(part) > 1 and part not in PARTICLES)
        if len(spelled) > 1:
            yield "".join(spellings[0] for spellings in spelled)


def _words(text: str) -> Iterator[Word]:
    matches = list(WORD.finditer(text))
    for place, match in enumerate(matches):
        end = matches[place + 1].end() if place + 1 < len(matches) else len(text)
        before = text[matches[place - 1].end() : match.start()] if place else ""
        begins = place == 0 or SENTENCE.search(before) is not None
        yield Word(match.group(), begins, folded(text[match.end() : end]))


def _matched(word: Word, name_of: dict[str, str]) -> str | None:
    name = next((name_of[s] for s in word.spellings if s in name_of), None)
    if name and len(name) <= len("bo") and not word.has_capital:
        return None
    return name


def _is_beside_another(matched: list[str | None], place: int) -> bool:
    neighbours = matched[max(place - 1, 0) : place] + matched[place + 1 : place + 2]
    return any(other and other != matched[place] for other in neighbours)


def _certainty(word: Word, name: str, *, has_capitals: bool) -> Naming:
    form, is_place = word.spellings[0], name in places()
    if form in LOOK_ALIKES and form != name:
        return Naming.YES if word.has_capital and not word.begins else Naming.NO
    if not is_place and name not in words():
        return Naming.YES if word.has_capital or not has_capitals else Naming.MAYBE
    if is_place and word.has_capital and form.endswith(INSIDE):
        return Naming.NO  # they live in Salo
    if word.has_capital and not word.begins:
        return Naming.MAYBE if is_place or word.is_shouted else Naming.YES
    if has_capitals and (not word.has_capital or _is_only_word(word, form)):
        return Naming.NO
    return Naming.MAYBE


def _is_only_word(word: Word, form: str) -> bool:
    """Toivon, että; Järven rannalla: in the genitive, a name is followed by what is somebody's."""
    if form.endswith(WE):
        return True
    return form.endswith("n") and not word.following.strip().startswith(OF_SOMEBODY)
