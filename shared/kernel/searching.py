"""Whether somebody's name, reference or day of birth is what a reader looks for.

The same words are compared in two ways: by what begins a name, through an index that holds no name,
and then by the opened name itself.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shared.kernel.letters import folded, holds, without_marks

A_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})|(\d{4})-(\d\d)-(\d\d)(?!\d)")
BETWEEN = re.compile(r"[-\u2010-\u2015,;]")  # hyphens and commas
APOSTROPHES = re.compile("['\u2019\u2018\u02bc\u00b4`]")
BEGINNING = 3  # letters of a name that find it; a shorter name is found by all of it
NAME, DAY, CONTACT = "name", "day", "contact"  # kinds of clues


@dataclass(frozen=True)
class Clue:
    """What an index keeps of somebody: the beginning of a name, a day, a way to reach them."""

    kind: str
    value: str


def matches(query: str, texts: Iterable[str | None], *, born: date | None = None) -> bool:
    """Whether each word of the query stands in the texts, and each of its days is the birthday.

    The order of names, hyphens and apostrophes make no difference, and who types no dots finds
    those that have them; an empty query matches all.
    """
    days = [_day(match) for match in A_DAY.finditer(query)]
    if any(day is None or day != born for day in days):
        return False
    searched = " ".join(_plain(text) for text in texts if text)
    return holds(f"{searched} {without_marks(folded(searched))}", _plain(A_DAY.sub(" ", query)))


def words(query: str) -> list[str]:
    """The words of a query, folded, without its days."""
    return folded(_plain(A_DAY.sub(" ", query))).split()


def days(query: str) -> list[date | None]:
    """The days of a query; None for one that no calendar has."""
    return [_day(match) for match in A_DAY.finditer(query)]


def clue_of_word(word: str) -> Clue:
    """By which clue a word of a query finds a name."""
    return Clue(NAME, word[:BEGINNING])


def clue_of_day(day: date) -> Clue:
    return Clue(DAY, day.isoformat())


def clue_of_contact(contact: str) -> Clue:
    """An e-mail address or a phone number, found by the whole of it alone."""
    return Clue(CONTACT, folded(contact).strip())


def clues(
    names: Iterable[str | None], *, born: date | None = None, contacts: Iterable[str | None] = ()
) -> frozenset[Clue]:
    """All by which somebody is found, with and without dots and apostrophes."""
    parts = set[str]()
    for name in names:
        if name:
            whole, apart = folded(_plain(name)), folded(_plain(APOSTROPHES.sub(" ", name)))
            parts |= {*whole.split(), *apart.split()}
    parts |= {without_marks(part) for part in parts}
    made = {clue_of_word(part) for part in parts}
    made |= {clue_of_contact(contact) for contact in contacts if contact}
    return frozenset(made | ({clue_of_day(born)} if born else set()))


def _plain(text: str) -> str:
    return APOSTROPHES.sub("", BETWEEN.sub(" ", text))


def _day(match: "re.Match[str]") -> date | None:
    day, month, year, *iso = match.groups()
    try:
        return date(int(year), int(month), int(day)) if day else date(*map(int, iso))
    except ValueError:
        return None
