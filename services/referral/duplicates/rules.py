"""When two referrals speak of the same person."""

from dataclasses import dataclass
from datetime import date

from shared.kernel.searching import matches


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
