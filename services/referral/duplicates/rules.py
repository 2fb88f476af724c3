"""When two referrals speak of the same person, or may do so."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.common.codes import Likeness
from shared.kernel.letters import without_marks
from shared.kernel.searching import matches, words
from shared.web.fields import born_on

IMPLIED = {  # what says no more than another likeness that is there too
    Likeness.NAME_AND_BIRTHDAY: (Likeness.NAME, Likeness.GIVEN_NAME_AND_BIRTHDAY),
}


@dataclass(frozen=True)
class Household:
    """Everybody whom a referral names, by folded name, and the phones of them all."""

    people: frozenset[str]
    phones: frozenset[str]


@dataclass(frozen=True)
class Described:
    """What a referral says of a person; nothing is compared without a name and a day of birth."""

    name: str
    born: date | None


def shares_home(first: Household, other: Household) -> bool:
    """Do two referrals speak of people of one household: of the same one, or by one phone?"""
    return bool(first.people & other.people or first.phones & other.phones)


def is_same(first: Described, other: Described) -> bool:
    """The same name, however it is typed and in whatever order, and the same day of birth."""
    if not first.name or first.born is None or first.born != other.born:
        return False
    return matches(first.name, [other.name]) and matches(other.name, [first.name])


@dataclass(frozen=True)
class Person:
    """Somebody in a provider's register, by what two of them may be alike in."""

    given_name: str
    family_name: str
    born: date | None
    adults: tuple[str, ...] = ()  # whole names of those whom they live with
    phones: tuple[str, ...] = ()


def clues_of(person: Person, code: str | None) -> frozenset[tuple[Likeness, str]]:
    """Each likeness that the person may have to others, with what has to be equal for it."""
    return frozenset(_clues(person, code))


def strongest(likenesses: Collection[Likeness]) -> tuple[Likeness, ...]:
    """In the order of the list, and without what another one says already."""
    implied = {less for each in likenesses for less in IMPLIED.get(each, ())}
    return tuple(each for each in Likeness if each in likenesses and each not in implied)


def _clues(person: Person, code: str | None) -> Iterator[tuple[Likeness, str]]:
    given, family = _plain(person.given_name), _plain(person.family_name)
    name = " ".join(sorted([*given, *family]))
    born = person.born or (born_on(code) if code else None)
    if code:
        yield Likeness.IDENTITY_CODE, code
    if given and family:
        yield Likeness.NAME, name
    if born is None:
        return
    if given and family:
        yield Likeness.NAME_AND_BIRTHDAY, f"{born} {name}"
    if given:
        yield Likeness.GIVEN_NAME_AND_BIRTHDAY, f"{born} {given[0]}"
    for phone in person.phones:
        yield Likeness.BIRTHDAY_AND_HOME, f"{born} {phone}"
    for adult in person.adults:
        if len(whole := _plain(adult)) > 1:
            yield Likeness.BIRTHDAY_AND_HOME, f"{born} {' '.join(sorted(whole))}"


def _plain(name: str) -> list[str]:
    """The words of a name, however it is typed: without hyphens, dots and apostrophes."""
    return [without_marks(word) for word in words(name)]


@dataclass(frozen=True)
class Pair:
    """Two referrals of one provider, by id: the later one first."""

    first: UUID
    other: UUID
    likenesses: tuple[Likeness, ...] = ()  # none: they were once alike, and are no longer

    @property
    def id(self) -> str:
        return f"{self.first}:{self.other}"


def in_strength(pair: Pair) -> tuple[int, str]:
    """The most alike first, for a list that does not move while somebody reads it."""
    ranks = [list(Likeness).index(each) for each in pair.likenesses]
    return (min(ranks, default=len(Likeness)), pair.id)
